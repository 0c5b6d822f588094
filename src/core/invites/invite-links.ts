import { emailKey } from '../library/text-keys.ts';

/** The sign-up links of the invites that were sent since the library was opened: in memory only. */
export type InviteLinks = ReturnType<typeof createInviteLinks>;

export function createInviteLinks() {
  const links = new Map<string, string>();
  const keyOf = (email: string) => emailKey(email) ?? email;
  return {
    remember: (email: string, link: string): void => void links.set(keyOf(email), link),
    forget: (email: string): void => void links.delete(keyOf(email)),
    get: (email: string): string | null => links.get(keyOf(email)) ?? null,
  };
}
