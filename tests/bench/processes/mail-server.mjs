import net from 'node:net';
import { portOf } from '../../../scripts/listening-port.mjs';

// An SMTP server that accepts whatever comes and keeps the last message only, in a process of its own; written on bare
// sockets, so that it is quicker than whoever is measured. Its argument: milliseconds that it takes for each mail.

const PAUSE = Number(process.argv[2]);

let last = '';

const serve = (socket) => {
  let unread = '';
  let isBody = false;
  socket.on('error', () => {});
  const accept = () => socket.write('250 accepted\r\n');
  socket.on('data', (chunk) => {
    unread += chunk.toString('latin1');
    for (;;) {
      const end = isBody ? unread.indexOf('\r\n.\r\n') : unread.indexOf('\r\n');
      if (end < 0) return;
      const line = unread.slice(0, end);
      unread = unread.slice(end + (isBody ? 5 : 2));
      if (isBody) {
        isBody = false;
        last = line;
        if (PAUSE) setTimeout(accept, PAUSE);
        else accept();
      } else if (line === 'DATA') {
        isBody = true;
        socket.write('354 go on\r\n');
      } else if (line === 'QUIT') socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    }
  });
  socket.write('220 bench ESMTP\r\n');
};

process.on('disconnect', () => process.exit());
process.on('message', ({ id }) => process.send({ id, answer: last }));
const server = net
  .createServer({ noDelay: true }, serve)
  .listen(0, '127.0.0.1', () => process.send({ ready: portOf(server) }));
