import type { ErrorData } from './errors.ts';

/** What can be wrong with one line of a list of people to invite. */
export type InviteProblemCode =
  /** The line cannot be taken apart: a quotation mark is left open. */
  | 'unreadable'
  | 'no_address'
  | 'several_addresses'
  | 'malformed_address'
  | 'duplicate_in_list'
  | 'already_invited'
  | 'already_member'
  | 'unknown_team'
  | 'ambiguous_team'
  | 'over_credits'
  | 'over_cap';

/** `message` is a sentence that says what to do. */
export interface InviteProblem {
  code: InviteProblemCode;
  message: string;
}

/** One person to invite, as a list names them. */
export interface InviteLine {
  /** Where it stands in the text, from 1. */
  line: number;
  /** Cleaned, domain in lower case; as it stands where it is no address. */
  email: string;
  /** A team's name or id as it was written; null for none. */
  team: string | null;
  /** Kept on this computer only: HeadshotPro does not take it with an invite. */
  name: string | null;
  /** Kept on this computer only. */
  employeeId: string | null;
  problems: InviteProblem[];
}

/** A list of people to invite, read. */
export interface InviteList {
  lines: InviteLine[];
  /** The headings of columns that are not used. */
  ignoredColumns: string[];
}

/** Pasted text, or a file's bytes in base64; `teamId` is for the lines that name no team. */
export interface InviteSource {
  content: { text: string } | { base64: string };
  teamId: string | null;
}

/** A line that was held against the organization. */
export interface CheckedLine extends InviteLine {
  teamId: string | null;
  /** Whether it can be sent: nothing but warnings stand against it. */
  sendable: boolean;
}

/** A list that was held against the organization. */
export interface CheckedInvites {
  lines: CheckedLine[];
  /** Teams that are named and not there, as they are written first, with how many name them. */
  unknownTeams: { name: string; lines: number }[];
  ignoredColumns: string[];
}

/** One invite of those that are sent together. */
export interface InviteToSend {
  line: number;
  email: string;
  teamId: string | null;
  name: string | null;
  employeeId: string | null;
}

/** `unknown`: it was under way when the program ended or the network went; it is asked about before anything is sent again. */
export type SendState = 'queued' | 'unknown' | 'sent' | 'already' | 'failed' | 'cancelled';

/** What became of one line. */
export interface SendResult extends InviteToSend {
  state: SendState;
  /** HeadshotPro's own words and what to do; null where all went well. */
  error: ErrorData | null;
  /** ISO 8601. */
  endedAt: string | null;
}

/** All that is known of one invite. Its link is never shown, only copied. */
export interface InviteDetail {
  email: string;
  status: string;
  teamId: string | null;
  teamName: string | null;
  modelId: string | null;
  createdAt: string | null;
  /** 30 days after it was sent; null where that is not known or it was used. */
  expiresAt: string | null;
  /** Whether this computer still has the link: only since it was sent, only in memory. */
  hasLink: boolean;
  /** Kept on this computer only. */
  name: string | null;
  employeeId: string | null;
  /** Looked up with an id of version 1. */
  legacyId: string | null;
  /** Version 2 does not know it, so that nothing can be done with it but look. */
  onlyV1: boolean;
}
