import type services from '.';

declare global {
  /** What services/index.ts holds. Declared and not imported: each service asks for others by getService, and would import itself. */
  type RnServices = typeof services;
}
