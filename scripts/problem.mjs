/** What stands in the way, already worded for the reader. */
export class Problem extends Error {}
