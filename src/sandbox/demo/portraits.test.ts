import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VARIANTS } from '../seed.ts';
import { demoOrganization } from './organization.ts';
import { ATTRIBUTION, createPortraits, SIZES } from './portraits.ts';

const sessions = demoOrganization({ people: 24, now: new Date(0) })
  .people.flatMap((person) => person.models)
  .filter((model) => model.photos.length > 0);
const [model] = sessions;
const photoIds = model?.photos.map((photo) => photo.id) ?? [];
const modelId = model?.id ?? '';
const [photoId = '', otherId = ''] = photoIds;

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a portrait', () => {
  const draw = createPortraits();

  test.each(VARIANTS)('%s is a whole JPEG of the promised size', async (variant) => {
    for (const session of sessions.slice(0, 6)) {
      const { bytes, contentType } = await draw(session.id, session.photos[0]?.id ?? '', variant);
      expect(contentType).toBe('image/jpeg');
      const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
      expect(info).toMatchObject({ ...SIZES[variant], channels: 3 });
      expect(data).toHaveLength(info.width * info.height * 3);
      expect((await sharp(bytes).metadata()).format).toBe('jpeg');
    }
  });

  test('has the same bytes when drawn again, others for another photo or variant', async () => {
    const again = createPortraits();
    const one = digest((await draw(modelId, photoId, 'main')).bytes);
    expect(digest((await again(modelId, photoId, 'main')).bytes)).toBe(one);
    expect(digest((await again(modelId, otherId, 'main')).bytes)).not.toBe(one);
    expect(digest((await again(modelId, photoId, 'thumbnail')).bytes)).not.toBe(one);
  });

  test('has the person in the middle and the room at the upper corners', async () => {
    const { bytes } = await draw(modelId, photoId, 'main');
    const { bytes: other } = await draw(modelId, otherId, 'main');
    const colorAt = async (picture: Uint8Array, left: number, top: number) => [
      ...(await sharp(picture)
        .extract({ left, top, width: 24, height: 24 })
        .resize(1, 1)
        .raw()
        .toBuffer()),
    ];
    const distance = (one: number[], two: number[]) =>
      Math.max(...one.map((value, index) => Math.abs(value - (two[index] ?? 0))));
    const cheek = await colorAt(bytes, 372, 560);
    expect(distance(cheek, await colorAt(bytes, 8, 8))).toBeGreaterThan(20);
    expect(distance(await colorAt(bytes, 8, 8), await colorAt(other, 8, 8))).toBeGreaterThan(8);
  });

  test('weighs about as much as a photo', async () => {
    const { bytes } = await draw(modelId, photoId, 'main');
    expect(bytes.length).toBeGreaterThan(40_000);
    expect(bytes.length).toBeLessThan(200_000);
  });

  test('can be drawn for ids that are nobody’s', async () => {
    const { bytes } = await draw('a session begun later', 'its first photo', 'thumbnail');
    expect(await sharp(bytes).metadata()).toMatchObject(SIZES.thumbnail);
  });

  test('carries its artist and licence', async () => {
    const { bytes } = await draw(modelId, photoId, 'thumbnail');
    const { exif } = await sharp(bytes).metadata();
    expect(exif?.toString('latin1')).toContain('Pablo Stanley');
    expect(ATTRIBUTION).toMatch(
      /Avataaars.*avataaars\.com.*Pablo Stanley.*personal and commercial/,
    );
  });
});

describe('the cache', () => {
  let cacheDir = '';
  beforeEach(async () => {
    cacheDir = await mkdtemp(join(tmpdir(), 'portraits-'));
  });
  afterEach(() => rm(cacheDir, { recursive: true, force: true }));

  const filesIn = async (dir: string) =>
    (await readdir(dir, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  async function drawnOnce() {
    const { bytes } = await createPortraits({ cacheDir })(modelId, photoId, 'thumbnail');
    const [file = '', ...others] = await filesIn(cacheDir);
    expect(others).toEqual([]);
    return { file, bytes };
  }

  test('keeps one file a picture, readable as the picture, and no leftovers', async () => {
    const { file } = await drawnOnce();
    expect(await sharp(file).metadata()).toMatchObject({ format: 'jpeg', ...SIZES.thumbnail });
  });

  test('is what a later start reads from', async () => {
    const { file } = await drawnOnce();
    // Another picture under this name, sealed as the cache seals: only reading can bring it up.
    const red = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    await writeFile(file, Buffer.concat([red, createHash('sha256').update(red).digest()]));
    const { bytes } = await createPortraits({ cacheDir })(modelId, photoId, 'thumbnail');
    expect(digest(bytes)).toBe(digest(red));
  });

  test.each<[string, (whole: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (whole) => whole.subarray(0, whole.length / 2)],
    ['zeroed', (whole) => Buffer.alloc(whole.length)],
    [
      'off by one bit',
      (whole) => {
        const flipped = Buffer.from(whole);
        flipped[2000] = (flipped[2000] ?? 0) ^ 1;
        return flipped;
      },
    ],
  ])('survives a file that is %s', async (_, damage) => {
    const { file, bytes } = await drawnOnce();
    const whole = await readFile(file);
    await writeFile(file, damage(whole));
    const again = await createPortraits({ cacheDir })(modelId, photoId, 'thumbnail');
    expect(digest(again.bytes)).toBe(digest(bytes));
    expect(await readFile(file)).toEqual(whole);
  });

  test('does no harm where nothing can be written', async () => {
    const { file, bytes } = await drawnOnce();
    const draw = createPortraits({ cacheDir: join(file, 'below a file') });
    expect(digest((await draw(modelId, photoId, 'thumbnail')).bytes)).toBe(digest(bytes));
  });
});
