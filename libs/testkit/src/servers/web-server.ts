import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Uint8Array;
}

/** What a path answers: bytes with status 200, or whatever is written to the response, which may be nothing, for ever. */
export type WebAnswer = Uint8Array | ((request: SeenRequest, response: ServerResponse) => void | Uint8Array);

export interface WebServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** `127.0.0.1:PORT`, as allow-lists have it. */
  readonly host: string;
  readonly requests: readonly SeenRequest[];
  /** Connections that are open now. */
  connections(): Promise<number>;
  /** Sets what a path answers; paths without an answer give 404. A path that ends in `*` stands for all that begin so. */
  on(path: string, answer: WebAnswer): void;
  close(): Promise<void>;
}

/** A web server on the loopback address, for responders and distribution points that misbehave. */
export async function startWebServer(): Promise<WebServer> {
  const answers = new Map<string, WebAnswer>();
  const requests: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    void answer(incoming, response).catch(() => response.destroy());
  });
  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, path, headers, body: Buffer.concat(chunks) };
    requests.push(request);
    const chosen = answers.get(path) ?? [...answers].find(([key]) => key.endsWith('*') && path.startsWith(key.slice(0, -1)))?.[1];
    const given = typeof chosen === 'function' ? chosen(request, response) : chosen;
    if (given) response.end(given);
    else if (chosen === undefined) response.writeHead(404).end();
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    requests,
    connections: () => new Promise((resolve, reject) => server.getConnections((error, count) => (error ? reject(error) : resolve(count)))),
    on: (path, one) => void answers.set(path, one),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
