/**
 * What makes a person recognizable. Member and model ids carry the person's face: 8 hexadecimal
 * digits of time, 10 of face, 6 of counter. So every shoot of a person shows the same face, and portraits
 * need nothing but the ids to be drawn.
 */
export interface Face {
    look: Look;
    skin: Skin;
    hair: Hair;
    hairColor: HairColor;
    beard: Beard | null;
    glasses: Glasses | null;
    /** Colour of a turban or hijab. */
    cloth: string;
    eyes: string;
    /** Chooses the outfits the person owns. */
    wardrobe: number;
}
export declare const LOOKS: readonly ['feminine', 'masculine'];
export type Look = (typeof LOOKS)[number];
export declare const SKINS: {
    readonly porcelain: '#f8dcc8';
    readonly fair: '#f2cbb0';
    readonly peach: '#eab896';
    readonly olive: '#d9a57c';
    readonly tan: '#c68a60';
    readonly brown: '#a2693f';
    readonly umber: '#7d4d30';
    readonly ebony: '#5c3a29';
};
export type Skin = keyof typeof SKINS;
export declare const HAIR_COLORS: {
    readonly black: '#211b1c';
    readonly espresso: '#37271f';
    readonly brown: '#553726';
    readonly chestnut: '#7a4a2e';
    readonly copper: '#a8552f';
    readonly blonde: '#c99d5e';
    readonly sand: '#ddbd85';
    readonly silver: '#a9a8a6';
};
export type HairColor = keyof typeof HAIR_COLORS;
export declare const HAIRS: {
    readonly feminine: readonly ['bob', 'bun', 'curly', 'curvy', 'bigHair', 'dreads', 'fro', 'hijab', 'longButNotTooLong', 'miaWallace', 'straight01', 'straight02', 'straightAndStrand', 'shaggyMullet'];
    readonly masculine: readonly ['bald', 'dreads01', 'dreads02', 'shaggy', 'shortCurly', 'shortFlat', 'shortRound', 'shortWaved', 'sides', 'theCaesar', 'theCaesarAndSidePart', 'turban'];
};
export type Hair = (typeof HAIRS)[Look][number];
export declare const BEARDS: readonly ['beardLight', 'beardMedium', 'beardMajestic', 'moustacheFancy'];
export type Beard = (typeof BEARDS)[number];
export declare const GLASSES: readonly ['round', 'prescription01', 'prescription02'];
export type Glasses = (typeof GLASSES)[number];
/** The face a model's id carries; any other text has a face too, drawn by lot. */
export declare function faceOf(modelId: string): Face;
/** What a person's seed says about the face; the rest is up to chance. */
export type Features = Pick<Face, 'look' | 'skin' | 'hair' | 'hairColor' | 'beard' | 'glasses'>;
/** The 10 digits that `faceOf` reads these features from; `rest` is 3 digits of chance. */
export declare function faceCode(features: Features, rest: string): string;
