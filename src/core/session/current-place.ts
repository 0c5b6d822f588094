import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Organization } from '#shared/domain.ts';
import { AppError, toErrorData } from '#shared/errors.ts';
import { DEMO_FOLDER } from '../places.ts';
import type { Clock } from '../ports.ts';
import type { LastLibrary, SettingsFile } from '../settings/settings.ts';
import { openPlace, type Place, type PlaceContext } from './place.ts';

/** How often it is looked whether another program has let go of the library. */
const FREE_EVERY_MS = 2_000;

export interface CurrentPlaceOptions extends PlaceContext {
  settings: SettingsFile;
  libraryRoot: string;
  program: string;
  /** Empty while there is none. */
  apiKey(): string;
  closing: AbortSignal;
  /** Opening and closing happen one after another. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** A library that could only be looked at was opened anew. */
  reopened(): void;
}

/** The place that is open, and whose it is: one at a time, opened to write as soon as that can be. */
export class CurrentPlace {
  readonly #options: CurrentPlaceOptions;
  #place: Place | null = null;
  #apiUrl = '';
  #owner: LastLibrary | null = null;

  constructor(options: CurrentPlaceOptions) {
    this.#options = options;
  }

  get place(): Place | null {
    return this.#place;
  }

  get owner(): LastLibrary | null {
    return this.#owner;
  }

  /** Opens the organization's own library in place of the one that is open. */
  async enter(organization: Organization, apiUrl: string, demo: boolean): Promise<void> {
    const { uid } = organization;
    const isOpen = this.#place?.uid === uid && this.#place.demo === demo && this.#place.work;
    if (!isOpen || demo) await this.#open(uid, apiUrl, demo);
    const library = this.#place?.work?.workspace.library;
    if (library) {
      const known = library.db.get('SELECT uid FROM organization');
      if (known === undefined) library.mirror.begin(organization);
    }
    this.remember(organization, demo);
  }

  /** Opens the library that was open last, without HeadshotPro. */
  async openLast(last: LastLibrary, apiUrl: string): Promise<void> {
    await this.#open(last.uid, apiUrl, false);
    this.#owner = last;
  }

  /** Looks again whether a library that could only be looked at can be written now. */
  async reopen(): Promise<void> {
    if (!this.#place?.busy) return;
    const { uid, demo } = this.#place;
    await this.#open(uid, this.#apiUrl, demo);
    this.#options.reopened();
  }

  /** Takes down whose the library is, also for the next start. */
  remember({ uid, name, website }: Organization, demo: boolean): void {
    this.#owner = { uid, name, website, demo };
    this.#keepLast(this.#owner);
  }

  /** Begins a sync, if the library can be written. */
  sync(): void {
    try {
      this.#place?.work?.jobs.sync(false);
    } catch (error) {
      this.#options.ports.log.warn('no sync was begun', { code: toErrorData(error).code });
    }
  }

  async close(): Promise<void> {
    await this.#place?.close();
    this.#place = null;
  }

  /** Closes the library, and does not open it at the next start. */
  async leave(): Promise<void> {
    await this.close();
    this.#owner = null;
    this.#keepLast(null);
  }

  async #open(uid: string, apiUrl: string, demo: boolean): Promise<void> {
    await this.close();
    const { settings, libraryRoot, program, apiKey, listeners } = this.#options;
    const root = demo ? join(libraryRoot, DEMO_FOLDER) : libraryRoot;
    if (!demo) assertPluggedIn(uid, root, settings.lastLibrary());
    const { concurrency } = settings.get();
    const coreOptions = { apiUrl, apiKey, root, program, concurrency };
    const place = openPlace(uid, demo, coreOptions, this.#options);
    this.#place = place;
    this.#apiUrl = apiUrl;
    if (place.busy?.code === 'library_busy') void this.#untilFree(place, this.#options.ports.clock);
    listeners.libraryChanged();
    listeners.changed();
  }

  /** Opens the library to write as soon as the other program lets go of it. */
  async #untilFree(busy: Place, clock: Clock): Promise<void> {
    const { closing, inTurn, ports } = this.#options;
    try {
      while (this.#place === busy) {
        await clock.sleep(FREE_EVERY_MS, closing);
        await inTurn(async () => {
          if (this.#place === busy) await this.reopen();
        });
      }
    } catch (error) {
      if (closing.aborted) return;
      ports.log.error('opening the library failed', { error: String(error) });
    }
  }

  /** What is only remembered for the next start is not worth failing for. */
  #keepLast(last: LastLibrary | null): void {
    const { settings, ports } = this.#options;
    try {
      settings.setLastLibrary(last);
    } catch (error) {
      ports.log.warn('the library was not remembered', { code: toErrorData(error).code });
    }
  }
}

/** A library that was here is not begun anew in the place of a disk that is not connected. */
function assertPluggedIn(uid: string, root: string, last: LastLibrary | null): void {
  if (last === null || last.demo || last.uid !== uid || existsSync(root)) return;
  throw new AppError(
    'disk_failed',
    `The folder ${root} that holds the library of ${last.name} is not there. Connect its disk and try again; or make that folder, to begin anew.`,
  );
}
