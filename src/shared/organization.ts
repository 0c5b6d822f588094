import type { ErrorData } from './errors.ts';

/** What is about to be destroyed: the invite of an address, or one session of somebody. */
export type RemovalTarget = { kind: 'invite'; email: string } | { kind: 'model'; modelId: string };

/** What a removal destroys, said before it is done. */
export interface Loss {
  target: RemovalTarget;
  /** Who it is about: a name, else an address, else the model's id. */
  person: string;
  email: string | null;
  teamName: string | null;
  /** Of the library; null where the library does not know anybody. */
  personId: string | null;
  /** The sessions that go, with what HeadshotPro has of each. */
  models: { id: string; title: string | null; status: string; photos: number }[];
  /** Photos that go at HeadshotPro. */
  photos: number;
  /** How many of them are on this computer, in full size and checked. */
  stored: number;
  /** How many would be lost for good. */
  missing: number;
  /** Whether the credit comes back: only for an invite that nobody used. Null where nobody can tell. */
  refund: boolean | null;
  /** Has to be typed before anything is done. */
  confirmation: string;
  /**
   * Sentences that say what happens, in the order they should be read; once it is done, only what came to
   * light on the way.
   */
  consequences: string[];
}

/** What deleting a team means. */
export interface TeamDeletion {
  team: { id: string; name: string };
  /** Stay, without a team. */
  members: number;
  /** Are cancelled by HeadshotPro. */
  pendingInvites: number;
  /** Whose they are, in order; ten of them at most. */
  invited: string[];
  confirmation: string;
}

/** What became of each address that was to join a team, after the members were read again. */
export interface MovedMembers {
  team: { id: string; name: string };
  moved: string[];
  /** Not in the team afterwards, and why as far as it can be told. */
  notMoved: { email: string; reason: string }[];
}

/** What an admin did, in the words of the history. */
export type ActionKind =
  | 'invite'
  | 'invite.revoke'
  | 'team.create'
  | 'team.rename'
  | 'team.delete'
  | 'team.add'
  | 'model.create'
  | 'model.delete';

/** Something an admin did to the organization from this computer. */
export interface ActionRecord {
  id: number;
  kind: ActionKind;
  /** About whom or what, in words: an address, a team's name. */
  subject: string;
  /**
   * `pending` also stands for what was under way when the program ended: look whether it took effect.
   * `partial` was done for some of those it was about, `failed` for nobody.
   */
  state: 'pending' | 'done' | 'partial' | 'failed';
  /** ISO 8601. */
  startedAt: string;
  endedAt: string | null;
  /** What was lost, what was refunded, who was moved: a sentence. */
  detail: string | null;
  error: ErrorData | null;
}

/** A session made for a whitelabel organization. */
export interface WhitelabelModel {
  modelId: string;
  status: string;
  /** Starts the session: a bearer secret, shown once and kept nowhere. */
  signedUrl: string | null;
}

/** Whether the organization may make sessions itself; null until HeadshotPro has once said so. */
export type Whitelabel = boolean | null;
