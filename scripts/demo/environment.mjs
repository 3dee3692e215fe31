import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What a start of the application needs secret values for. */
export const SECRETS = createRequire(import.meta.url)('../secret-names.json');

/** The file of the demo's secrets, made once: signed-in people stay signed in over a restart. */
const secretsFile = (folder) => {
  const file = path.join(folder, 'secrets.env');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, SECRETS.map((name) => `${name}=${randomBytes(32).toString('hex')}\n`).join(''), {
      mode: 0o600,
    });
  }
  return file;
};

/**
 * The environment of the demo's Strapi. Whatever the shell or a `.env` says of databases, mail servers and addresses is
 * put aside: the demo writes to its own file and mails to its own inbox only.
 */
export const environment = ({ folder, port, smtpPort }) => {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(DATABASE|SMTP|NETWORK|WEBSITE|SUBSCRIPTION|STRAPI)_|^(ERASURE_LEDGER|HOLD_MAILS|TIME_ZONE)$/.test(name) &&
      !SECRETS.includes(name)
  );
  const site = `http://127.0.0.1:${port}`;
  return {
    ...Object.fromEntries(inherited),
    // Production keeps the admin panel's session in cookies for HTTPS only, and the demo is plain HTTP.
    NODE_ENV: 'development',
    ENV_PATH: secretsFile(folder),
    STRAPI_TELEMETRY_DISABLED: 'true',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: '',
    BEHIND_PROXY: 'false',
    ADMIN_URL: `${site}/admin`,
    WEBSITE_URL: `${site}/inscription/`,
    WEBSITE_ACCESSIBILITY:
      'Démonstration : chaque médiathèque ou réseau écrit ici sa déclaration d’accessibilité, ou un lien qui y mène.',
    WEBSITE_LEGAL_NOTICE:
      '# Éditeur\n\nDémonstration : ce site n’est celui de personne.\n\n# Contact\n\nreseau@example.org',
    WEBSITE_PRIVACY:
      'Démonstration : les personnes sont inventées, et aucun e-mail ne quitte cet ordinateur.\n\nSur vos droits : https://www.cnil.fr/fr/mes-demarches/les-droits-pour-maitriser-vos-donnees-personnelles.',
    STATE_FOLDER: path.join(folder, 'state'),
    DATABASE_CLIENT: 'sqlite',
    DATABASE_FILENAME: path.join(folder, 'data.db'),
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(smtpPort),
    NETWORK_NAME: 'Médiathèque départementale (démonstration)',
    NETWORK_EMAIL: 'reseau@example.org',
  };
};
