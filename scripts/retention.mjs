import { parseArgs } from 'node:util';
import { bootStrapi, closeStrapi } from './boot.mjs';

const USAGE = `Usage : npm run retention -- [--dry-run]

Efface les inscriptions gardées assez longtemps et annonce les effacements à venir, comme le serveur le fait chaque nuit.
Les e-mails attendent le serveur.

  --dry-run   compte, sans rien effacer ni annoncer`;

const show = ({ day, dryRun, erased, announced, waitingLong, failed }) => {
  console.log(`${dryRun ? 'Essai' : 'Conservation des données'}, au ${day} :`);
  console.log(`  ${dryRun ? 'seraient effacées' : 'effacées'} :`);
  console.log(`    demandes dont l’adresse n’a jamais été confirmée : ${erased.unconfirmed}`);
  console.log(`    demandes refusées : ${erased.refused}`);
  console.log(`    inscriptions expirées : ${erased.expired}`);
  console.log(`  ${dryRun ? 'effacements qui seraient annoncés par e-mail' : 'effacements annoncés par e-mail'} : ${announced}`);
  console.log(`  demandes qui attendent leur médiathèque depuis plus d’un an (gardées) : ${waitingLong}`);
  if (failed > 0) console.log(`  échecs : ${failed} (voir le journal)`);
};

const main = async () => {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) return console.log(USAGE);
  const strapi = await bootStrapi();
  try {
    const retention = strapi.plugin('rn-subscriptions').service('retention');
    const report = values['dry-run'] ? await retention.dryRun() : await retention.run();
    if (report) show(report);
    else console.log('Un serveur est déjà en train de le faire.');
  } finally {
    await closeStrapi(strapi);
  }
};

main().then(
  () => process.exit(0),
  (error) => {
    const isMisuse = error.code?.startsWith('ERR_PARSE_ARGS');
    // What the database says repeats values.
    console.error(isMisuse ? `Option inconnue.\n\n${USAGE}` : `La tâche a échoué : ${error.code ?? error.message}.`);
    process.exit(isMisuse ? 2 : 1);
  }
);
