import { plainOrganization } from '#sandbox/plain.ts';
import type { SeedOrganization } from '#sandbox/seed.ts';

/** How large a company is. */
export interface LargeSize {
  people: number;
  photosPerPerson: number;
}

/** The size that the catalogue and the window are measured at. */
export const LARGE: LargeSize = { people: 10_000, photosPerPerson: 40 };

const TEAMS = 25;
/** One person in so many belongs to no team. */
const WITHOUT_TEAM = 50;

// As in a company that is not only English: a third of the names are more than ASCII.
const FIRST_NAMES = [
  ...['Anna', 'Bo', 'Zoë', 'Søren', 'José', 'Łukasz', 'Wei', 'Priya', 'Mohammed', 'Grace', 'Émile'],
  ...['Ludwig', 'Chloe', 'Ngọc', '美咲', 'Иван', 'Fatima', 'Björn', 'Siobhán', 'Marta', 'Kwame'],
];
const LAST_NAMES = [
  ...['Berg', 'Øst', 'O’Brien', 'van Beethoven', 'Nguyễn', 'García Márquez', 'Müller', 'Adams'],
  ...['Kowalska', 'Åkesson', '佐藤', 'Петров', 'Singh', 'Smith-Jones', 'Dvořák', 'al-Rashid', 'Li'],
];
const INITIALS = 'ABCDEFGHIJKLMNOPRSTVW';

/** The same large company each time, with accents, other scripts and a few namesakes. */
export function largeOrganization({ people, photosPerPerson }: LargeSize): SeedOrganization {
  const organization = plainOrganization({ people, photosPerPerson, teams: TEAMS });
  return {
    ...organization,
    name: 'Large & Sons',
    people: organization.people.map((person, index) => ({
      ...person,
      name: nameAt(index),
      teamId: index % WITHOUT_TEAM === 7 ? null : person.teamId,
    })),
  };
}

function nameAt(index: number): string {
  const first = FIRST_NAMES[index % FIRST_NAMES.length];
  const last = LAST_NAMES[Math.floor(index / 3) % LAST_NAMES.length];
  const initial = INITIALS[Math.floor(index / 11) % INITIALS.length];
  return `${first} ${initial}. ${last}`;
}
