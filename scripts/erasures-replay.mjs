import path from 'node:path';
import { parseArgs } from 'node:util';
import { bootStrapi, closeStrapi } from './boot.mjs';

const USAGE = `Usage : npm run erasures:replay -- [REGISTRE…] [--dry-run]

Efface de nouveau, dans une sauvegarde qui vient d’être restaurée, les personnes qui avaient été effacées depuis.
Arrêtez le serveur d’abord, et gardez les APP_KEYS avec lesquelles elles ont été effacées.

  REGISTRE    des registres des effacements, en plus de celui du réglage ERASURE_LEDGER
  --dry-run   compte, sans rien effacer`;

const readOptions = () => {
  const options = { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  // npm starts scripts in the application's folder; files are named from where the person stands.
  return { help: values.help, dryRun: values['dry-run'], files: positionals.map((file) => path.resolve(process.env.INIT_CWD ?? '.', file)) };
};

const main = async () => {
  const { help, ...options } = readOptions();
  if (help) return console.log(USAGE);
  const strapi = await bootStrapi();
  try {
    const { lines, registrations, accounts } = await strapi.plugin('rn-subscriptions').service('erasureReplay').run(options);
    console.log(`Registre : ${lines} effacement(s).`);
    console.log(`${options.dryRun ? 'Seraient effacés' : 'Effacés'} : ${registrations} inscription(s), ${accounts} compte(s).`);
    if (lines === 0) console.log('Le registre est vide : indiquez son fichier, ou le réglage ERASURE_LEDGER.');
  } finally {
    await closeStrapi(strapi);
  }
};

main().then(
  () => process.exit(0),
  (error) => {
    const isMisuse = error.code?.startsWith('ERR_PARSE_ARGS');
    // What the database says repeats values.
    const problem = error.path ? `${error.path} (${error.code})` : (error.code ?? error.message);
    console.error(isMisuse ? `Option inconnue.\n\n${USAGE}` : `L’effacement a échoué : ${problem}.`);
    process.exit(isMisuse ? 2 : 1);
  }
);
