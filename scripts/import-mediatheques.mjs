import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bootStrapi, closeAfterwards, closeStrapi } from './boot.mjs';

const USAGE = `Usage : npm run mediatheques:import -- FICHIER --departement 60 [--dry-run]

  FICHIER         le CSV des bibliothèques publié par le ministère de la Culture (UTF-8, séparateur « ; »)
  --departement   le numéro du département à importer : 01 à 95, 2A, 2B, 971 à 976
  --dry-run       compare et affiche le tableau, sans rien écrire`;

/** A mistake on the command line or in the file, already worded for the reader. */
class Refusal extends Error {
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

const misuse = (problem) => new Refusal(`${problem}\n\n${USAGE}`, 2);

const readOptions = () => {
  /** @satisfies {import('node:util').ParseArgsConfig['options']} */
  const options = {
    departement: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  };
  let given;
  try {
    given = parseArgs({ options, allowPositionals: true });
  } catch (error) {
    const [option] = /--?[\w-]+/.exec(error.message) ?? [''];
    throw misuse(
      error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? `Option inconnue : ${option}`
        : `L’option ${option} est mal écrite.`
    );
  }
  const { values, positionals } = given;
  if (values.help) return null;
  if (positionals.length === 0) throw misuse('Indiquez le fichier à importer.');
  if (positionals.length > 1) throw misuse('Indiquez un seul fichier.');
  if (!values.departement) throw misuse('Indiquez le département : --departement 60');
  if (!/^(\d{1,2}|2[ab]|97\d)$/i.test(values.departement))
    throw misuse(`« ${values.departement} » n’est pas un numéro de département.`);
  return { file: positionals[0], departement: values.departement, dryRun: values['dry-run'] };
};

const FILE_PROBLEMS = {
  ENOENT: 'il n’existe pas',
  EISDIR: 'c’est un dossier',
  EACCES: 'vous n’avez pas le droit de le lire',
};

const readInput = async (file) => {
  try {
    // npm starts scripts in the application's folder; the file is named from where the person stands.
    return await readFile(path.resolve(process.env.INIT_CWD ?? '.', file));
  } catch (error) {
    throw new Refusal(`Impossible de lire « ${file} » : ${FILE_PROBLEMS[error.code] ?? error.code}.`, 1);
  }
};

const showProgress = (done, total) => {
  if (process.stdout.isTTY) process.stdout.write(`\r  ${done} / ${total}${done === total ? '\n' : ''}`);
  else if (done % 50 === 0 || done === total) console.log(`  ${done} / ${total}`);
};

// Whoever reads along may go away, as `head` does: the import goes on.
process.stdout.on('error', () => {});

const main = async () => {
  const options = readOptions();
  if (!options) return console.log(USAGE);
  const bytes = await readInput(options.file);

  console.log(
    `Import des médiathèques du département ${options.departement}${options.dryRun ? ' (essai : rien ne sera écrit)' : ''}…`
  );
  const strapi = await bootStrapi();
  const { departement, dryRun } = options;
  let result;
  try {
    result = await strapi
      .plugin('rn-subscriptions')
      .service('mediathequeImport')
      .run({ bytes, departement, dryRun, onProgress: showProgress });
  } catch (error) {
    await closeStrapi(strapi).catch(() => {});
    throw error;
  }
  console.log(`\n${result.report}\n`);
  console.log(dryRun ? 'Essai terminé : rien n’a été écrit.' : 'Import terminé.');
  await closeAfterwards(strapi);
};

main().then(
  () => process.exit(0),
  (error) => {
    const isWorded = error instanceof Refusal || error.name === 'ImportFileError';
    console.error(isWorded ? error.message : `L’import a échoué : ${error.code ?? error.message}`);
    if (error.name === 'ImportFileError') console.error('Rien n’a été importé.');
    // Where the database did not answer, it may have stored all of it: to ask again does no harm then.
    else if (!isWorded)
      console.error('Rien n’est importé à moitié : relancez l’import, ce qui est déjà enregistré ne change pas.');
    process.exit(error.exitCode ?? 1);
  }
);
