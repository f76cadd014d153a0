import { startWebServer, type WebServer } from '@sigillum/testkit';
import { once } from 'node:events';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HttpQuestion } from './exchange.js';
import { createEgressGuard } from './guard.js';
import { request, type RequestLimits } from './request.js';

const PLENTY: RequestLimits = { connect: 60_000, total: 60_000, redirects: 2 };
const GET: HttpQuestion = { method: 'GET', accept: '*/*', maxBytes: 1_000 };
const open = new AbortController().signal;
let server: WebServer;

beforeEach(async () => {
  server = await startWebServer();
});
afterEach(() => server.close());

const guard = () => createEgressGuard({ allowedHosts: [server.host] });
const ask = (path: string, question = GET, limits = PLENTY) => request(`${server.url}${path}`, question, guard(), limits, open);

/** What a socket is told of where to connect to. */
function isDialling(given: unknown): given is net.TcpSocketConnectOpts {
  return typeof given === 'object' && given !== null && 'lookup' in given;
}

describe('request', () => {
  it('gives the body, and sends no more than it has to', async () => {
    server.on('/ca.crl?x=1', Buffer.from('body'));
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('http_proxy', 'http://127.0.0.1:1');
    expect(Buffer.from(await ask('/ca.crl?x=1')).toString()).toBe('body');
    vi.unstubAllEnvs();
    expect(server.requests[0]?.headers).toEqual({
      'user-agent': 'Sigillum',
      accept: '*/*',
      'accept-encoding': 'identity',
      host: server.host,
      connection: 'close',
    });
  });

  it('sends a body as what it is', async () => {
    server.on('/ocsp', ({ body }) => body);
    const question = { ...GET, method: 'POST', body: Buffer.from('asked'), contentType: 'application/ocsp-request' } as const;
    expect(Buffer.from(await ask('/ocsp', question)).toString()).toBe('asked');
    expect(server.requests[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/ocsp-request' } });
  });

  it('K05 connects to the address that was checked, though the name has another one by now', async () => {
    server.on('/', Buffer.from('inner'));
    const answers = ['93.184.215.14', '127.0.0.1'];
    const resolve = vi.fn(() => Promise.resolve([{ address: answers.shift() ?? '', family: 4 }]));
    const dialled: net.TcpSocketConnectOpts[] = [];
    const connect = vi.spyOn(net.Socket.prototype, 'connect').mockImplementation(function (this: net.Socket, ...given: readonly unknown[]) {
      dialled.push(...given.flat().filter(isDialling));
      this.destroy(new Error('the outside is not touched'));
      return this;
    });
    const connecting = request('http://rebinding.example/', GET, createEgressGuard({ resolve }), PLENTY, open);
    await expect(connecting).rejects.toMatchObject({ code: 'failed' });
    connect.mockRestore();
    expect(dialled).toHaveLength(1);
    const given = await new Promise((done) => dialled[0]?.lookup?.('rebinding.example', { all: true }, (_error, found) => done(found)));
    expect(given).toEqual([{ address: '93.184.215.14', family: 4 }]);
    expect(resolve).toHaveBeenCalledTimes(1);
    await expect(request('http://rebinding.example/', GET, createEgressGuard({ resolve }), PLENTY, open)).rejects.toMatchObject({
      code: 'blocked',
    });
    expect(server.requests).toEqual([]);
  });

  it('follows two redirects, relative ones too', async () => {
    server.on('/a', (_, response) => void response.writeHead(302, { location: '/b' }).end());
    server.on('/b', (_, response) => void response.writeHead(308, { location: `${server.url}/c` }).end());
    server.on('/c', Buffer.from('there'));
    expect(Buffer.from(await ask('/a')).toString()).toBe('there');
  });

  it.each([
    ['an inner address', 'http://127.0.0.1:1/'],
    ['the metadata service', 'http://169.254.169.254/latest/'],
    ['another scheme', 'file:///etc/passwd'],
    ['credentials', 'http://user:secret@127.0.0.1/'],
    ['nonsense', 'http://['],
  ])('K06 a redirect to %s is blocked', async (_, location) => {
    server.on('/a', (_request, response) => void response.writeHead(301, { location }).end());
    await expect(ask('/a')).rejects.toMatchObject({ code: 'blocked' });
    expect(server.requests.length).toBe(1);
  });

  it('O06 a host that redirects is not to blame for where it leads', async () => {
    server.on('/a', (_, response) => void response.writeHead(302, { location: '/b' }).end());
    server.on('/b', () => undefined);
    server.on('/c', (_, response) => void response.writeHead(302, { location: '/d' }).end());
    server.on('/d', (_, response) => void response.writeHead(503).end());
    await expect(ask('/a', GET, { ...PLENTY, total: 50 })).rejects.toMatchObject({ code: 'timed-out', hostFailed: false });
    await expect(ask('/c')).rejects.toMatchObject({ code: 'failed', hostFailed: false });
  });

  it('K06 a redirect loop ends after two steps', async () => {
    server.on('/a', (_, response) => void response.writeHead(302, { location: '/a' }).end());
    await expect(ask('/a')).rejects.toMatchObject({ code: 'failed' });
    expect(server.requests.length).toBe(3);
  });

  it.each([
    [404, false],
    [403, false],
    [304, false],
    [204, false],
    [500, false],
    [502, true],
    [503, true],
    [429, true],
  ])('K10 HTTP status %i is a failure (of the host: %s)', async (status, hostFailed) => {
    server.on('/a', (_, response) => void response.writeHead(status).end());
    await expect(ask('/a')).rejects.toMatchObject({ code: 'failed', hostFailed });
  });
});

describe('K07 bodies', () => {
  it('an announced length over the cap is refused before a byte is read', async () => {
    server.on('/a', (_, response) => void response.writeHead(200, { 'content-length': 100 * 2 ** 20 }).flushHeaders());
    await expect(ask('/a')).rejects.toMatchObject({ code: 'too-large' });
  });

  it('an endless body is cut at the cap, and the connection closed', async () => {
    const closed = Promise.withResolvers<void>();
    let sent = 0;
    server.on('/a', (_, response) => {
      response.on('close', closed.resolve);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024;
      };
      response.on('drain', more);
      more();
    });
    await expect(ask('/a', { ...GET, maxBytes: 1_000_000 })).rejects.toMatchObject({ code: 'too-large' });
    await closed.promise;
    expect(sent).toBeLessThan(50 * 2 ** 20);
  });

  it('a CRL of 100 MB is cut at the cap', async () => {
    const total = 100 * 2 ** 20;
    const closed = Promise.withResolvers<number>();
    server.on('/a', (_, response) => {
      let sent = 0;
      response.on('close', () => closed.resolve(sent));
      const more = (): void => {
        while (!response.destroyed && sent < total) {
          sent += 2 ** 20;
          if (!response.write(Buffer.alloc(2 ** 20))) return;
        }
      };
      response.on('drain', more);
      more();
    });
    await expect(ask('/a', { ...GET, maxBytes: 32 * 2 ** 20 })).rejects.toMatchObject({ code: 'too-large' });
    expect(await closed.promise).toBeLessThan(total);
  });

  it('a packed body is refused unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(10 * 2 ** 20));
    server.on('/a', (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    await expect(ask('/a', { ...GET, maxBytes: 2 ** 20 })).rejects.toMatchObject({ code: 'not-what-was-asked' });
  });

  it('a body that trickles is given up when the time is over', async () => {
    const closed = Promise.withResolvers<void>();
    server.on('/a', (_, response) => {
      const trickle = setInterval(() => response.write('x'), 1);
      response.on('close', () => {
        clearInterval(trickle);
        closed.resolve();
      });
    });
    await expect(ask('/a', GET, { ...PLENTY, total: 50 })).rejects.toMatchObject({ code: 'timed-out', hostFailed: true });
    await closed.promise;
  });

  it('headers without end are given up', async () => {
    server.on('/a', (_, response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\n');
      const trickle = setInterval(() => response.socket?.write('X-A: b\r\n'), 1);
      response.socket?.on('close', () => clearInterval(trickle));
    });
    await expect(ask('/a', GET, { ...PLENTY, total: 50 })).rejects.toMatchObject({
      code: expect.stringMatching(/timed-out|failed/) as string,
    });
  });

  it('a body that breaks off is no body', async () => {
    server.on('/a', (_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half');
      setImmediate(() => response.socket?.destroy());
    });
    await expect(ask('/a')).rejects.toMatchObject({ code: 'failed', hostFailed: true });
  });

  it('a host that takes the connection and says nothing is given up', async () => {
    server.on('/a', () => undefined);
    await expect(ask('/a', GET, { ...PLENTY, total: 50 })).rejects.toMatchObject({ code: 'timed-out', hostFailed: true });
  });

  it('a host that speaks something else than HTTP is a failure', async () => {
    const other = net.createServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const host = `127.0.0.1:${(other.address() as net.AddressInfo).port}`;
    const asking = request(`http://${host}/`, GET, createEgressGuard({ allowedHosts: [host] }), PLENTY, open);
    await expect(asking).rejects.toMatchObject({ code: 'failed', hostFailed: true });
    other.close();
    await expect(request(`http://${host}/`, GET, createEgressGuard({ allowedHosts: [host] }), PLENTY, open)).rejects.toMatchObject({
      code: 'failed',
      hostFailed: true,
    });
  });

  it('closing gives up what is under way', async () => {
    const closing = new AbortController();
    server.on('/a', () => closing.abort());
    await expect(request(`${server.url}/a`, GET, guard(), PLENTY, closing.signal)).rejects.toMatchObject({ code: 'failed' });
  });

  it('a name server that hangs is given up', async () => {
    const hanging = createEgressGuard({ resolve: () => new Promise(() => undefined) });
    const asking = request('http://host.example/', GET, hanging, { ...PLENTY, total: 20 }, open);
    await expect(asking).rejects.toMatchObject({ code: 'timed-out' });
  });
});
