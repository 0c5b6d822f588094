import { systemClock } from '#core/clock.ts';
import { createHeadshotPro } from '#core/headshotpro/client.ts';
import { type ClosableHttp, createHttp } from '#core/http.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import type { HttpRequest } from '#core/ports.ts';
import { type SyncOptions, type SyncReport, syncLibrary } from '#core/sync/sync.ts';
import { type PlainOptions, plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import type { SeedOrganization } from '#sandbox/seed.ts';
import { SampleLibrary } from './library-samples.ts';
import { RecordingLog } from './recording-log.ts';

/** What a library and the organization behind the sandbox can be compared by. */
export interface Mirrored {
  teams: string[];
  members: string[];
  photos: string[];
  favorites: string[];
}

/** A sandbox, a library of its organization, and the real client and network between them. */
export class MirroredSandbox {
  readonly sandbox: Sandbox;
  readonly sample: SampleLibrary;
  readonly #http: ClosableHttp = createHttp();
  /** Sees every request before it goes out. */
  onRequest: (request: HttpRequest) => void = () => {};

  private constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
    this.sample = new SampleLibrary(sandbox.organization.uid);
  }

  static async start(seed: PlainOptions | SeedOrganization): Promise<MirroredSandbox> {
    return new MirroredSandbox(
      await startSandbox({
        seed: 'uid' in seed ? seed : plainOrganization(seed),
        draw: plainDraw(),
        rateLimit: 100_000,
      }),
    );
  }

  async close(): Promise<void> {
    this.sample.remove();
    await this.#http.close();
    await this.sandbox.close();
  }

  get library() {
    return this.sample.library;
  }

  get organization() {
    return this.sandbox.organization;
  }

  /** Syncs everybody unless `options` say otherwise; retries come at once. */
  async sync(options: Partial<SyncOptions> = {}): Promise<SyncReport> {
    this.sandbox.requests.clear();
    const api = createHeadshotPro({
      apiUrl: this.sandbox.apiUrl,
      key: () => this.sandbox.apiKey,
      http: (request) => {
        this.onRequest(request);
        return this.#http(request);
      },
      clock: systemClock,
      random: () => 0,
      log: new RecordingLog(),
    });
    return syncLibrary(api, this.library, { photosOf: () => EVERYBODY, ...options });
  }

  /** The API calls of the last sync, as `GET /organization`. */
  calls(): string[] {
    return this.sandbox.requests.to('api').map(({ method, path }) => {
      return `${method} ${path.slice(path.indexOf('/organization'))}`;
    });
  }

  /** The models whose photos the last sync listed. */
  listed(): string[] {
    const ids = this.calls().flatMap((call) => /models\/([^/]+)\/photos$/.exec(call)?.[1] ?? []);
    return [...new Set(ids)].toSorted();
  }

  /** What upstream is. */
  truth(): Mirrored {
    const { teams, models } = this.organization;
    const active = [...models.values()].filter(({ status }) => status === 'active');
    return sorted({
      teams: teams.map(({ id, name }) => `${id} ${name}`),
      members: this.organization
        .members()
        .map(({ id, email, name, teamId }) => [id, email, name, teamId].join(' ')),
      photos: active.flatMap((model) =>
        [...model.photos.values()]
          .filter(({ status }) => status === 'active')
          .map(({ id, likedStatus }) => `${model.id} ${id} ${likedStatus}`),
      ),
      favorites: active.flatMap(({ id, favoritePhotoId }) =>
        favoritePhotoId === null ? [] : [`${id} ${favoritePhotoId}`],
      ),
    });
  }

  /** What the library takes it for. */
  mirrored(): Mirrored {
    const rows = (sql: string) =>
      this.library.db.all(sql).map((row) => Object.values(row).join(' '));
    return sorted({
      teams: rows('SELECT id, name FROM teams WHERE gone_at IS NULL'),
      members: rows('SELECT id, email, name, team_id FROM members WHERE gone_at IS NULL'),
      photos: rows(
        `SELECT photos.model_id, photos.id, liked_status FROM photos
         JOIN models ON models.id = photos.model_id
         WHERE models.gone_at IS NULL AND models.status = 'active'
           AND photos.gone_at IS NULL AND photos.status = 'active'`,
      ),
      favorites: rows(
        `SELECT model_id, photo_id FROM favorites JOIN models ON models.id = model_id
         WHERE gone_at IS NULL AND status = 'active'`,
      ),
    });
  }
}

function sorted({ teams, members, photos, favorites }: Mirrored): Mirrored {
  return {
    teams: teams.toSorted(),
    members: members.toSorted(),
    photos: photos.toSorted(),
    favorites: favorites.toSorted(),
  };
}
