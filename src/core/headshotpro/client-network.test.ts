import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { PHOTO } from '#test/asked-client.ts';
import { RecordingLog } from '#test/recording-log.ts';
import { systemClock } from '../clock.ts';
import { createHttp } from '../http.ts';
import { createHeadshotPro, type HeadshotPro } from './client.ts';

describe('over the real network', () => {
  async function serve(
    answer: (request: IncomingMessage, response: ServerResponse) => void,
    use: (api: HeadshotPro) => Promise<void>,
  ) {
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const http = createHttp();
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const log = new RecordingLog();
    try {
      await use(
        createHeadshotPro({
          apiUrl,
          http,
          log,
          clock: systemClock,
          key: () => 'k-1',
          random: () => 0,
        }),
      );
    } finally {
      await http.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  it('reads many lists at once and learns the limit', async () => {
    await serve(
      (request, response) => {
        const status = request.headers.authorization === 'Bearer k-1' ? 200 : 401;
        response.writeHead(status, {
          'x-ratelimit-limit': '1000',
          'content-type': 'application/json',
        });
        response.end(JSON.stringify({ success: true, photos: [PHOTO], path: request.url }));
      },
      async (api) => {
        const lists = Array.from({ length: 60 }, (_, index) =>
          Array.fromAsync(api.photos.list(`m${index}`)),
        );
        expect((await Promise.all(lists)).map((photos) => photos.length)).toEqual(
          Array(60).fill(1),
        );
        expect(api.budget()).toMatchObject({ limit: 1000, usedLastMinute: 60, remaining: 940 });
      },
    );
  });

  it('tries again when the connection breaks off in a body', async () => {
    let calls = 0;
    await serve(
      (_, response) => {
        const body = JSON.stringify({ success: true, credits: 5 });
        response.writeHead(200, { 'content-length': body.length });
        calls++;
        if (calls > 1) return response.end(body);
        response.write(body.slice(0, 10));
        return setTimeout(() => response.destroy(), 20);
      },
      async (api) => {
        expect(await api.credits()).toBe(5);
        expect(calls).toBe(2);
      },
    );
  });

  it('is let go at once when a call is cancelled, and still counts', async () => {
    const cancel = new AbortController();
    const closed = Promise.withResolvers<void>();
    await serve(
      (request) => {
        request.socket.once('close', () => closed.resolve());
        cancel.abort();
      },
      async (api) => {
        const call = api.credits({ signal: cancel.signal });
        await expect(call).rejects.toMatchObject({ code: 'cancelled' });
        await closed.promise;
        expect(api.budget().usedLastMinute).toBe(1);
      },
    );
  });

  it('does not take the key along a redirect', async () => {
    const paths: (string | undefined)[] = [];
    await serve(
      (request, response) => {
        paths.push(request.url);
        response.writeHead(302, { location: '/login' }).end();
      },
      async (api) => {
        await expect(api.credits()).rejects.toMatchObject({ code: 'api_not_understood' });
        expect(paths).toEqual(['/api/v2/organization/credits']);
      },
    );
  });
});
