import { createChances, inTurn } from './chances.ts';

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

export const LOOKS = ['feminine', 'masculine'] as const;
export type Look = (typeof LOOKS)[number];

export const SKINS = {
  porcelain: '#f8dcc8',
  fair: '#f2cbb0',
  peach: '#eab896',
  olive: '#d9a57c',
  tan: '#c68a60',
  brown: '#a2693f',
  umber: '#7d4d30',
  ebony: '#5c3a29',
} as const;
export type Skin = keyof typeof SKINS;

export const HAIR_COLORS = {
  black: '#211b1c',
  espresso: '#37271f',
  brown: '#553726',
  chestnut: '#7a4a2e',
  copper: '#a8552f',
  blonde: '#c99d5e',
  sand: '#ddbd85',
  silver: '#a9a8a6',
} as const;
export type HairColor = keyof typeof HAIR_COLORS;

export const HAIRS = {
  feminine: [
    'bob',
    'bun',
    'curly',
    'curvy',
    'bigHair',
    'dreads',
    'fro',
    'hijab',
    'longButNotTooLong',
    'miaWallace',
    'straight01',
    'straight02',
    'straightAndStrand',
    'shaggyMullet',
  ],
  masculine: [
    'bald',
    'dreads01',
    'dreads02',
    'shaggy',
    'shortCurly',
    'shortFlat',
    'shortRound',
    'shortWaved',
    'sides',
    'theCaesar',
    'theCaesarAndSidePart',
    'turban',
  ],
} as const;
export type Hair = (typeof HAIRS)[Look][number];

export const BEARDS = ['beardLight', 'beardMedium', 'beardMajestic', 'moustacheFancy'] as const;
export type Beard = (typeof BEARDS)[number];

export const GLASSES = ['round', 'prescription01', 'prescription02'] as const;
export type Glasses = (typeof GLASSES)[number];

const CLOTHS = [
  '#5b7a8c',
  '#3d4f66',
  '#7a4a55',
  '#4f6b5c',
  '#8a6f55',
  '#5d5578',
  '#2f5f66',
  '#9a8478',
];
const DARK_EYES = ['#3a241b', '#2b1d18', '#4a3020'];
const LIGHT_EYES = ['#3f4f3c', '#35506b', '#4a3020'];
const SKIN_NAMES = Object.keys(SKINS) as Skin[];
const HAIR_COLOR_NAMES = Object.keys(HAIR_COLORS) as HairColor[];

/** The face a model's id carries; any other text has a face too, drawn by lot. */
export function faceOf(modelId: string): Face {
  const code = /^[0-9a-f]{24}$/.test(modelId)
    ? modelId.slice(8, 18)
    : createChances(modelId).hex(10);
  const digit = (at: number, length = 1) => Number.parseInt(code.slice(at, at + length), 16);
  const look = inTurn(LOOKS, digit(0));
  const skin = inTurn(SKIN_NAMES, digit(1));
  const hairColor = inTurn(HAIR_COLOR_NAMES, digit(4));
  const pale = (skin === 'porcelain' || skin === 'fair') && hairColor !== 'black';
  return {
    look,
    skin,
    hair: inTurn<Hair>(HAIRS[look], digit(2, 2)),
    hairColor,
    beard: look === 'masculine' ? (BEARDS[digit(5)] ?? null) : null,
    glasses: GLASSES[digit(6)] ?? null,
    cloth: inTurn(CLOTHS, digit(7)),
    eyes: inTurn(pale ? LIGHT_EYES : DARK_EYES, digit(8)),
    wardrobe: digit(9),
  };
}

/** What a person's seed says about the face; the rest is up to chance. */
export type Features = Pick<Face, 'look' | 'skin' | 'hair' | 'hairColor' | 'beard' | 'glasses'>;

/** The 10 digits that `faceOf` reads these features from; `rest` is 3 digits of chance. */
export function faceCode(features: Features, rest: string): string {
  const hairs: readonly Hair[] = HAIRS[features.look];
  const hair = hairs.indexOf(features.hair);
  if (hair < 0) throw new RangeError(`${features.hair} is no hair of a ${features.look} look.`);
  return [
    LOOKS.indexOf(features.look),
    SKIN_NAMES.indexOf(features.skin),
    Math.floor(hair / 16),
    hair % 16,
    HAIR_COLOR_NAMES.indexOf(features.hairColor),
    features.beard ? BEARDS.indexOf(features.beard) : 15,
    features.glasses ? GLASSES.indexOf(features.glasses) : 15,
  ]
    .map((digit) => digit.toString(16))
    .join('')
    .concat(rest);
}
