import net from 'node:net';

/** What a line does with the COMMITs that a client sends from now on: lets them pass, cuts before the server has them, or before the client has the answer. */
export type Cut = 'none' | 'before COMMIT' | 'before its answer';

/** As knex sends it: a simple query. */
const COMMIT = 'COMMIT;';

/** A line between an application and a PostgreSQL, which can be cut where it hurts. Connections are cut, not refused. */
export const startDatabaseLine = async (port: number) => {
  let cut: Cut = 'none';
  let isAway = false;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    if (isAway) return void client.destroy();
    const database = net.connect(port, '127.0.0.1');
    const end = () => [client, database].forEach((socket) => socket.destroy());
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket
        .on('error', end)
        .on('close', end)
        .on('close', () => sockets.delete(socket));
    }
    let isDeaf = false;
    client.on('data', (data) => {
      const isCut = cut !== 'none' && data.includes(COMMIT);
      if (isCut && cut === 'before COMMIT') return end();
      if (isCut) isDeaf = true;
      database.write(data);
    });
    database.on('data', (data) => (isDeaf ? end() : client.write(data)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    cut: (where: Cut) => void (cut = where),
    /** Cuts all connections, and each that comes, until it is told that the database is back. */
    away: (away: boolean) => {
      isAway = away;
      if (away) for (const socket of sockets) socket.destroy();
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type DatabaseLine = Awaited<ReturnType<typeof startDatabaseLine>>;
