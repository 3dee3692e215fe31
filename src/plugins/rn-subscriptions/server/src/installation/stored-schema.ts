type Named = { name: string };
/** What Strapi keeps of the schema that it last made. */
export type StoredSchema = { tables: (Named & { columns: Named[]; indexes: Named[] })[] };

/** The same without these tables, and without these columns and indexes of the table `shared`. */
export const withoutTables = (
  schema: StoredSchema,
  given: { tables: string[]; shared: string; columns: string[]; indexes: string[] }
): StoredSchema => ({
  ...schema,
  tables: schema.tables
    .filter(({ name }) => !given.tables.includes(name))
    .map((table) =>
      table.name === given.shared
        ? {
            ...table,
            columns: table.columns.filter(({ name }) => !given.columns.includes(name)),
            indexes: table.indexes.filter(({ name }) => !given.indexes.includes(name)),
          }
        : table
    ),
});
