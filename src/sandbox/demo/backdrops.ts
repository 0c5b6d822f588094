import { type Chances, createChances } from './chances.ts';

/**
 * The rooms behind the people, as sharp little drawings 100 wide and 125 high. They are blurred,
 * darkened towards the corners and given grain before anyone stands in front of them.
 */
export interface Backdrop {
  svg: string;
  /** Standard deviation of the blur, in drawing units. */
  blur: number;
}

type Stop = readonly [offset: number, color: string];

const stops = (list: readonly Stop[]) =>
  list.map(([at, color]) => `<stop offset="${at}" stop-color="${color}"/>`).join('');

const rect = (x: number, y: number, width: number, height: number, fill: string, opacity = 1) =>
  `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" fill="${fill}" opacity="${opacity}"/>`;

const disc = (x: number, y: number, radius: number, fill: string, opacity = 1) =>
  `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" fill="${fill}" opacity="${opacity.toFixed(2)}"/>`;

const wash = (...list: Stop[]) =>
  `<linearGradient id="wash" x1="0" y1="0" x2=".25" y2="1">${stops(list)}</linearGradient><rect width="100" height="125" fill="url(#wash)"/>`;

const glow = (x: number, y: number, radius: number, color: string, opacity: number) =>
  `<radialGradient id="glow${x}" gradientUnits="userSpaceOnUse" cx="${x}" cy="${y}" r="${radius}"><stop offset="0" stop-color="${color}" stop-opacity="${opacity}"/><stop offset="1" stop-color="${color}" stop-opacity="0"/></radialGradient><rect width="100" height="125" fill="url(#glow${x})"/>`;

const many = (count: number, draw: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => draw(index)).join('');

const leaf = (x: number, y: number, length: number, turn: number, fill: string) =>
  `<path d="M0 0C${length * 0.2} ${-length * 0.3} ${length * 0.2} ${-length * 0.8} 0 ${-length}C${-length * 0.2} ${-length * 0.8} ${-length * 0.2} ${-length * 0.3} 0 0Z" transform="translate(${x} ${y}) rotate(${turn})" fill="${fill}"/>`;

function plant(random: Chances, x: number, y: number, size: number): string {
  return many(11, (index) =>
    leaf(
      x,
      y,
      size * (0.7 + random.unit() * 0.5),
      -75 + index * 15,
      random.pick(['#3f6b4c', '#5c8a5e', '#2f5540', '#7aa671']),
    ),
  );
}

const studio = (light: string, middle: string, dark: string): Backdrop => ({
  svg: wash([0, middle], [1, dark]) + glow(42, 48, 78, light, 0.95),
  blur: 4,
});

function windows(random: Chances): string {
  return (
    wash([0, '#e9eef0'], [1, '#b9c3c6']) +
    rect(4, -4, 42, 84, '#f8fcff') +
    rect(52, -4, 42, 84, '#fbfdff') +
    many(7, (index) =>
      rect(
        6 + index * 13,
        40 + random.unit() * 14,
        9,
        40,
        random.pick(['#b8cdd8', '#a5bfce', '#cbdbe2']),
      ),
    ) +
    rect(46, -4, 5, 90, '#8d979b') +
    rect(-2, 26, 104, 2.5, '#a3adb1') +
    rect(-2, 80, 104, 50, '#a89a8a') +
    rect(-2, 80, 104, 4, '#cdbfae') +
    plant(random, 90, 92, 30)
  );
}

function shelves(random: Chances): string {
  const spines = [
    '#7c4a3a',
    '#b98a56',
    '#39536b',
    '#d9cbb4',
    '#56705f',
    '#93604a',
    '#e4dccb',
    '#2f3d4f',
  ];
  return (
    wash([0, '#5a4436'], [1, '#3d2e26']) +
    many(5, (row) => {
      let x = -2;
      let books = '';
      while (x < 100) {
        const width = 2.5 + random.unit() * 4;
        const height = 13 + random.unit() * 7;
        if (random.happens(0.86))
          books += rect(x, row * 26 + 22 - height, width, height, random.pick(spines));
        x += width + 0.4;
      }
      return books + rect(-2, row * 26 + 22, 104, 2.6, '#8a6a50');
    }) +
    glow(20, 20, 80, '#ffdca8', 0.35)
  );
}

function eveningLights(random: Chances): string {
  return (
    wash([0, '#1d2738'], [0.6, '#31394c'], [1, '#1c1f2b']) +
    many(34, () =>
      disc(
        random.unit() * 104,
        random.unit() * 96,
        2 + random.unit() * 5,
        random.pick(['#ffc37a', '#ffe2b0', '#ff9d6b', '#9fc4ff', '#ffd9a0']),
        0.25 + random.unit() * 0.45,
      ),
    )
  );
}

