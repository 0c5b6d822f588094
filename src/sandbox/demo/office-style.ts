import { Style } from '@dicebear/core';
import avataaars from '@dicebear/styles/avataaars.json' with { type: 'json' };
import { color, line, shape } from './path.ts';
import { CLOTHES } from './wardrobe.ts';

const EYES = {
  bright: [
    shape(
      'M22.2 14a6.2 6.6 0 1 1 -12.4 0a6.2 6.6 0 0 1 12.4 0M74.2 14a6.2 6.6 0 1 1 -12.4 0a6.2 6.6 0 0 1 12.4 0',
      color('eyes'),
    ),
    shape(
      'M18.8 14a2.8 2.8 0 1 1 -5.6 0a2.8 2.8 0 0 1 5.6 0M70.8 14a2.8 2.8 0 1 1 -5.6 0a2.8 2.8 0 0 1 5.6 0',
      'black',
      0.55,
    ),
    shape(
      'M15.9 11.400a1.9 1.9 0 1 1 -3.8 0a1.9 1.9 0 0 1 3.8 0M67.9 11.400a1.9 1.9 0 1 1 -3.8 0a1.9 1.9 0 0 1 3.8 0',
      'white',
      0.92,
    ),
  ],
  happy: avataaars.components.eyes.variants.happy.elements,
};

const MOUTH = {
  smile: [line('M32 9C36 20 56 20 60 9', '#5a2626', 3.4, 0.8)],
  grin: [
    shape('M29 7C31 20 38 26 46 26C54 26 61 20 63 7C52 9.5 40 9.5 29 7Z', '#7c2f35'),
    shape('M31 8C32 14 38 18.5 46 18.500C54 18.5 60 14 61 8C52 10 40 10 31 8Z', 'white'),
  ],
  laugh: [
    shape('M28 6C29 22 37 29 46 29C55 29 63 22 64 6C52 8 40 8 28 6Z', '#6b262c'),
    shape(
      'M31 7C31.5 12 33 13.5 35 13.500L57 13.500C59 13.5 60.5 12 61 7C52 8.5 40 8.5 31 7Z',
      'white',
    ),
    shape(
      'M36 25C38 21.5 42 20.5 46 20.500C50 20.5 54 21.5 56 25C53 28 50 29 46 29C42 29 39 28 36 25Z',
      '#d9606b',
    ),
  ],
};

export type Eyes = keyof typeof EYES;
export type Mouth = keyof typeof MOUTH;

const variants = (drawn: Record<string, readonly unknown[]>) =>
  Object.fromEntries(Object.entries(drawn).map(([name, elements]) => [name, { elements }]));

const { components, canvas } = avataaars;
const [head, neckShadow, ...worn] = canvas.elements;
const HEAD = String(head?.attributes.d);

/**
 * Avataaars by Pablo Stanley, dressed for work: his heads, hair and glasses, with a wardrobe, eyes
 * and smiles of our own in the same hand. The attribution stays in `meta`. Light falls from the
 * left; `url(#…)` are the gradients of `LIGHT`, which the surrounding picture must define.
 */
export const OFFICE_STYLE = new Style({
  ...avataaars,
  canvas: {
    ...canvas,
    elements: [
      head,
      shape(HEAD, 'url(#face)'),
      shape(
        'M116 180.600V199C128 205 152 205 164 199V180.600A56 56 0 0 1 116 180.600Z',
        'url(#neck)',
      ),
      neckShadow,
      shape('M82 137a15 11 0 1 0 30 0a15 11 0 1 0 -30 0', 'url(#blush)'),
      shape('M168 137a15 11 0 1 0 30 0a15 11 0 1 0 -30 0', 'url(#blush)'),
      ...worn,
    ],
  },
  components: {
    ...components,
    clothes: { ...components.clothes, variants: variants(CLOTHES) },
    eyes: { ...components.eyes, variants: variants(EYES) },
    mouth: { ...components.mouth, variants: variants(MOUTH) },
  },
  colors: {
    ...avataaars.colors,
    shirt: { values: ['#ffffff'] },
    tie: { values: ['#2f3e55'] },
    eyes: { values: ['#33221c'] },
  },
});

/** Definitions of the gradients that model face, neck and cloth. */
export const LIGHT = `<defs>
<linearGradient id="face" x1=".1" y1="0" x2=".9" y2=".9"><stop offset="0" stop-color="#fff" stop-opacity=".18"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#3a1408" stop-opacity=".2"/></linearGradient>
<radialGradient id="blush"><stop offset="0" stop-color="#e0483c" stop-opacity=".15"/><stop offset="1" stop-color="#e0483c" stop-opacity="0"/></radialGradient>
<linearGradient id="neck" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#3a1408" stop-opacity=".26"/><stop offset="1" stop-color="#3a1408" stop-opacity="0"/></linearGradient>
<linearGradient id="cloth" x1=".1" y1="0" x2=".8" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".12"/><stop offset=".4" stop-color="#888" stop-opacity=".05"/><stop offset="1" stop-color="#000" stop-opacity=".3"/></linearGradient>
</defs>`;
