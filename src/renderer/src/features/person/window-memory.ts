import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '#shared/contract.ts';
import { createPersonWalk, type PersonWalk } from './person-walk.ts';

/** Widths of a photo in the grid, in rem. */
export const PHOTO_WIDTH = { least: 7, most: 22, normal: 11.5 };
const KEY = 'person-look';

/** What stays from person to person. */
export interface PersonLook {
  /** In rem. */
  photoWidth: number;
  detailsOpen: boolean;
  /** Whether the next person opens with one photo on stage, as the last one was left. */
  onStage: boolean;
}

export interface PersonMemory {
  look: StoreApi<PersonLook>;
  walk: PersonWalk;
}

/** A fresh memory, beginning with what `kept` (JSON) holds; damaged or foreign entries count as none. */
export function createPersonMemory(client: Pick<Api, 'people'>, kept: string | null): PersonMemory {
  const look = createStore<PersonLook>(() => ({ ...readLook(kept), onStage: false }));
  return { look, walk: createPersonWalk(client) };
}

/** What of a look outlasts the window, as JSON. */
export function writeLook({ photoWidth, detailsOpen }: PersonLook): string {
  return JSON.stringify({ photoWidth, detailsOpen });
}

const memories = new WeakMap<Api, PersonMemory>();

/** The memory of the window that `client` belongs to; kept in the window's own storage. */
export function memoryOf(client: Api): PersonMemory {
  const known = memories.get(client);
  if (known) return known;
  const memory = createPersonMemory(client, localStorage.getItem(KEY));
  memory.look.subscribe((look) => localStorage.setItem(KEY, writeLook(look)));
  memories.set(client, memory);
  return memory;
}

function readLook(kept: string | null): Omit<PersonLook, 'onStage'> {
  const fallback = { photoWidth: PHOTO_WIDTH.normal, detailsOpen: false };
  try {
    const { photoWidth, detailsOpen }: Partial<Record<string, unknown>> = JSON.parse(kept ?? '{}');
    const fits =
      typeof photoWidth === 'number' &&
      photoWidth >= PHOTO_WIDTH.least &&
      photoWidth <= PHOTO_WIDTH.most;
    return {
      photoWidth: fits ? photoWidth : fallback.photoWidth,
      detailsOpen: detailsOpen === true,
    };
  } catch {
    return fallback;
  }
}