function garden(random: Chances): string {
  return (
    wash([0, '#dfeccb'], [0.5, '#a9c796'], [1, '#5d8560']) +
    many(46, () =>
      disc(
        random.unit() * 104,
        random.unit() * 125,
        4 + random.unit() * 9,
        random.pick(['#7fa873', '#c6dca4', '#5f8c60', '#eef5d0', '#94b884']),
        0.35 + random.unit() * 0.3,
      ),
    ) +
    glow(24, 14, 60, '#fffbe0', 0.8)
  );
}

function brick(random: Chances): string {
  return (
    wash([0, '#b98871'], [1, '#8a5a48']) +
    many(16, (row) =>
      many(9, (column) =>
        rect(
          column * 14 - (row % 2) * 7 - 4,
          row * 8,
          12.6,
          6.8,
          random.pick(['#a9735c', '#b9846b', '#9a6450', '#c4937b', '#ad7a66']),
          0.9,
        ),
      ),
    ) +
    glow(16, 20, 90, '#ffeeda', 0.55)
  );
}

function glassRooms(random: Chances): string {
  return (
    wash([0, '#cfd9dd'], [1, '#8fa0a8']) +
    many(5, (index) =>
      rect(index * 21 - 2, 8, 19, 92, random.pick(['#dfeaee', '#c2d3da', '#e8f0f2', '#b4c8d1'])),
    ) +
    many(6, (index) => rect(index * 21 - 4, 4, 1.6, 100, '#56646c')) +
    many(4, (index) => rect(10 + index * 24, 3, 16, 3, '#ffffff')) +
    rect(60, 62, 40, 4, '#6c5a4b') +
    many(3, (index) => rect(64 + index * 12, 66, 8, 22, '#3f5a6b', 0.8)) +
    rect(-2, 98, 104, 30, '#7b858a')
  );
}

function skyline(random: Chances): string {
  return (
    wash([0, '#a9cdea'], [0.55, '#e6eff2'], [1, '#c3cdd2']) +
    many(13, (index) => {
      const height = 26 + random.unit() * 44;
      return rect(
        index * 8.4 - 3,
        100 - height,
        7,
        height + 30,
        random.pick(['#8fa9bd', '#7794ab', '#a6bccb', '#b9cbd6']),
      );
    }) +
    rect(-2, 98, 104, 30, '#8a949b') +
    glow(80, 12, 60, '#fff6df', 0.9)
  );
}

function leafyWall(random: Chances): string {
  return (
    wash([0, '#f1e9df'], [1, '#d3c5b4']) +
    glow(36, 36, 80, '#fffdf8', 0.9) +
    plant(random, 4, 108, 58) +
    plant(random, 98, 116, 50)
  );
}

function woodPanels(random: Chances): string {
  return (
    wash([0, '#b58b63'], [1, '#7d5b3f']) +
    many(15, (index) =>
      rect(index * 7, -2, 6.4, 130, random.pick(['#b98e66', '#a87d56', '#c59b73', '#9b714c'])),
    ) +
    glow(34, 24, 84, '#ffe9c9', 0.6)
  );
}

function sunlitWall(): string {
  return (
    wash([0, '#e3e0ea'], [1, '#b9b6c8']) +
    many(
      3,
      (index) => `<path d="M${14 + index * 27} -4l19 0l30 96l-19 0z" fill="#fffdf4" opacity=".7"/>`,
    ) +
    rect(-2, 104, 104, 24, '#a3a0b4')
  );
}

const scene = (draw: (random: Chances) => string, blur: number): Backdrop => ({
  svg: draw(createChances(draw.name)),
  blur,
});

/** Every place a photo can be taken at, neighbours unlike each other. */
export const BACKDROPS: readonly Backdrop[] = [
  studio('#f4f5f7', '#c9ced6', '#8f97a5'),
  scene(windows, 1.7),
  scene(eveningLights, 1.3),
  studio('#f7ece0', '#dcc7b2', '#a98c74'),
  scene(garden, 2.2),
  scene(shelves, 1.6),
  scene(skyline, 1.6),
  studio('#5c6f8c', '#33435c', '#161f30'),
  scene(leafyWall, 1.6),
  scene(brick, 1.3),
  scene(glassRooms, 1.5),
  studio('#cfe3df', '#8fb3ad', '#4e7873'),
  scene(woodPanels, 1.5),
  scene(sunlitWall, 2.2),
];
