import type { InviteStatus, MemberStatus } from './domain.ts';

/** The steps from an invite to headshots, in order; `failed` and `gone` lie beside the way. */
export const CAMPAIGN_STEPS = [
  'pending',
  'accepted',
  'uploading',
  'generating',
  'completed',
  'failed',
  'gone',
] as const;
export type CampaignStep = (typeof CAMPAIGN_STEPS)[number];

/** How many people stand at each step, in one team or over all. */
export interface Funnel {
  /** Null: everybody. `unassigned` for the people without a team. */
  team: { id: string; name: string } | null;
  /** Everybody who was invited or signed up, those who are gone left out. */
  people: number;
  /** People who stand at the step now. */
  at: Record<CampaignStep, number>;
  /** People who came as far as the step, or farther. */
  reached: Record<'pending' | 'accepted' | 'uploading' | 'generating' | 'completed', number>;
  /** Ready, and none of the photos is the favorite. */
  withoutFavorite: number;
}

/** What there is to spend, and what is promised. */
export interface Credits {
  /** Null before HeadshotPro said so. */
  left: number | null;
  pendingInvites: number;
  /** Invites that may be open at once: twice the credits. Null where the credits are not known. */
  cap: number | null;
  /** Fewer than the warning in the settings asks for. */
  low: boolean;
}

/** The way of a whole organization from invites to headshots. */
export interface Campaign {
  everybody: Funnel;
  teams: Funnel[];
  credits: Credits;
  /** ISO 8601; null before the first sync. */
  syncedAt: string | null;
}

/** Somebody on the way. */
export interface CampaignPerson {
  /** Of the library; null for an address that is only invited. */
  personId: string | null;
  name: string | null;
  email: string | null;
  teamId: string | null;
  teamName: string | null;
  step: CampaignStep;
  inviteStatus: InviteStatus | null;
  memberStatus: MemberStatus | null;
  /** The session HeadshotPro works on, the latest; null before there is one. */
  modelId: string | null;
  /** Since when at this step, as far as HeadshotPro tells; ISO 8601. */
  since: string | null;
  /** Whole days since then. */
  days: number | null;
  /** When the invite's link ends: 30 days after it was sent. Only while it is pending. */
  expiresAt: string | null;
  photoCount: number;
  hasFavorite: boolean;
  /** From a list that was read on this computer; HeadshotPro does not know it. */
  employeeId: string | null;
}

/** Whom a list of the campaign shows. */
export interface CampaignQuery {
  /** Null: at any step. */
  step: CampaignStep | null;
  /** Null: everybody; `unassigned` for the people without a team. */
  teamId: string | null;
  /** Ready, and no favorite chosen. */
  withoutFavorite: boolean;
  /** Part of a name or address; empty for all. */
  search: string;
  /** The longest at their step first, or by name. */
  order: 'longest' | 'name';
}
