import path from 'node:path';
import { Problem } from '../problem.mjs';

const MOST_MAILS = 500;

/**
 * Starts the inbox: a real SMTP server on a free port, and a page on `port` where every mail can be read. Mails are kept in
 * `folder`. Returns the SMTP port.
 */
export const startInbox = async ({ port, folder }) => {
  // Only now: the demo may have just installed it.
  const { MailDev } = await import('maildev');
  const inbox = new MailDev({
    smtp: 0,
    ip: '127.0.0.1',
    web: port,
    webIp: '127.0.0.1',
    mailDirectory: path.join(folder, 'mails'),
    maxEmails: MOST_MAILS,
    silent: true,
  });
  // It announces itself on the terminal, whatever it is told; the demo's own screen has the address.
  const { info } = console;
  console.info = () => {};
  try {
    const { smtp } = await inbox.start();
    return smtp.getAddress().port;
  } catch (error) {
    throw new Problem(`La boîte aux lettres n’a pas pu démarrer sur le port ${port} : ${error.message}`);
  } finally {
    console.info = info;
  }
};
