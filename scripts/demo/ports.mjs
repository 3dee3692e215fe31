import net from 'node:net';
import { Problem } from '../problem.mjs';

const HOST = '127.0.0.1';

/** Where another program listens on all addresses, some systems let a second one listen on this address: so somebody is called first. */
const isAnswered = (port) =>
  new Promise((resolve) => {
    const socket = net.connect({ port, host: HOST });
    const end = (answered) => () => (socket.destroy(), resolve(answered));
    socket.once('connect', end(true)).once('error', end(false)).setTimeout(1000, end(false));
  });

const listenError = (port) =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
    server.listen(port, HOST, () => server.close(() => resolve(null)));
  });

/** The port that an environment variable names, or `byDefault`. Throws {@link Problem} where it is no port. */
export const portOf = (variable, byDefault) => {
  const text = process.env[variable];
  if (!text) return byDefault;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Problem(`${variable}=${text} n’est pas un numéro de port (1 à 65535).`);
  return port;
};

/** Throws {@link Problem} unless the demo can listen on `port`; `variable` is the environment variable that chooses another. */
export const checkPort = async (variable, port) => {
  const error = (await isAnswered(port)) ? 'EADDRINUSE' : await listenError(port);
  if (!error) return;
  const problem =
    error === 'EADDRINUSE' ? 'est déjà pris par un autre programme' : `ne peut pas être ouvert (${error})`;
  throw new Problem(
    `Le port ${port} ${problem} : libérez-le ou choisissez-en un autre, par exemple ${variable}=${port + 1} npm run demo`
  );
};
