import { runCommand } from './command.mjs';

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
  console.log(
    `  ${dryRun ? 'effacements qui seraient annoncés par e-mail' : 'effacements annoncés par e-mail'} : ${announced}`
  );
  console.log(`  demandes qui attendent leur médiathèque depuis plus d’un an (gardées) : ${waitingLong}`);
  if (failed > 0) console.log(`  échecs : ${failed} (voir le journal)`);
};

await runCommand({
  usage: USAGE,
  failed: 'La tâche a échoué',
  async work({ service, dryRun }) {
    const retention = service('retention');
    const report = dryRun ? await retention.dryRun() : await retention.run();
    if (report) {
      show(report);
      return report.failed === 0;
    }
    console.log(
      'Rien n’a été fait : un serveur est déjà en train de le faire, ou les envois sont suspendus (page « E-mails non partis »).'
    );
    return true;
  },
});
