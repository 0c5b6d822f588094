import { type SeedOrganization } from '../seed.ts';
/** How large and how lucky the demo organization is. */
export interface DemoOptions {
    /** 60 unless given. */
    people?: number;
    /** Photos of every finished session; 8 to 40 by chance unless given. */
    photos?: number;
    /** 1 unless given. Ids, names and ratings follow from it alone. */
    seed?: number;
    /** The dates lie before the start of this day (UTC); today unless given. */
    now?: Date;
}
/** Larkmoor Instruments: the same people, ids and ratings for the same options, dated before `now`. */
export declare function demoOrganization({ people, photos, seed, now, }?: DemoOptions): SeedOrganization;
