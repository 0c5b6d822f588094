import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { plainDraw, plainOrganization } from './plain.ts';
import { startSandbox } from './sandbox.ts';
import { STAGES, VARIANTS } from './seed.ts';

test('the organization has the people, photos and teams asked for', () => {
  const { people, teams } = plainOrganization({ people: 10, photosPerPerson: 12, teams: 4 });
  expect(people).toHaveLength(10);
  expect(teams).toHaveLength(4);
  expect(new Set(people.map(({ teamId }) => teamId)).size).toBe(4);
  for (const { stage, models } of people) {
    expect(stage).toBe('ready');
    expect(models[0]?.photos).toHaveLength(12);
    expect(models[0]?.favoritePhotoId).toBe(models[0]?.photos[0]?.id);
  }
  const ratings = people[0]?.models[0]?.photos.map(({ likedStatus }) => likedStatus);
  expect(new Set(ratings)).toEqual(new Set(['loved', 'liked', 'none']));
});

test('the unfinished stand at every earlier stage', () => {
  const { people } = plainOrganization({ people: 1, photosPerPerson: 1, unfinished: 7 });
  expect(new Set(people.map(({ stage }) => stage))).toEqual(new Set(STAGES));
});

test('it is the same for the same seed and another for another', () => {
  const options = { people: 5, photosPerPerson: 3 };
  expect(plainOrganization({ ...options, seed: 2 })).toEqual(
    plainOrganization({ ...options, seed: 2 }),
  );
  expect(plainOrganization({ ...options, seed: 2 })).not.toEqual(plainOrganization(options));
});

test('20,000 photos have ids and addresses of their own, and start at once', async () => {
  const seed = plainOrganization({ people: 500, photosPerPerson: 40, unfinished: 70 });
  const photos = seed.people.flatMap(({ models }) => models.flatMap((model) => model.photos));
  expect(new Set(photos.map(({ id }) => id)).size).toBe(20_000);
  expect(new Set(seed.people.map(({ email }) => email)).size).toBe(570);
  const sandbox = await startSandbox({ seed, draw: plainDraw() });
  expect(sandbox.organization.members()).toHaveLength(560);
  await sandbox.close();
});

test('pictures decode, every variant of every photo has its own bytes, always the same', async () => {
  const draw = plainDraw();
  const hashes = new Set<string>();
  for (const photoId of ['a', 'b', 'c']) {
    for (const variant of VARIANTS) {
      const { bytes, contentType } = await draw('model-1', photoId, variant);
      expect(contentType).toBe('image/jpeg');
      await expect(sharp(bytes, { failOn: 'warning' }).stats()).resolves.toBeDefined();
      expect(bytes).toEqual((await plainDraw()('model-1', photoId, variant)).bytes);
      hashes.add(createHash('sha256').update(bytes).digest('hex'));
    }
  }
  expect(hashes.size).toBe(9);
});

test('pictures are padded to about the size asked for and still decode', async () => {
  const draw = plainDraw({ sizeBytes: 250_000 });
  const { bytes } = await draw('model-1', 'photo-1', 'original');
  expect(Math.abs(bytes.length - 250_000)).toBeLessThan(1_000);
  const { bytes: small } = await draw('model-1', 'photo-1', 'thumbnail');
  expect(Math.abs(small.length - 25_000)).toBeLessThan(1_000);
  const metadata = await sharp(bytes, { failOn: 'warning' }).metadata();
  expect(metadata).toMatchObject({ format: 'jpeg', width: 768, height: 768 });
});
