import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClosableHttp, createHttp } from './http.ts';
import type { HttpResponse } from './ports.ts';

let server: Server;
let http: ClosableHttp;
let origin: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  http = createHttp();
});

afterEach(async () => {
  await http.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const get = (path = '/', more: { signal?: AbortSignal; idleTimeoutMs?: number } = {}) =>
  http({ url: origin + path, method: 'GET', headers: {}, idleTimeoutMs: 5_000, ...more });

async function read(response: HttpResponse): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of response.body) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('the network', () => {
  it('sends what it is given and no more, and gives back status, headers and bytes', async () => {
    let seen: IncomingMessage | undefined;
    answer = (request, response) => {
      seen = request;
      request.pipe(response.writeHead(201, { 'X-Thing': 'one' }));
    };
    const response = await http({
      url: `${origin}/a%2Bb?c=d`,
      method: 'POST',
      headers: { authorization: 'Bearer abc' },
      body: '{"é":1}',
      idleTimeoutMs: 5_000,
    });
    expect(response.status).toBe(201);
    expect(response.header('x-thing')).toBe('one');
    expect(response.header('x-other')).toBeNull();
    expect((await read(response)).toString()).toBe('{"é":1}');
    expect(seen?.url).toBe('/a%2Bb?c=d');
    expect(Object.keys(seen?.headers ?? {}).sort()).toEqual([
      'authorization',
      'connection',
      'content-length',
      'host',
    ]);
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('undoes a coding nobody asked for: %s', async (coding, encode) => {
    const content = Buffer.from('a photo '.repeat(1000));
    const coded = encode(content);
    answer = (_, response) =>
      response
        .writeHead(200, { 'content-encoding': coding, 'content-length': coded.length })
        .end(coded);
    const response = await get();
    expect(response.header('content-length')).toBeNull();
    expect(response.header('content-encoding')).toBeNull();
    expect((await read(response)).equals(content)).toBe(true);
  });

  it('fails while a coded body is read that was cut off or is none', async () => {
    const coded = gzipSync(Buffer.from('a photo '.repeat(1000)));
    for (const sent of [coded.subarray(0, -10), Buffer.from('plain')]) {
      answer = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(sent);
      await expect(read(await get())).rejects.toThrow();
    }
  });

  it('does not follow a redirect', async () => {
    const paths: (string | undefined)[] = [];
    answer = (request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    };
    const response = await get('/here');
    response.discard();
    expect(response.status).toBe(302);
    expect(paths).toEqual(['/here']);
  });

  it('uses a connection again, also after a body that was let go', async () => {
    const sockets = new Set<unknown>();
    answer = (request, response) => {
      sockets.add(request.socket);
      response.end('small');
    };
    (await get()).discard();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await read(await get());
    expect(sockets.size).toBe(1);
  });

  it('fails with the code of the network', async () => {
    answer = (request) => request.socket.destroy();
    await expect(get()).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    const unused = createTcpServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => unused.once('listening', resolve));
    const { port } = unused.address() as AddressInfo;
    await new Promise((resolve) => unused.close(resolve));
    const refused = http({
      url: `http://127.0.0.1:${port}/`,
      method: 'GET',
      headers: {},
      idleTimeoutMs: 5_000,
    });
    await expect(refused).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('fails when a body ends before its announced length', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half');
      setTimeout(() => response.destroy(), 50);
    };
    await expect(read(await get())).rejects.toThrow();
  });

  it('fails when headers or the next piece do not come in time', async () => {
    answer = () => {};
    await expect(get('/', { idleTimeoutMs: 200 })).rejects.toMatchObject({
      code: 'UND_ERR_HEADERS_TIMEOUT',
    });
    answer = (_, response) => {
      response.writeHead(200).write('first piece');
    };
    const response = await get('/', { idleTimeoutMs: 200 });
    await expect(read(response)).rejects.toMatchObject({ code: 'UND_ERR_BODY_TIMEOUT' });
  });

  it('closes the socket at once when aborted, and fails with the reason', async () => {
    const closed = Promise.withResolvers<void>();
    answer = (request, response) => {
      request.socket.once('close', () => closed.resolve());
      response.writeHead(200).write('first piece');
    };
    const cancel = new AbortController();
    const response = await get('/', { signal: cancel.signal });
    const reading = read(response);
    const reason = new Error('cancelled by a person');
    cancel.abort(reason);
    await expect(reading).rejects.toBe(reason);
    await closed.promise;
    await expect(get('/', { signal: cancel.signal })).rejects.toBe(reason);
  });

  it('lets go of an endless body', async () => {
    const closed = Promise.withResolvers<void>();
    answer = (request, response) => {
      request.socket.once('close', () => closed.resolve());
      const more = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 5);
      request.socket.once('close', () => clearInterval(more));
    };
    (await get()).discard();
    await closed.promise;
  });

  it('reaches loopback directly, whatever proxy is set', async () => {
    process.env['HTTP_PROXY'] = 'http://127.0.0.1:1';
    try {
      answer = (_, response) => response.end('direct');
      const proxied = createHttp();
      const response = await proxied({
        url: origin,
        method: 'GET',
        headers: {},
        idleTimeoutMs: 5_000,
      });
      expect((await read(response)).toString()).toBe('direct');
      const elsewhere = { url: 'http://photos.example/', method: 'GET', headers: {} } as const;
      await expect(proxied({ ...elsewhere, idleTimeoutMs: 5_000 })).rejects.toThrow();
      await proxied.close();
    } finally {
      delete process.env['HTTP_PROXY'];
    }
  });
});
