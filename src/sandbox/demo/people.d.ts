import type { Stage } from '../seed.ts';
import type { Beard, Glasses, Hair, HairColor, Skin } from './face.ts';
/** The company of the demo. It does not exist, and `.example` keeps its mail from going anywhere. */
export declare const COMPANY: {
    readonly name: 'Larkmoor Instruments';
    readonly domain: 'larkmoor.example';
};
export declare const TEAMS: readonly ['Leadership', 'Engineering', 'Product & Design', 'Sales', 'Customer Success', 'People & Finance'];
export type TeamName = (typeof TEAMS)[number];
type Details = Partial<{
    beard: Beard;
    glasses: Glasses;
    /** What stands before the @ where it does not follow from the name. */
    mail: string;
    /** `ready` unless said otherwise. */
    stage: Stage;
    /** Came back for a second shoot. */
    twice: true;
}>;
type Gender = 'f' | 'm';
export type Person = readonly [string | null, Gender, Skin, Hair, HairColor, Details?];
/** Who works there, by team; `null` is the person whom no team has claimed yet. */
export declare const PEOPLE: readonly (readonly [TeamName | null, readonly Person[]])[];
export {};
