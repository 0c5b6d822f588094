import { plainOrganization } from '#sandbox/plain.ts';
import type { SeedOrganization } from '#sandbox/seed.ts';

/** An organization whose people and teams are called as given; each person has finished `photos` photos. */
export function namedOrganization({
  people,
  teams = ['Sales'],
  photos = 1,
  name = 'Plain & Sons',
}: {
  people: readonly (string | null)[];
  teams?: readonly string[];
  photos?: number;
  name?: string;
}): SeedOrganization {
  const plain = plainOrganization({
    people: people.length,
    photosPerPerson: photos,
    teams: teams.length,
  });
  return {
    ...plain,
    uid: 'org_named',
    name,
    teams: plain.teams.map((team, index) => ({ ...team, name: teams[index] ?? team.name })),
    people: plain.people.map((person, index) => ({ ...person, name: people[index] ?? null })),
  };
}
