import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '#shared/contract.ts';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { StorageUsage } from '#shared/window.ts';

/** What the library takes on disk, and the way to take less. */
export interface Storage {
  /** Null until the first answer. */
  usage: StorageUsage | null;
  failure: ErrorData | null;
  removing: boolean;
  load: () => Promise<void>;
  /** What went to the trash; throws what the core throws. Measures again in any case. */
  removeExported: () => Promise<{ files: number; sizeBytes: number }>;
}

export function createStorage(client: Pick<Api, 'storage'>): StoreApi<Storage> {
  return createStore<Storage>((set, get) => ({
    usage: null,
    failure: null,
    removing: false,
    async load() {
      try {
        set({ usage: await client.storage.usage({}), failure: null });
      } catch (error) {
        set({ failure: toErrorData(error) });
      }
    },
    async removeExported() {
      set({ removing: true });
      try {
        return await client.storage.removeExported({});
      } finally {
        await get().load();
        set({ removing: false });
      }
    },
  }));
}

/** The library's share of what it and the free space take together, 0 to 1. */
export function usedShare({ usedBytes, freeBytes }: StorageUsage): number {
  const all = usedBytes + freeBytes;
  return all === 0 ? 0 : usedBytes / all;
}
