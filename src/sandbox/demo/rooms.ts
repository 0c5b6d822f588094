import sharp from 'sharp';
import { BACKDROPS } from './backdrops.ts';
import { createChances } from './chances.ts';

/** Pixels of a room: a little more than a picture, so that the camera can look at parts of it. */
export const ROOM = { width: 832, height: 1040 } as const;
const GRAIN = 9;

/** A backdrop out of focus, three bytes a pixel, once for all photos taken there. */
export async function drawRoom(index: number): Promise<Buffer> {
  const backdrop = BACKDROPS[index];
  if (backdrop === undefined) throw new RangeError(`There is no backdrop ${index}.`);
  // Blurred small and then enlarged: the same softness for a tenth of the work.
  const small = { width: ROOM.width / 4, height: ROOM.height / 4 };
  const vignette =
    '<radialGradient id="vignette" cx=".5" cy=".42" r=".8"><stop offset=".5" stop-opacity="0"/><stop offset="1" stop-opacity=".34"/></radialGradient><rect width="100" height="125" fill="url(#vignette)"/>';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${small.width}" height="${small.height}" viewBox="0 0 100 125">${backdrop.svg}${vignette}</svg>`;
  const blurred = await sharp(Buffer.from(svg))
    .flatten()
    .blur((backdrop.blur * small.width) / 100)
    .raw()
    .toBuffer();
  const room = await sharp(blurred, { raw: { ...small, channels: 3 } })
    .resize(ROOM.width, ROOM.height, { kernel: 'cubic' })
    .raw()
    .toBuffer();
  return grained(room);
}

/** Film grain: hides the banding of soft gradients, and makes a drawing weigh what a photo does. */
function grained(pixels: Buffer): Buffer {
  const random = createChances('grain');
  const shades = new Uint8ClampedArray(pixels);
  for (let at = 0; at < shades.length; at += 3) {
    const grain = (random.unit() + random.unit() - 1) * GRAIN;
    for (let channel = at; channel < at + 3; channel += 1) {
      shades[channel] = (shades[channel] ?? 0) + grain;
    }
  }
  return Buffer.from(shades.buffer);
}
