import { readdirSync } from 'node:fs';

const FOLDER = new URL('./measures/', import.meta.url);

/**
 * The measures of the folder `measures`, as `{ name, measure }`: those of these names, or all (null) but those that want to be
 * named. Throws for a name that is none.
 */
export const measuresNamed = async (only) => {
  const names = readdirSync(FOLDER)
    .map((file) => file.replace(/\.mjs$/, ''))
    .sort();
  const unknown = (only ?? []).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no measure ${unknown.join(', ')}: there are ${names.join(', ')}.`);
  const measures = await Promise.all(
    (only ?? names).map(async (name) => ({
      name,
      measure: (await import(new URL(`${name}.mjs`, FOLDER).href)).default,
    }))
  );
  return measures.filter(({ measure }) => only || !measure.onlyWhenNamed);
};
