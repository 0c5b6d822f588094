import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { redact } from '#core/redact.ts';
import { createLog } from './log.ts';

describe('what a log line may say', () => {
  it.each([
    [
      'GET https://cdn.example/a.jpg?expires=1&signature=SECRET ended',
      'GET https://cdn.example/a.jpg?… ended',
    ],
    [
      '{"url":"https://cdn.example/a.jpg?Signature=SECRET","n":1}',
      '{"url":"https://cdn.example/a.jpg?…","n":1}',
    ],
    ['HTTPS://CDN.EXAMPLE/a?x=SECRET', 'HTTPS://CDN.EXAMPLE/a?…'],
    ['/photos/a.jpg?expires=1&signature=SECRET', '/photos/a.jpg?expires=1&signature=…'],
    ['X-Amz-Signature=SECRET&X-Amz-Credential=SECRET', 'X-Amz-Signature=…&X-Amz-Credential=…'],
    ['{"authorization":"Bearer SECRET"}', '{"authorization":"Bearer …"}'],
    ['bearer   SECRET and more', 'Bearer … and more'],
    ['api_key=SECRET', 'api_key=…'],
    [
      'nothing to hide at https://cdn.example/a.jpg',
      'nothing to hide at https://cdn.example/a.jpg',
    ],
  ])('%s', (text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  it('is written only where it was asked for', () => {
    const lines: string[] = [];
    const stream = new Writable({
      write: (piece, _, done) => {
        lines.push(String(piece));
        done();
      },
    });
    createLog(stream, false).error('unseen');
    const log = createLog(stream, true);
    log.warn('photo failed', { code: 'photo_gone' });
    log.debug('API call', { url: 'https://api.example/x?signature=SECRET' });
    expect(lines).toEqual([
      '[warn] photo failed {"code":"photo_gone"}\n',
      '[debug] API call {"url":"https://api.example/x?…"}\n',
    ]);
  });
});
