/** Why the demo cannot start, already worded for the reader. */
export class DemoProblem extends Error {}
