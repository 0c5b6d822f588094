import { createStore, type StoreApi } from 'zustand/vanilla';
import { isConfirmed } from '#shared/confirmation.ts';
import type { Api } from '#shared/contract.ts';
import { type ErrorCode, type ErrorData, toErrorData } from '#shared/errors.ts';
import type { Job } from '#shared/jobs.ts';
import type { Loss, RemovalTarget } from '#shared/organization.ts';

/** How a download of what would be lost came to its end. */
export interface Fetched {
  state: 'done' | 'failed' | 'cancelled';
  /** Why photos could not be had, the most frequent reason first. */
  reasons: { message: string; photos: number }[];
}

/** A removal on its way from the question to its end. */
export interface Removal {
  /** What would be lost; null until HeadshotPro has said it. */
  loss: Loss | null;
  /** Looks at HeadshotPro and the library; what was known before stays until then. */
  checking: boolean;
  /** The download that brings what is missing; null while there is none. */
  jobId: string | null;
  fetched: Fetched | null;
  typed: string;
  losePhotos: boolean;
  removing: boolean;
  /** What was removed; null until it is done. */
  done: Loss | null;
  /** Why the last step did not work. */
  failure: ErrorData | null;
  /** Asks what would be lost. */
  check: () => Promise<void>;
  download: () => Promise<void>;
  /** Looks again once the download of this removal has ended. */
  follow: (jobs: readonly Job[]) => Promise<void>;
  setTyped: (typed: string) => void;
  setLosePhotos: (losePhotos: boolean) => void;
  remove: () => Promise<void>;
}

/** Refusals that say: it is not as it was shown. */
const OUTDATED: readonly ErrorCode[] = ['photos_at_risk', 'invalid_input'];

/** The removal of `target`; nothing is asked for until `check`. */
export function createRemoval(
  client: Pick<Api, 'removals' | 'jobs'>,
  target: RemovalTarget,
): StoreApi<Removal> {
  return createStore<Removal>((set, get) => {
    /** Runs `work` while `during` is true; a failure is kept for showing. */
    async function step(during: 'checking' | 'removing', work: () => Promise<Partial<Removal>>) {
      set({ [during]: true, failure: null });
      try {
        set({ ...(await work()), [during]: false });
      } catch (error) {
        set({ failure: toErrorData(error), [during]: false });
      }
    }

    /** What was agreed to belongs to what was shown then. */
    const look = async () => ({ loss: await client.removals.preview(target), losePhotos: false });

    return {
      loss: null,
      checking: false,
      jobId: null,
      fetched: null,
      typed: '',
      losePhotos: false,
      removing: false,
      done: null,
      failure: null,
      check: () => step('checking', look),
      download: () =>
        step('checking', async () => {
          const { id } = await client.removals.download(target);
          return { jobId: id, fetched: null, losePhotos: false };
        }),
      async follow(jobs) {
        const job = jobs.find(({ id }) => id === get().jobId);
        const state = job && endOf(job);
        if (!job || !state) return;
        set({ jobId: null });
        await step('checking', async () => {
          const fetched = { state, reasons: await reasonsOf(job, client) };
          return { fetched, ...(await look()) };
        });
      },
      setTyped: (typed) => set({ typed }),
      setLosePhotos: (losePhotos) => set({ losePhotos }),
      async remove() {
        const { typed: confirmation, losePhotos } = get();
        await step('removing', async () => ({
          done: await client.removals.carryOut({ target, confirmation, losePhotos }),
        }));
        const { failure } = get();
        if (failure === null || !OUTDATED.includes(failure.code)) return;
        await step('checking', async () => ({ ...(await look()), failure }));
      },
    };
  });
}

/** Whether nothing speaks against it any more: the name is typed, and a loss was agreed to. */
export function mayRemove(removal: Removal): boolean {
  const { loss, checking, removing, jobId, typed, losePhotos } = removal;
  if (loss === null || checking || removing || jobId !== null) return false;
  return isConfirmed(typed, loss.confirmation) && (loss.missing === 0 || losePhotos);
}

function endOf({ state }: Job): Fetched['state'] | null {
  return state === 'done' || state === 'failed' || state === 'cancelled' ? state : null;
}

async function reasonsOf(job: Job, { jobs }: Pick<Api, 'jobs'>): Promise<Fetched['reasons']> {
  if (job.failed === 0) {
    return job.error === null ? [] : [{ message: job.error.message, photos: 0 }];
  }
  const failures = await jobs.failures({ jobId: job.id });
  const byMessage = Map.groupBy(failures, ({ message }) => message);
  return [...byMessage]
    .map(([message, those]) => ({ message, photos: those.length }))
    .toSorted((a, b) => b.photos - a.photos);
}
