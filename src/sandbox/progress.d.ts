import type { Random } from './random.ts';
import type { OrganizationState } from './state.ts';
export interface ProgressOptions {
    /** How many people move, chosen at random; everyone by default. */
    people?: number;
    /** How many photos a session gives; 40 by default. */
    photosPerModel?: number;
}
/**
 * Moves people one stage on: invited, accepted, uploading, waiting, training, generating, ready,
 * and at last the choice of a favorite. Gives how many have moved.
 */
export declare function progress(state: OrganizationState, random: Random, { people, photosPerModel }?: ProgressOptions): number;
