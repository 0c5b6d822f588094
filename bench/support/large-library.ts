import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { systemClock } from '#core/clock.ts';
import { type Library, openLibrary } from '#core/library/library.ts';
import { indexPeople, recountModel } from '#core/library/people-index.ts';
import { MIGRATIONS } from '#core/library/schema.ts';
import type { SeedModel, SeedOrganization, SeedPerson } from '#sandbox/seed.ts';
import type { Member, Model } from '#shared/domain.ts';
import { type LargeSize, largeOrganization } from './large-organization.ts';

/** A library on disk that mirrors a large company, as a sync and a download leave it. */
export interface LargeLibrary {
  /** The folder that holds the library's own. */
  root: string;
  uid: string;
}

export interface LargeLibraryOptions extends LargeSize {
  /**
   * Whose photos are there: of all on paper, as the catalogue alone shows; or of the first so many
   * people, as small files that can be exported.
   */
  stored: 'on paper' | { people: number };
}

/** Files share their content with others: a disk lets so many names have one file. */
const CONTENTS = 64;
const CONTENT_BYTES = 4_000;
const LOG = { debug: () => {}, warn: () => {}, error: () => {} };

/** Makes the library below the temporary folder, or takes the one an earlier run has made. */
export async function largeLibrary(options: LargeLibraryOptions): Promise<LargeLibrary> {
  const { people, photosPerPerson, stored } = options;
  const kind = stored === 'on paper' ? 'paper' : `files-${stored.people}`;
  const name = `headshot-desk-library-${people}x${photosPerPerson}-${kind}-${MIGRATIONS.length}`;
  const root = join(tmpdir(), name);
  const organization = largeOrganization(options);
  if (!existsSync(root)) {
    const making = `${root}.making`;
    rmSync(making, { recursive: true, force: true });
    const library = openLibrary(organization.uid, {
      root: making,
      clock: systemClock,
      log: LOG,
      program: 'bench',
    });
    try {
      mirror(library, organization);
      if (stored === 'on paper') storeOnPaper(library);
      else await storeFiles(library, organization.people.slice(0, stored.people));
    } finally {
      library.close();
    }
    renameSync(making, root);
  }
  return { root, uid: organization.uid };
}

/** Writes what a sync would have written. */
function mirror({ db, mirror, now }: Library, organization: SeedOrganization): void {
  db.transaction(() => {
    mirror.begin({ ...organization, teams: organization.teams });
    mirror.teams(organization.teams);
    mirror.credits(organization.credits);
    mirror.members(organization.people.map((person) => memberOf(person, organization)));
    mirror.models(organization.people.flatMap((person) => modelsOf(person, organization)));
    indexPeople(db);
    for (const { models } of organization.people) {
      for (const { id: modelId, photos, favoritePhotoId } of models) {
        for (const { id, likedStatus, createdAt } of photos) {
          db.run(
            `INSERT INTO photos (model_id, id, status, liked_status, created_at)
             VALUES (:modelId, :id, 'active', :likedStatus, :createdAt)`,
            { modelId, id, likedStatus, createdAt },
          );
        }
        db.run(
          'INSERT INTO favorites (model_id, photo_id, seen_pass) VALUES (:modelId, :favoritePhotoId, 1)',
          { modelId, favoritePhotoId },
        );
        db.run(
          `UPDATE models SET listed_at = :now, listed_finished_at = finished_at,
             listed_photo_count = :count WHERE id = :modelId`,
          { modelId, now: now(), count: photos.length },
        );
        recountModel(db, modelId);
      }
    }
    mirror.end();
  });
}

const FILE = `INSERT INTO files (model_id, photo_id, variant, state, extension, size_bytes, width,
    height, sha256, crc32, stored_at, verified_at)`;

function storeOnPaper(library: Library): void {
  const { db, now } = library;
  db.transaction(() => {
    db.run(
      `${FILE} SELECT model_id, id, 'main', 'stored', 'jpg', 200000 + abs(random() % 100000), 1024,
         1024, lower(hex(randomblob(32))), abs(random() % 4294967296), :now, :now FROM photos`,
      { now: now() },
    );
    queueAsDone(library);
    for (const { id } of db.all<{ id: string }>('SELECT id FROM models')) recountModel(db, id);
  });
}

/** What is left in the queue of a download that has ended. */
function queueAsDone({ db, now }: Library): void {
  db.run(
    `INSERT INTO transfers (model_id, photo_id, variant, state, queued_at, ended_at)
     SELECT model_id, photo_id, variant, 'done', :now, :now FROM files`,
    { now: now() },
  );
}

async function storeFiles(library: Library, people: readonly SeedPerson[]): Promise<void> {
  const { db, now, paths } = library;
  const contents = await Promise.all(
    Array.from({ length: CONTENTS }, (_, index) => contentAt(index)),
  );
  const firstPaths: (string | undefined)[] = [];
  let count = 0;
  db.transaction(() => {
    for (const { id: modelId, photos } of people.flatMap(({ models }) => models)) {
      for (const { id: photoId } of photos) {
        const at = count++ % CONTENTS;
        const content = contents[at];
        if (!content) continue;
        const path = paths.photo(modelId, photoId, 'main', 'jpg');
        mkdirSync(dirname(path), { recursive: true });
        const first = firstPaths[at];
        if (first === undefined) writeFileSync(path, content);
        else linkSync(first, path);
        firstPaths[at] ??= path;
        db.run(
          `${FILE} VALUES (:modelId, :photoId, 'main', 'stored', 'jpg', :sizeBytes, 40, 50, :sha256, :crc32, :now, :now)`,
          {
            modelId,
            photoId,
            sizeBytes: content.length,
            sha256: createHash('sha256').update(content).digest('hex'),
            crc32: crc32(content),
            now: now(),
          },
        );
      }
      recountModel(db, modelId);
    }
    queueAsDone(library);
  });
}

async function contentAt(index: number): Promise<Buffer> {
  const picture = await sharp({
    create: { width: 40, height: 50, channels: 3, background: { r: index * 4, g: 120, b: 90 } },
  })
    .jpeg()
    .toBuffer();
  const padded = Buffer.alloc(CONTENT_BYTES, index);
  picture.copy(padded);
  return padded;
}

function teamOf(teamId: string | null, { teams }: SeedOrganization) {
  return { teamId, teamName: teams.find(({ id }) => id === teamId)?.name ?? null };
}

function memberOf(person: SeedPerson, organization: SeedOrganization): Member {
  const { id, email, name, teamId, joinedAt, models } = person;
  const model = models.at(-1);
  return {
    id,
    email,
    name,
    status: 'finished',
    ...teamOf(teamId, organization),
    modelId: model?.id ?? null,
    modelStatus: model?.status ?? null,
    joinedAt,
    photoCount: model?.photos.length ?? null,
    hasFavorite: true,
  };
}

function modelsOf(person: SeedPerson, organization: SeedOrganization): Model[] {
  const { email, name, teamId, models } = person;
  return models.map(({ id, uid, status, isDevelopment, createdAt, finishedAt }: SeedModel) => ({
    id,
    uid,
    email,
    title: name,
    status,
    ...teamOf(teamId, organization),
    isDevelopment,
    createdAt,
    finishedAt,
  }));
}
