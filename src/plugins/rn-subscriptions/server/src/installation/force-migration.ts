/**
 * What is wrong with `database.settings.forceMigration` as the host has it, in one sentence with the mend; null where it is `false`.
 * Anything else, Strapi's default above all, lets a start drop the tables of whatever is not loaded just then.
 */
export const forceMigrationProblem = (forceMigration: unknown): string | null =>
  forceMigration === false
    ? null
    : 'one start at which the plugin does not load would drop all its tables, with every registration: write settings: { forceMigration: false } in config/database.';
