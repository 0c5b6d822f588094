import { BACKDROPS } from './backdrops.ts';
import { type Chances, createChances, inTurn } from './chances.ts';
import { type Face, faceOf, type Look } from './face.ts';
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
  aim: { x: number; y: number };
  expression: { mouth: Mouth; eyes: Eyes };
  /** Size around 1, shift in drawing units, turn in degrees. */
  pose: { scale: number; x: number; y: number; turn: number };
}

export interface Outfit {
  clothes: Clothes;
  clothesColor: string;
  shirtColor: string;
  tieColor: string;
}

const DARK = ['#2a3548', '#33363f', '#3f4a5c', '#4a4038', '#2f4a4a', '#54384a', '#1f2a3d'];
const SOFT = [
  '#5f7896',
  '#8a5a5f',
  '#5d7a68',
  '#b08a62',
  '#6f6a8f',
  '#3f6f80',
  '#a8695a',
  '#7d858f',
];
const SHIRTS = ['#fbfbfa', '#f6f4ef', '#dbe6f3', '#e9dfe6', '#dfe9e1'];
const TIES = ['#7a2f3a', '#2f4a73', '#3d5a4c', '#5a4272', '#8a6a34'];

const WARDROBES: Record<Look, readonly Clothes[]> = {
  feminine: [
    'blazerAndTop',
    'blouse',
    'suitOpenCollar',
    'turtleneck',
    'shirtOpenCollar',
    'roundNeck',
    'sweaterAndShirt',
  ],
  masculine: [
    'suitAndTie',
    'suitOpenCollar',
    'shirtOpenCollar',
    'sweaterAndShirt',
    'blazerAndTop',
    'shirtAndTie',
    'turtleneck',
  ],
};

const SHIRT_FIRST: readonly Clothes[] = ['shirtAndTie', 'shirtOpenCollar'];
const JACKETS: readonly Clothes[] = ['suitAndTie', 'suitOpenCollar', 'blazerAndTop'];

/** How a photo looks: decided by the two ids alone. The face is the model's, the rest the photo's. */
export function shotOf(modelId: string, photoId: string): Shot {
  const face = faceOf(modelId);
  const session = createChances(modelId);
  const photo = createChances(`${modelId}/${photoId}`);
  // Photo ids count up at their end, so taking turns keeps neighbours in other rooms and clothes.
  const turn = /[0-9a-f]{6}$/.test(photoId)
    ? Number.parseInt(photoId.slice(-6), 16)
    : photo.whole(0, 0xffffff);
  const rooms = session.shuffle(BACKDROPS.map((_, index) => index));
  const outfits = outfitsOf(face, session);

  return {
    face,
    // One outfit on after each round of the rooms: else the same clothes always met the same room.
    outfit: inTurn(outfits, turn + Math.floor(turn / rooms.length)),
    backdrop: inTurn(rooms, turn),
    mirrored: photo.happens(0.5),
    aim: { x: photo.unit(), y: photo.unit() },
    expression: {
      mouth: photo.pick(['smile', 'smile', 'grin', 'grin', 'laugh']),
      eyes: photo.happens(0.12) ? 'happy' : 'bright',
    },
    pose: {
      scale: 0.97 + photo.unit() * 0.12,
      x: (photo.unit() - 0.5) * 12,
      y: photo.unit() * 6,
      turn: (photo.unit() - 0.5) * 5,
    },
  };
}

function outfitsOf(face: Face, random: Chances): Outfit[] {
  return random.shuffle(WARDROBES[face.look]).map((clothes) => {
    const shirtColor = random.pick(SHIRTS);
    const clothesColor = random.pick(JACKETS.includes(clothes) ? DARK : [...SOFT, ...DARK]);
    return {
      clothes,
      clothesColor: SHIRT_FIRST.includes(clothes) ? shirtColor : clothesColor,
      shirtColor: clothes === 'blazerAndTop' ? random.pick([...SHIRTS, ...SOFT]) : shirtColor,
      tieColor: random.pick(TIES),
    };
  });
}
