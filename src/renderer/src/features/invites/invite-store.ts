import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '#shared/contract.ts';
import { type ErrorData, toErrorData } from '#shared/errors.ts';
import type { CheckedInvites, CheckedLine, InviteSource } from '#shared/invites.ts';
import type { Job } from '#shared/jobs.ts';
import { perOrganization } from '../../state/per-organization.ts';
import { type Entry, invitesOf, textOf, withTeam } from './invite-entries.ts';

/** A chosen file; its bytes in base64. */
export interface ListFile {
  name: string;
  base64: string;
}

/** What is written down before it is checked. */
export interface Draft {
  kind: 'list' | 'one';
  text: string;
  file: ListFile | null;
  email: string;
  name: string;
  /** For whoever names no team. */
  teamId: string | null;
}

/** Inviting people, from the first letter until the job has begun. */
export interface InviteWork extends Draft {
  /** Null until the draft was checked. */
  checked: CheckedInvites | null;
  checking: boolean;
  starting: boolean;
  /** Why checking or sending did not work. */
  failure: ErrorData | null;
  /** The job that sends them; null before it. */
  jobId: string | null;
  write: (news: Partial<Draft>) => void;
  fail: (failure: ErrorData) => void;
  /** Holds the draft against the organization. One person who is fine is invited at once. */
  check: (label: (count: number) => string) => Promise<void>;
  /** Puts `lines` in place of what was checked, and checks again. */
  change: (lines: readonly Entry[]) => Promise<void>;
  /** Takes lines out without asking anybody where nothing else depends on them. */
  takeOut: (lines: readonly CheckedLine[]) => Promise<void>;
  createTeam: (name: string) => Promise<boolean>;
  /** Takes a team that is there in place of one that is not. */
  replaceTeam: (name: string, teamId: string) => Promise<void>;
  send: (label: (count: number) => string) => Promise<void>;
  /** Back to the draft, as it was. */
  back: () => void;
  watch: (jobId: string) => void;
  reset: () => void;
}

const NOTHING: Draft & Pick<InviteWork, 'checked' | 'failure' | 'jobId'> = {
  kind: 'list',
  text: '',
  file: null,
  email: '',
  name: '',
  teamId: null,
  checked: null,
  failure: null,
  jobId: null,
};

/** Inviting over `client`; nothing is written yet. */
export function createInviteStore(client: Pick<Api, 'invites' | 'teams'>): StoreApi<InviteWork> {
  return createStore<InviteWork>((set, get) => {
    let asked = 0;

    /** Null where it did not work, or was overtaken. */
    async function checkThis(content: InviteSource['content']): Promise<CheckedInvites | null> {
      asked += 1;
      const turn = asked;
      set({ checking: true, failure: null });
      try {
        const checked = await client.invites.check({ content, teamId: get().teamId });
        if (turn !== asked) return null;
        set({ checking: false });
        return checked;
      } catch (error) {
        if (turn === asked) set({ checking: false, failure: toErrorData(error) });
        return null;
      }
    }

    async function checkAgain(entries: readonly Entry[]): Promise<void> {
      const ignoredColumns = get().checked?.ignoredColumns ?? [];
      if (entries.length === 0) {
        set({ checked: { lines: [], unknownTeams: [], ignoredColumns } });
        return;
      }
      const checked = await checkThis({ text: textOf(entries) });
      if (checked !== null) set({ checked: { ...checked, ignoredColumns } });
    }

    return {
      ...NOTHING,
      checking: false,
      starting: false,
      write: (news) => set({ ...news, failure: null }),
      fail: (failure) => set({ failure }),

      async check(label) {
        const draft = get();
        const checked = await checkThis(contentOf(draft));
        if (checked === null) return;
        const [only] = checked.lines;
        if (draft.kind === 'one' && only !== undefined && checked.lines.length === 1) {
          const [problem] = only.problems;
          if (!only.sendable && problem) {
            set({ failure: { code: 'invalid_input', message: problem.message } });
            return;
          }
          if (problem === undefined) {
            set({ checked });
            await get().send(label);
            return;
          }
        }
        set({ checked });
      },

      change: checkAgain,
      async takeOut(lines) {
        const gone = new Set(lines);
        await checkAgain((get().checked?.lines ?? []).filter((line) => !gone.has(line)));
      },

      async createTeam(name) {
        try {
          await client.teams.create({ name });
        } catch (error) {
          set({ failure: toErrorData(error) });
          return false;
        }
        await checkAgain(get().checked?.lines ?? []);
        return true;
      },
      replaceTeam: (name, teamId) => checkAgain(withTeam(get().checked?.lines ?? [], name, teamId)),

      async send(label) {
        const { checked, starting } = get();
        const invites = invitesOf(checked?.lines ?? []);
        if (starting || invites.length === 0) return;
        set({ starting: true, failure: null });
        try {
          const job: Job = await client.invites.send({ invites, label: label(invites.length) });
          set({ ...NOTHING, teamId: get().teamId, jobId: job.id });
        } catch (error) {
          set({ failure: toErrorData(error) });
        } finally {
          set({ starting: false });
        }
      },

      back() {
        asked += 1;
        set({ checked: null, failure: null, checking: false });
      },
      watch: (jobId) => set({ jobId }),
      reset: () => set(NOTHING),
    };
  });
}

/** What was begun for the organization at hand: a closed window of it loses nothing. */
export const inviteOf = perOrganization(({ client }) => createInviteStore(client));

/** Whether there is anything to check. */
export function isWritten({ kind, text, file, email }: Draft): boolean {
  return kind === 'one' ? email.trim() !== '' : file !== null || text.trim() !== '';
}

function contentOf({ kind, text, file, email, name }: Draft): InviteSource['content'] {
  if (kind === 'one') {
    return { text: textOf([{ line: 2, email, team: null, name: name || null, employeeId: null }]) };
  }
  return file === null ? { text } : { base64: file.base64 };
}
