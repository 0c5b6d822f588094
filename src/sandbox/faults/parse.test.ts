import { expect, test } from 'vitest';
import { parseFaultRule } from './parse.ts';
import { PAYLOAD_CHANGES } from './payloads.ts';

test.each([
  [
    'photos every=10 status=503',
    { match: { host: 'photos' }, every: 10, fault: { kind: 'status', status: 503 } },
  ],
  [
    'api GET /models after=2 times=1 truncate=0.25',
    {
      match: { host: 'api', method: 'GET', path: '/models' },
      after: 2,
      times: 1,
      fault: { kind: 'truncate', keep: 0.25 },
    },
  ],
  [
    'api status=429 code=RATE_LIMIT_EXCEEDED retry-after=5',
    {
      match: { host: 'api' },
      fault: {
        kind: 'status',
        status: 429,
        code: 'RATE_LIMIT_EXCEEDED',
        headers: { 'retry-after': '5' },
      },
    },
  ],
  [
    'photos variant=thumbnail photo=p1 model=m1 for=30s stall=headers',
    {
      match: { host: 'photos', variant: 'thumbnail', photoId: 'p1', modelId: 'm1' },
      forMs: 30_000,
      fault: { kind: 'stall', at: 'headers' },
    },
  ],
  ['delay=1.5s', { match: {}, fault: { kind: 'delay', delayMs: 1500 } }],
  ['stall', { match: {}, fault: { kind: 'stall', at: 'body' } }],
  ['truncate', { match: {}, fault: { kind: 'truncate', keep: 0.5 } }],
  ['corrupt', { match: {}, fault: { kind: 'corrupt', how: 'no-end' } }],
  ['length=-10', { match: {}, fault: { kind: 'length', offBy: -10 } }],
  ['image=webp', { match: {}, fault: { kind: 'image', format: 'webp' } }],
  ['  shift=1 ', { match: {}, fault: { kind: 'shift', by: 1 } }],
  ['reset', { match: {}, fault: { kind: 'reset' } }],
  ['endless', { match: {}, fault: { kind: 'endless' } }],
  ['chunked', { match: {}, fault: { kind: 'chunked' } }],
  [
    'redirect=https://a.example/?b=c',
    { match: {}, fault: { kind: 'redirect', location: 'https://a.example/?b=c' } },
  ],
  ['payload=under-data', { match: {}, fault: { kind: 'payload', change: 'under-data' } }],
])('%s is understood', (text, rule) => {
  expect(parseFaultRule(text)).toEqual(rule);
});

test.each([
  ['html', 'text/html; charset=utf-8'],
  ['empty', 'application/octet-stream'],
  ['not-json', 'application/json'],
])('%s is a body of type %s', (text, contentType) => {
  expect(parseFaultRule(text).fault).toMatchObject({ kind: 'body', contentType });
});

test('every named payload change can be asked for', () => {
  for (const change of PAYLOAD_CHANGES) {
    expect(parseFaultRule(`payload=${change}`).fault).toEqual({ kind: 'payload', change });
  }
});

test.each([
  ['photos every=10', /names no fault: add one of status,/],
  ['', /names no fault/],
  ['photos status=503 reset', /names two faults/],
  ['foto status=503', /"foto" means nothing/],
  ['photo status=503', /photo takes a value/],
  ['photos evry=10 status=503', /"evry=10" means nothing/],
  ['status=9', /status takes a whole number 200 to 599/],
  ['status', /status takes a number/],
  ['every=0 reset', /every takes a whole number of at least 1/],
  ['every=two reset', /every takes a number/],
  ['delay=soon', /delay takes a time such as/],
  ['stall=later', /stall takes one of start, headers, body/],
  ['image=gif', /image takes one of png, webp/],
  ['payload=odd', /payload takes one of under-data,/],
  ['variant=big reset', /variant takes one of main/],
  ['redirect', /redirect takes a value/],
  ['reset retry-after=5', /go with status only/],
  ['constructor', /"constructor" means nothing/],
])('"%s" is refused, and the reason given', (text, reason) => {
  expect(() => parseFaultRule(text)).toThrow(reason);
});
