import type { Model } from '../entities.ts';
import type { OrganizationState } from '../state.ts';
/** Reference §7. Unfiltered, the list has the deleted ones too. */
export declare const modelRoutes: import("../router.ts").Route[];
/** The model, deleted or not; a `NOT_FOUND` refusal for an unknown id. */
export declare function knownModel(state: OrganizationState, modelId: string): Model;
