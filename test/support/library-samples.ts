import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Library, openLibrary } from '#core/library/library.ts';
import type { ListingState } from '#core/library/listing-states.ts';
import { getPerson, modelsOfPerson } from '#core/library/people.ts';
import { indexPeople } from '#core/library/people-index.ts';
import { photosOfPerson } from '#core/library/photos.ts';
import type { FavoritePhoto, Invite, Member, Model, Photo } from '#shared/domain.ts';
import type { StoredFile } from '#shared/export.ts';
import type { Person } from '#shared/library.ts';
import { FakeClock } from './fake-clock.ts';
import { RecordingLog } from './recording-log.ts';

export const ORGANIZATION = { uid: 'org', name: 'Northlight', website: null, teams: [] };

/** A library in a temporary folder, with all that opening it takes. */
export class SampleLibrary {
  readonly root = mkdtempSync(join(tmpdir(), 'headshot-desk-library-'));
  readonly clock = new FakeClock();
  readonly log = new RecordingLog();
  readonly uid: string;
  #library: Library | null = null;

  constructor(uid: string = ORGANIZATION.uid) {
    this.uid = uid;
  }

  /** Open since the first use. */
  get library(): Library {
    this.#library ??= openLibrary(this.uid, { ...this, program: 'test' });
    return this.#library;
  }

  /** Closes the library and opens it again. */
  reopen(): Library {
    this.close();
    return this.library;
  }

  close(): void {
    this.#library?.close();
    this.#library = null;
  }

  remove(): void {
    this.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  /** One complete pass over what upstream has, as a sync makes it. */
  sync(upstream: {
    teams?: { id: string; name: string }[];
    members?: Member[];
    invites?: Invite[];
    models?: Model[];
    photos?: Record<string, Photo[]>;
    favorites?: FavoritePhoto[];
  }): void {
    const { mirror, db } = this.library;
    mirror.begin(ORGANIZATION);
    mirror.teams(upstream.teams ?? []);
    mirror.members(upstream.members ?? []);
    mirror.invites(upstream.invites ?? []);
    mirror.models(upstream.models ?? []);
    for (const list of ['teams', 'members', 'invites'] as const) mirror.sweep(list);
    for (const modelId of mirror.unseenModels()) mirror.modelGone(modelId);
    indexPeople(db);
    mirror.favorites(upstream.favorites ?? []);
    mirror.sweepFavorites();
    for (const [modelId, photos] of Object.entries(upstream.photos ?? {})) {
      mirror.photos(modelId, photos, null);
    }
    mirror.end();
  }

  /** Records a file as stored, on paper. */
  store(modelId: string, photoId: string, facts: Partial<StoredFile> = {}): void {
    const { variant = 'main', sizeBytes = 1000 } = facts;
    const file = { extension: 'jpg', sizeBytes, width: 4, height: 5, sha256: 'ab', crc32: 7 };
    this.library.files.put({ modelId, photoId, variant }, file);
  }

  personOf(id: string): Person | null {
    return getPerson(this.library.db, id);
  }

  /** The ids of somebody's photos, with a minus before those that are gone. */
  photosOf(personId: string): string[] {
    return photosOfPerson(this.library.db, personId).map(({ photoId, gone }) =>
      gone ? `-${photoId}` : photoId,
    );
  }

  /** The favorite of each of somebody's models. */
  favoriteOf(personId: string): (string | null)[] {
    return modelsOfPerson(this.library.db, personId).map(({ favoritePhotoId }) => favoritePhotoId);
  }

  /** What is known of the photo list of a model. */
  stateOf(modelId: string): ListingState | undefined {
    return [...this.library.mirror.listingStates()]
      .flat()
      .find((state) => state.modelId === modelId);
  }
}

export function member(id: string, facts: Partial<Member> = {}): Member {
  return {
    id,
    email: `${id}@northlight.example`,
    name: null,
    status: 'finished',
    teamId: null,
    teamName: null,
    modelId: null,
    modelStatus: null,
    joinedAt: null,
    photoCount: null,
    hasFavorite: null,
    ...facts,
  };
}

export function model(id: string, facts: Partial<Model> = {}): Model {
  return {
    id,
    uid: null,
    email: null,
    title: null,
    status: 'active',
    teamId: null,
    teamName: null,
    isDevelopment: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-02T00:00:00.000Z',
    ...facts,
  };
}

export function invite(email: string, facts: Partial<Invite> = {}): Invite {
  return {
    email,
    status: 'pending',
    modelId: null,
    teamId: null,
    teamName: null,
    createdAt: null,
    ...facts,
  };
}

export function photo(modelId: string, id: string, facts: Partial<Photo> = {}): Photo {
  return { id, modelId, status: 'active', likedStatus: 'none', createdAt: null, ...facts };
}

export function favorite(
  photoId: string,
  facts: Partial<FavoritePhoto['photo'] & { person: Partial<FavoritePhoto['person']> }> = {},
): FavoritePhoto {
  const { person, ...rest } = facts;
  const nobody = { id: null, email: null, name: null, teamId: null, teamName: null };
  return {
    photo: {
      id: photoId,
      modelId: null,
      status: 'active',
      likedStatus: 'none',
      createdAt: null,
      ...rest,
    },
    links: { photoId, urls: {}, expiresAt: '2026-02-04T09:15:00.000Z' },
    person: { ...nobody, ...person },
  };
}
