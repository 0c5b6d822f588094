import { type Face } from './face.ts';
import type { Eyes, Mouth } from './office-style.ts';
import type { Clothes } from './wardrobe.ts';
/** Everything that decides how one photo looks, besides its size. */
export interface Shot {
    face: Face;
    outfit: Outfit;
    /** Index into `BACKDROPS`. */
    backdrop: number;
    mirrored: boolean;
    /** Where in the room the camera looks, 0 to 1 of the spare edge. */
    aim: {
        x: number;
        y: number;
    };
    expression: {
        mouth: Mouth;
        eyes: Eyes;
    };
    /** Size around 1, shift in drawing units, turn in degrees. */
    pose: {
        scale: number;
        x: number;
        y: number;
        turn: number;
    };
}
export interface Outfit {
    clothes: Clothes;
    clothesColor: string;
    shirtColor: string;
    tieColor: string;
}
/** How a photo looks: decided by the two ids alone. The face is the model's, the rest the photo's. */
export declare function shotOf(modelId: string, photoId: string): Shot;
