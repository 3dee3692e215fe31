import { once } from 'node:events';
import net from 'node:net';

/** Where an SMTP exchange stands when the script is asked; `body` is after the final dot. */
export type Step = 'connect' | 'EHLO' | 'HELO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'first-line' | 'body';

/**
 * What the server does at a step: answers this code, answers nothing, goes on answering a line each second without an end, or cuts the line; at `body`, `accept-and-drop` takes
 * the message and cuts the line before its answer. Nothing: it goes on as a server that works.
 */
export type Act = number | 'hang' | 'drip' | 'drop' | 'accept-and-drop' | undefined;

export type Session = { from: string; to: string; messageId: string; raw: string };
export type Script = (step: Step, session: Session) => Act | Promise<Act>;

export type ScriptedSmtp = {
  port: number;
  /** Every message that was accepted, in order. */
  accepted: Session[];
  /** How often each step was reached. */
  reached: Record<Step, number>;
  /** Plays this script from now on. */
  play: (script: Script) => void;
  /** Ends the connections that clients keep open for later mails. */
  hangUp: () => void;
  stop: () => Promise<void>;
};

const OK: Record<Step, string> = {
  connect: '220 test ESMTP',
  EHLO: '250-test\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME',
  HELO: '250 test',
  AUTH: '235 signed in',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  'first-line': '',
  body: '250 accepted',
};

const VERBS = ['EHLO', 'HELO', 'AUTH', 'MAIL', 'RCPT', 'DATA'] as const;
const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? '';
const newSession = (): Session => ({ from: '', to: '', messageId: '', raw: '' });

const DRIP = 1000;
const drip = (socket: net.Socket) => {
  const drops = setInterval(() => socket.write('250-wait\r\n'), DRIP);
  socket.on('close', () => clearInterval(drops));
};

/** A real SMTP server that fails where its script says so; written on bare sockets, since no library cuts a line on request. */
export const startScriptedSmtp = async (): Promise<ScriptedSmtp> => {
  const accepted: Session[] = [];
  const reached = Object.fromEntries(Object.keys(OK).map((step) => [step, 0])) as Record<Step, number>;
  const sockets = new Set<net.Socket>();
  let script: Script = () => undefined;

  const serve = (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The client may be killed at any moment.
    socket.on('error', () => {});
    let session = newSession();
    let inBody = false;
    let isOver = false;
    let unread = '';
    let work = Promise.resolve();

    /** Whether the exchange goes on. */
    const at = async (step: Step): Promise<boolean> => {
      reached[step] += 1;
      const act = await script(step, session);
      if (step === 'body' && (act === undefined || act === 'accept-and-drop')) accepted.push(session);
      isOver = act === 'drop' || act === 'accept-and-drop' || act === 'hang' || act === 'drip';
      if (act === 'drip') drip(socket);
      else if (isOver && act !== 'hang') socket.destroy();
      else if (typeof act === 'number') socket.write(`${act} as the script says\r\n`);
      else if (act === undefined && OK[step]) socket.write(`${OK[step]}\r\n`);
      return act === undefined;
    };

    const bodyLine = async (line: string) => {
      if (line !== '.') {
        if (session.raw === '' && !(await at('first-line'))) return;
        session.raw += `${line.replace(/^\./, '')}\r\n`;
        session.messageId ||= /^message-id: (.*)$/i.exec(line)?.[1] ?? '';
        return;
      }
      inBody = false;
      await at('body');
      session = newSession();
    };

    const commandLine = async (line: string) => {
      const verb = VERBS.find((one) => line.toUpperCase().startsWith(one));
      if (line.toUpperCase() === 'QUIT') return void socket.end('221 bye\r\n');
      if (line.toUpperCase() === 'RSET') return void socket.write('250 ok\r\n');
      if (!verb) return void socket.write('502 unknown\r\n');
      if (verb === 'MAIL') session = { ...newSession(), from: addressIn(line) };
      if (verb === 'RCPT') session.to = addressIn(line);
      inBody = (await at(verb)) && verb === 'DATA';
    };

    socket.on('data', (chunk) => {
      unread += chunk.toString('latin1');
      const lines = unread.split('\r\n');
      unread = lines.pop()!;
      for (const line of lines)
        work = work.then(() => (isOver ? undefined : inBody ? bodyLine(line) : commandLine(line)));
    });
    work = at('connect').then(() => undefined);
  };

  const hangUp = () => sockets.forEach((socket) => socket.destroy());
  const server = net.createServer(serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as net.AddressInfo).port,
    accepted,
    reached,
    play: (next) => {
      script = next;
    },
    hangUp,
    stop: async () => {
      hangUp();
      server.close();
      await once(server, 'close');
    },
  };
};
