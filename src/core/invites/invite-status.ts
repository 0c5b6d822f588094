const GONE: readonly string[] = ['revoked', 'deleted'];
/** How long an invite's link works (reference §4.2). */
const LIFE_MS = 30 * 24 * 60 * 60 * 1000;

/** Whether an invite no longer stands: its address can be invited anew. */
export function isGone(status: string): boolean {
  return GONE.includes(status);
}

/** When the link of an invite ends, ISO 8601; null where it was used or withdrawn, or nobody knows. */
export function inviteExpiry(status: string, createdAt: string | null): string | null {
  if (status !== 'pending' || createdAt === null) return null;
  return new Date(Date.parse(createdAt) + LIFE_MS).toISOString();
}
