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
