import { plainDraw, plainOrganization } from '#sandbox/plain.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '#sandbox/sandbox.ts';
import type { SeedOrganization } from '#sandbox/seed.ts';

/** Opens these sandboxes only. Like a real one it must never be seen again once it went in. */
export const API_KEY = 'hsp-4QzW9kR2mXv7Lt1Nc8Yb-e2e';

/** Names that are hard on a window. */
export const ACCENTED = 'Zoë Åström-Núñez';
export const MARKUP = '<img src=x onerror="document.title=\'owned\'"><b>Bold</b> & Sons';
export const RIGHT_TO_LEFT = 'ليلى حداد';
export const LONG =
  'Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh von und zu Hohenlohe';

/** In the order of the people below. */
const NAMES: Record<number, string> = { 1: ACCENTED, 2: MARKUP, 4: RIGHT_TO_LEFT, 5: LONG };

/** Photos of each finished person. */
export const PHOTOS_EACH = 4;
export const READY = 12;
export const PEOPLE = READY + 4;

/** Twelve people with photos and four on their way, dealt out to Sales, Marketing, Engineering. */
export function company(): SeedOrganization {
  const plain = plainOrganization({
    people: READY,
    photosPerPerson: PHOTOS_EACH,
    unfinished: PEOPLE - READY,
  });
  return {
    ...plain,
    people: plain.people.map((person, at) => ({ ...person, name: NAMES[at] ?? person.name })),
  };
}

/** A HeadshotPro with that organization, and an allowance no test uses up. */
export function startCompany(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return startSandbox({
    seed: company(),
    draw: plainDraw({ sizeBytes: 20_000 }),
    apiKey: API_KEY,
    rateLimit: 100_000,
    ...options,
  });
}
