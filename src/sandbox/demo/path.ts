/** A colour of one's own, or one that the style fills in by name. */
export type Paint = string | { type: 'color'; name: string };

/** The style's colour of that name. */
export const color = (name: string): Paint => ({ type: 'color', name });

/** One path of a drawing, as DiceBear's style definitions have it. */
export interface Path {
  type: 'element';
  name: 'path';
  attributes: Record<string, Paint>;
}

/** A filled outline; `d` as in SVG. */
export function shape(d: string, fill: Paint, opacity = 1): Path {
  return {
    type: 'element',
    name: 'path',
    attributes: { d, fill, 'fill-opacity': String(opacity) },
  };
}

/** A stroke with round ends. */
export function line(d: string, stroke: Paint, width: number, opacity = 1): Path {
  return {
    type: 'element',
    name: 'path',
    attributes: {
      d,
      stroke,
      'stroke-width': String(width),
      'stroke-opacity': String(opacity),
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    },
  };
}

/** Mirrors a path of absolute coordinate pairs at the middle of the clothes, x = 100. */
function mirrored(d: string): string {
  return d.replace(
    /(-?[\d.]+) (-?[\d.]+)/g,
    (_, x: string, y: string) => `${200 - Number(x)} ${y}`,
  );
}

/** The path and its mirror image. */
export const both = (draw: (d: string) => Path, d: string) => [draw(d), draw(mirrored(d))];
