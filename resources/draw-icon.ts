import { join } from 'node:path';
import sharp from 'sharp';

/** Draws icon.svg as the PNG files that programs ask for: `node resources/draw-icon.ts`. */
const drawing = join(import.meta.dirname, 'icon.svg');
const SIZES = { 'icon.png': 1024, 'icon-256.png': 256 };

await Promise.all(
  Object.entries(SIZES).map(([name, size]) =>
    sharp(drawing)
      .resize(size, size)
      .png()
      .toFile(join(import.meta.dirname, name)),
  ),
);
