import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = ParsedMail & { receivers: string[]; raw: string };

export type SmtpSink = {
  port: number;
  mails: ReceivedMail[];
  /** The first mail (received already or to come) for which `wanted` is true; fails after ten seconds. */
  waitFor: (wanted: (mail: ReceivedMail) => boolean) => Promise<ReceivedMail>;
  /** The first one to this receiver, with this subject (a text: all of it) and this text; `after`: how many mails had come before it. */
  mailTo: (
    receiver: string,
    like?: { subject?: RegExp | string; text?: RegExp; after?: number }
  ) => Promise<ReceivedMail>;
  /** Answers every receiver (or every sender) with this SMTP code until told otherwise; null accepts again. */
  refuseWith: (code: number | null, at?: 'RCPT' | 'MAIL') => void;
  /** Is not there, until `resume`. */
  pause: () => Promise<void>;
  resume: () => Promise<void>;
  stop: () => Promise<void>;
};

/** A real SMTP server that keeps every mail it accepts. */
export const startSmtp = async (): Promise<SmtpSink> => {
  const mails: ReceivedMail[] = [];
  let listeners: (() => void)[] = [];
  let refusal: { code: number; at: 'RCPT' | 'MAIL' } | null = null;
  const refusedAt = (verb: 'RCPT' | 'MAIL') =>
    refusal?.at === verb ? Object.assign(new Error('refused by the test'), { responseCode: refusal.code }) : null;
  const newServer = () =>
    new SMTPServer({
      authOptional: true,
      closeTimeout: 50,
      disabledCommands: ['STARTTLS'],
      onMailFrom: (_address, _session, done) => done(refusedAt('MAIL')),
      onRcptTo: (_address, _session, done) => done(refusedAt('RCPT')),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk) => chunks.push(chunk));
        stream.on('end', async () => {
          const raw = Buffer.concat(chunks);
          const parsed = await simpleParser(raw);
          mails.push({
            ...parsed,
            receivers: session.envelope.rcptTo.map(({ address }) => address),
            raw: raw.toString('latin1'),
          });
          done();
          listeners.forEach((listener) => listener());
        });
      },
    });
  let server = newServer();
  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      // A client that is killed resets its connection, which is what some tests are about.
      server.on('error', () => {});
      server.listen(port, '127.0.0.1', resolve);
    });
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  await listen(0);
  const { port } = server.server.address() as { port: number };

  const waitFor: SmtpSink['waitFor'] = (wanted) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = mails.find(wanted);
        if (!found) return;
        clearTimeout(timer);
        listeners = listeners.filter((listener) => listener !== look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        const received = mails.map((mail) => `${mail.receivers} « ${mail.subject} »`).join('; ');
        reject(new Error(`The mail did not come. Received: ${received || 'none'}`));
      }, 10_000);
      listeners.push(look);
      look();
    });

  return {
    port,
    mails,
    refuseWith: (code, at = 'RCPT') => {
      refusal = code ? { code, at } : null;
    },
    waitFor,
    mailTo: (receiver, { subject = /^/, text = /^/, after = 0 } = {}) =>
      waitFor(
        (mail) =>
          mails.indexOf(mail) >= after &&
          mail.receivers[0] === receiver &&
          (typeof subject === 'string' ? mail.subject === subject : subject.test(mail.subject ?? '')) &&
          text.test(mail.text ?? '')
      ),
    pause: close,
    resume: () => {
      server = newServer();
      return listen(port);
    },
    stop: close,
  };
};
