import { STAGES, type Stage } from '../seed.ts';
import type { Chances } from './chances.ts';
import { PEOPLE, type Person, TEAMS, type TeamName } from './people.ts';

/** A person in a place of the company. */
export interface Role {
  person: Person;
  /** Null for whom no team has claimed. */
  team: TeamName | null;
  /** What stands before the @; nobody else has it. */
  mail: string;
}

const UNFINISHED = STAGES.filter((stage) => stage !== 'ready');

/** `count` people: the written ones, from each team in turn, then invented colleagues of theirs. */
export function castOf(count: number, chances: Chances): Role[] {
  const rounds = Math.max(...PEOPLE.map(([, members]) => members.length));
  const written = Array.from({ length: rounds }, (_, round) =>
    PEOPLE.flatMap(([team, members]) => {
      const person = members[round];
      return person === undefined ? [] : [{ team, person, mail: mailOf(person) }];
    }),
  ).flat();
  const invented = Array.from({ length: Math.max(0, count - written.length) }, (_, index) => {
    const person = newcomer(written, chances);
    const number = written.length + index + 1;
    return { team: chances.pick(TEAMS), person, mail: `${mailOf(person)}.${number}` };
  });
  return [...written, ...invented].slice(0, count);
}

/** Someone with the first name of one, the family name of another and the features of a third. */
function newcomer(colleagues: Role[], chances: Chances): Person {
  const people = colleagues
    .map(({ person }) => person)
    .filter(([name]) => /^[\p{Script=Latin}\p{M}’ -]+$/u.test(name ?? ''));
  const first = chances.pick(people);
  const family = chances.pick(people);
  const features = chances.pick(people.filter(([, gender]) => gender === first[1]));
  const [, gender, skin, hair, hairColor, { beard, glasses } = {}] = features;
  const stage: Stage = chances.happens(0.85) ? 'ready' : chances.pick(UNFINISHED);
  const name = `${first[0]?.split(' ')[0]} ${family[0]?.replace(/^\S+ /, '')}`;
  const details = { stage, ...(beard && { beard }), ...(glasses && { glasses }) };
  return [name, gender, skin, hair, hairColor, details];
}

/** `first.last` in plain letters, as an IT department would have it. */
function mailOf([name, , , , , details]: Person): string {
  if (details?.mail !== undefined) return details.mail;
  return (name ?? 'someone')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[łøı]/g, (letter) => ({ ł: 'l', ø: 'o', ı: 'i' })[letter] ?? letter)
    .replace(/[^a-z ]/g, '')
    .replace(/ +/g, '.');
}
