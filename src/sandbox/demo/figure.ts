import { Avatar } from '@dicebear/core';
import { HAIR_COLORS, SKINS } from './face.ts';
import { LIGHT, OFFICE_STYLE } from './office-style.ts';
import type { Shot } from './shot.ts';

const SHADED_HAIR = {
  hairColorFill: 'linear',
  hairColorFillStops: 2,
  hairColorOrder: 'fixed',
  hairColorAngle: 65,
} as const;

/** The person alone, as SVG without a background, `width` × `height` pixels. */
export function figureSvg(
  shot: Shot,
  { width, height }: { width: number; height: number },
): string {
  const { pose } = shot;
  const person = figure(shot)
    .replace('<svg ', '<svg width="280" height="280" overflow="visible" ')
    // The clip to DiceBear's square hides nothing of a portrait, but takes a fifth of the drawing time.
    .replace(/ clip-path="url\(#clip-[^"]*\)"/, '');
  // Turned and scaled about the chest, so that the shoulders always reach the lower edge.
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="24 -16 232 290">${LIGHT}<g transform="translate(${pose.x} ${pose.y}) rotate(${pose.turn} 140 250) translate(140 280) scale(${pose.scale}) translate(-140 -280)">${person}</g></svg>`;
}

function figure({ face, outfit, expression }: Shot): string {
  const hairColor = HAIR_COLORS[face.hairColor];
  return new Avatar(OFFICE_STYLE, {
    seed: 'portrait',
    topVariant: face.hair === 'bald' ? 'sides' : face.hair,
    topProbability: face.hair === 'bald' ? 0 : 100,
    hairColor: [lit(hairColor, 26), lit(hairColor, -12)],
    ...SHADED_HAIR,
    hatColor: face.cloth,
    skinColor: SKINS[face.skin],
    facialHairVariant: face.beard ?? 'beardLight',
    facialHairProbability: face.beard ? 100 : 0,
    facialHairColor: hairColor,
    accessoriesVariant: face.glasses ?? 'round',
    accessoriesProbability: face.glasses ? 100 : 0,
    accessoriesColor: '#2f2a2b',
    eyebrowsVariant: 'defaultNatural',
    eyesVariant: expression.eyes,
    eyesColor: face.eyes,
    mouthVariant: expression.mouth,
    clothesVariant: outfit.clothes,
    clothesColor: outfit.clothesColor,
    shirtColor: outfit.shirtColor,
    tieColor: outfit.tieColor,
  }).toString();
}

/** `#rrggbb`, brighter or darker by that many of 255 steps. */
function lit(color: string, by: number): string {
  return color.replace(/[0-9a-f]{2}/g, (channel) =>
    Math.min(255, Math.max(0, Number.parseInt(channel, 16) + by))
      .toString(16)
      .padStart(2, '0'),
  );
}
