import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * `GET /metrics` on a port of its own, so that what operators see is not what clients reach. It holds no process: the service ends without it. Resolves when it
 * listens; rejects where the port is taken.
 */
export async function startMetricsServer(port: number, host: string, text: () => string): Promise<{ readonly url: string }> {
  const server: Server = createServer((request, response) => {
    const known = request.method === 'GET' && request.url === '/metrics';
    if (known) response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text());
    else response.writeHead(404).end();
  });
  server.listen(port, host);
  await once(server, 'listening');
  server.unref();
  const { address, family, port: taken } = server.address() as AddressInfo;
  return { url: `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}/metrics` };
}
