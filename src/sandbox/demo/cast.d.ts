import type { Chances } from './chances.ts';
import { type Person, type TeamName } from './people.ts';
/** A person in a place of the company. */
export interface Role {
    person: Person;
    /** Null for whom no team has claimed. */
    team: TeamName | null;
    /** What stands before the @; nobody else has it. */
    mail: string;
}
/** `count` people: the written ones, from each team in turn, then invented colleagues of theirs. */
export declare function castOf(count: number, chances: Chances): Role[];
