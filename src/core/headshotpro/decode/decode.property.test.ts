import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { MIRA, MIRA_MODEL } from '#test/northlight.ts';
import { runs } from '#test/property-runs.ts';
import { atOnce } from '../../turns.ts';
import { flatPayload, isObject, payload } from '../reply.ts';
import { amount } from './fields.ts';
import { decodeList } from './list.ts';
import { organization, team } from './organization.ts';
import { createdModel, invite, member, model, sentInvite } from './people.ts';
import { downloadItem, favoritePhoto, linkedPhoto } from './photos.ts';

const NOW = Date.parse('2026-02-03T09:15:00.000Z');
const TIME = '2026-01-20T11:05:00.000Z';
const URLS = { main: 'https://cdn.example/a?signature=S', thumbnail: null };

const WHO = {
  name: 'Mira Dahl',
  teamId: 'team_field01',
  teamName: 'Field crew',
  modelId: MIRA_MODEL,
};
const PHOTO = {
  likedStatus: 'loved',
  status: 'active',
  createdAt: TIME,
  urls: URLS,
  expiresAt: TIME,
};

/** Each decoder, and replies as the reference shows them. */
const DECODERS: [string, z.ZodType, object[]][] = [
  ['team', team, [{ id: 't', name: 'Field crew' }]],
  ['organization', organization, [{ uid: 'o', name: 'N', teams: [{ id: 't', name: 'F' }] }]],
  ['invite', invite, [{ email: MIRA.email, status: 'pending', ...WHO, createdAt: TIME }]],
  [
    'sent invite',
    sentInvite('asked@x.example'),
    [{ input: { email: MIRA.email }, id: 'k', link: 'l' }],
  ],
  [
    'member',
    member(null),
    [{ ...MIRA, ...WHO, joinedAt: TIME, photoCount: 40, hasFavorite: true }],
  ],
  ['model', model, [{ id: 'm', uid: 'u', ...WHO, isDevelopment: false, finishedAt: TIME }]],
  ['created model', createdModel, [{ modelId: 'm', status: 'onboarding', signedUrl: URLS.main }]],
  ['photo', linkedPhoto('m', NOW), [{ id: 'p', ...PHOTO }]],
  [
    'download',
    downloadItem(TIME, NOW),
    [
      { photoId: 'p', urls: URLS, expiresAt: TIME },
      { _id: 'p', downloadUrl: URLS.main },
    ],
  ],
  [
    'favorite',
    favoritePhoto(NOW),
    [
      { photo: { id: 'p', ...PHOTO }, member: { ...MIRA, ...WHO } },
      { photo: 'p', modelId: 'm', user: WHO, ...PHOTO },
      { photoId: 'p', ...PHOTO, ...MIRA, ...WHO },
    ],
  ],
];

/** Values that come instead of the expected ones. */
const odd = fc
  .oneof(
    fc.constantFrom<unknown>(
      ...[
        '',
        ' ',
        '.',
        '..',
        '\0',
        'a\0b',
        '\ud800',
        '\udfff\ud800',
        'photo 7',
        '1e999',
        '-1',
        '0x10',
      ],
      ...['https://cdn.example/a?signature=S', 'constructor', '__proto__', '2026-02-30T25:61:00Z'],
      ...[0, -0, -1, 1.5, 1e21, 2 ** 53, 1e308, true, null, [], {}, [null], { id: 'x' }, { '': 1 }],
    ),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.double(),
    fc.jsonValue(),
  )
  .map((value): unknown => JSON.parse(JSON.stringify(value ?? null) ?? 'null'));

/** A reply with some of its values, at any depth, in another shape or gone. */
function mutated(reply: unknown): fc.Arbitrary<unknown> {
  const whole = { weight: 1, arbitrary: odd };
  if (!isObject(reply)) return fc.oneof({ weight: 3, arbitrary: fc.constant(reply) }, whole);
  const fields = Object.entries(reply).map(([name, value]) => [name, mutated(value)] as const);
  const same = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  const extra = fc.dictionary(fc.string(), odd, { maxKeys: 3 });
  return fc.oneof(
    { weight: 12, arbitrary: same },
    { weight: 3, arbitrary: fc.tuple(extra, same).map(([more, known]) => ({ ...more, ...known })) },
    whole,
  );
}

const ID_FIELDS = new Set(['id', 'uid', 'modelId', 'photoId', 'teamId', 'email']);
const TIME_FIELDS = new Set(['createdAt', 'finishedAt', 'joinedAt', 'expiresAt']);

/** Every field by its name, at any depth. */
function fieldsOf(value: unknown, name = ''): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap((each) => fieldsOf(each, name));
  if (!isObject(value)) return [[name, value]];
  return Object.entries(value).flatMap(([key, each]) => fieldsOf(each, key));
}

/** What the rest of the program relies on, of any decoded value. */
function expectUsable(value: unknown): void {
  for (const [name, field] of fieldsOf(value)) {
    expect(field, name).not.toBe(undefined);
    if (typeof field === 'number')
      expect(Number.isSafeInteger(field) && field >= 0, name).toBe(true);
    if (typeof field !== 'string') continue;
    expect(field, name).toBe(field.trim().toWellFormed());
    expect(field, name).not.toMatch(/^$|\0/);
    if (TIME_FIELDS.has(name)) expect(new Date(field).toISOString(), name).toBe(field);
    if (!ID_FIELDS.has(name) || name === 'uid') continue;
    // It can be asked for, by a URL that leads nowhere else.
    const url = new URL(`https://api.example/models/${encodeURIComponent(field)}/photos`);
    expect(url.pathname.split('/'), name).toHaveLength(4);
    expect(decodeURIComponent(url.pathname.split('/')[2] ?? ''), name).toBe(field);
  }
}

describe.each(DECODERS)('the decoder of %s', (_, decoder, replies) => {
  it('takes what the reference shows', () => {
    for (const reply of replies) expectUsable(decoder.parse(reply));
  });

  it('never throws and never takes what cannot be used, whatever a reply holds', () => {
    const given = fc.oneof(odd, ...replies.map((reply) => mutated(reply)));
    fc.assert(
      fc.property(given, (value) => {
        const decoded = decoder.safeParse(value);
        if (decoded.success) expectUsable(decoded.data);
      }),
      runs(400),
    );
  });
});

it('a list gives every usable item, in order, and counts the others', () => {
  const good = fc.record({ id: fc.stringMatching(/^[a-z0-9]{1,12}$/), name: fc.constant('N') });
  fc.assert(
    fc.property(fc.array(fc.oneof(good, odd)), (rows) => {
      const decoded = atOnce(decodeList(rows, team));
      expect(decoded?.received).toBe(rows.length);
      const ids = decoded?.items.map((item) => item.id);
      expect(ids).toEqual(rows.flatMap((row) => team.safeParse(row).data?.id ?? []));
      expect(atOnce(decodeList({ rows }, team))).toBeNull();
    }),
    runs(200),
  );
});

it('a payload is found under its key, in data, or not at all', () => {
  const keys = fc.constantFrom('models', 'data', 'photos');
  fc.assert(
    fc.property(fc.dictionary(keys, odd), keys, (json, key) => {
      if (Object.hasOwn(json, key)) expect(payload(json, key)).toEqual(json[key]);
      expect(isObject(flatPayload(json, key))).toBe(true);
      const decoded = amount.safeParse(payload(json, key));
      if (decoded.success) expect(Number.isFinite(decoded.data)).toBe(true);
    }),
    runs(200),
  );
});
