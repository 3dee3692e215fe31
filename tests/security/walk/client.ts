import http from 'node:http';
import type { App } from '../../helpers/app';

export type Answer = { status: number; statusMessage: string; headers: string; body: string };
export type Ask = (request: { method: string; path: string; body?: object }) => Promise<Answer>;

const PATIENCE = 10_000;

/** Requests through HTTP on connections that stay open, as the holder of `token`; fails where no answer comes within ten seconds. */
export const client = async (app: App) => {
  const server = app.strapi.server.httpServer;
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

  const as =
    (token: string | null): Ask =>
    ({ method, path, body }) =>
      new Promise((resolve, reject) => {
        const sent = body && JSON.stringify(body);
        const headers = {
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
          ...(sent ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(sent) } : {}),
        };
        const request = http.request(
          { host: '127.0.0.1', port, agent, method, path, headers, timeout: PATIENCE },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk) => chunks.push(chunk));
            response.on('end', () =>
              resolve({
                status: response.statusCode!,
                statusMessage: response.statusMessage!,
                headers: response.rawHeaders.join('\n'),
                body: Buffer.concat(chunks).toString('utf8'),
              })
            );
          }
        );
        request.on('timeout', () => request.destroy(new Error(`No answer to ${method} ${path}`)));
        request.on('error', reject);
        request.end(sent);
      });

  return { as, close: () => agent.destroy() };
};
