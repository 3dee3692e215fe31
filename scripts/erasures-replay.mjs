import path from 'node:path';
import { runCommand } from './command.mjs';

const USAGE = `Usage : npm run erasures:replay -- [REGISTRE…] [--dry-run]

Efface de nouveau, dans une sauvegarde qui vient d’être restaurée, les personnes qui avaient été effacées depuis.
Arrêtez le serveur d’abord, et gardez les APP_KEYS avec lesquelles elles ont été effacées.

  REGISTRE    des registres des effacements, en plus de celui du réglage ERASURE_LEDGER
  --dry-run   compte, sans rien effacer`;

await runCommand({
  usage: USAGE,
  failed: 'L’effacement a échoué',
  allowPositionals: true,
  async work({ service, dryRun, positionals }) {
    // npm starts scripts in the application's folder; files are named from where the person stands.
    const files = positionals.map((file) => path.resolve(process.env.INIT_CWD ?? '.', file));
    const { lines, registrations, accounts } = await service('erasureReplay').run({ files, dryRun });
    console.log(`Registre : ${lines} effacement(s).`);
    console.log(`${dryRun ? 'Seraient effacés' : 'Effacés'} : ${registrations} inscription(s), ${accounts} compte(s).`);
    if (lines === 0) console.log('Le registre est vide : indiquez son fichier, ou le réglage ERASURE_LEDGER.');
  },
});
