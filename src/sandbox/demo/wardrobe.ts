import { both, color, line, shape } from './path.ts';

// The coordinates of Avataaars' clothes: 200 × 95, the neck between x 76 and x 124.
const TORSO =
  'M67 14.5C30 17 0 48 0 86.4V96H200V86.4C200 48 170 17 133 14.5C133 26 118 38 100 38C82 38 67 26 67 14.5Z';
const JACKET_HALF = 'M69 12C65 12.6 63 13.6 62 15C28 19 0 48 0 86.4L0 96L99 96C93 72 76 44 69 12Z';
const LAPEL = 'M69 12L62 15L46 44L53 52L46 59L95 96L99 96C94 72 77 44 69 12Z';
const ROLL =
  'M74 -2C80 6 90 9 100 9C110 9 120 6 126 -2L135 15C134 31 118 42 100 42C82 42 66 31 65 15Z';
const COLLAR = 'M75 6L67 15L79 47L100 38C87 34 77 24 75 6Z';

const torso = shape(TORSO, color('clothes'));
const shirt = shape(TORSO, color('shirt'));
const shade = shape(TORSO, 'url(#cloth)');
const collar = [
  ...both((d) => shape(d, color('shirt')), COLLAR),
  ...both((d) => shape(d, 'white', 0.35), COLLAR),
  ...both((d) => line(d, 'black', 0.8, 0.16), 'M67 15L79 47L100 38'),
];
const jacket = [
  ...both((d) => shape(d, color('clothes')), JACKET_HALF),
  ...both((d) => shape(d, 'black', 0.16), LAPEL),
  ...both((d) => line(d, 'black', 1, 0.18), 'M69 12C77 44 94 72 99 96'),
  line('M100 90L100 96', 'black', 1, 0.3),
];
const pocketSquare = shape('M147 72L149 67L154 69L158 65L163 68L165 72Z', 'white', 0.85);
const tie = [
  shape('M93 41L107 41L110 46L105 55L95 55L90 46Z', color('tie')),
  shape('M93 41L107 41L110 46L105 55L95 55L90 46Z', 'black', 0.14),
  shape('M95 55L105 55L110 96L90 96Z', color('tie')),
];
const neckline = shape(
  'M73 13C75 27 86 36 100 36C114 36 125 27 127 13L133 14.5C133 28 118 43 100 43C82 43 67 28 67 14.5Z',
  'black',
  0.14,
);
const openNeck = shape(
  'M76 10L100 62L124 10C122 26 112 33 100 33C88 33 78 26 76 10Z',
  color('skin'),
);
const openCollar = [
  ...both((d) => shape(d, color('shirt')), 'M75 5L66 15L84 52L100 66C92 46 80 30 75 5Z'),
  ...both((d) => shape(d, 'white', 0.35), 'M75 5L66 15L84 52L100 66C92 46 80 30 75 5Z'),
  ...both((d) => line(d, 'black', 0.8, 0.16), 'M66 15L84 52L100 66'),
];
const placket = [
  line('M100 66L100 96', 'black', 0.9, 0.18),
  shape('M102.2 76a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0', 'black', 0.2),
  shape('M102.2 90a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0', 'black', 0.2),
];

/** What people wear to work, by name, in the order it is painted. */
export const CLOTHES = {
  suitAndTie: [shirt, ...tie, ...collar, ...jacket, pocketSquare, shade],
  suitOpenCollar: [shirt, openNeck, ...placket, ...openCollar, ...jacket, shade],
  blazerAndTop: [shirt, neckline, ...jacket, shade],
  shirtAndTie: [shirt, ...tie, ...collar, shade],
  shirtOpenCollar: [shirt, openNeck, ...placket, ...openCollar, shade],
  sweaterAndShirt: [torso, neckline, ...collar, shade],
  turtleneck: [
    torso,
    shape(ROLL, color('clothes')),
    shape(ROLL, 'black', 0.07),
    line('M75 -1C80 8 90 11.5 100 11.5C110 11.5 120 8 125 -1', 'black', 1.2, 0.16),
    line('M66 17C68 32 84 42 100 42C116 42 132 32 134 17', 'black', 1.2, 0.18),
    shade,
  ],
  roundNeck: [torso, neckline, shade],
  blouse: [
    torso,
    shape('M72 12L100 56L128 12C124 26 112 33 100 33C88 33 76 26 72 12Z', color('skin')),
    ...both((d) => line(d, 'black', 1.2, 0.2), 'M71 13L100 57'),
    line('M100 57L100 96', 'black', 0.9, 0.14),
    shade,
  ],
};

export type Clothes = keyof typeof CLOTHES;
