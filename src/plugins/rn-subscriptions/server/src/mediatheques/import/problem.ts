/** The file cannot be imported. The message is for whoever runs the import: what is wrong, on which line, how to mend it. */
export class ImportFileError extends Error {
  // Read by the command line, which has no access to the class.
  override name = 'ImportFileError';
}
