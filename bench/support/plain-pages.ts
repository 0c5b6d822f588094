import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { samplePhotos } from './photos.ts';

const PICTURES = 64;
const WIDTH = 320;

/** How a page without any program shows so many people. */
export interface PlainPage {
  name: string;
  url: string;
}

/**
 * The peers of our list: static pages of the same number of rows, each with a picture and a name, all of
 * them in the document; once as a browser lays it out, once with `content-visibility: auto`.
 */
export async function plainPages(folder: string, rows: number): Promise<PlainPage[]> {
  await mkdir(folder, { recursive: true });
  const { paths } = await samplePhotos('250 KB', PICTURES);
  await Promise.all(
    paths.map((path, at) =>
      sharp(path)
        .resize({ width: WIDTH })
        .webp({ quality: 80 })
        .toFile(join(folder, `${at}.webp`)),
    ),
  );
  const pages = [
    { name: 'a plain page with every row', file: 'plain.html', style: '' },
    {
      name: 'the same with content-visibility',
      file: 'skipping.html',
      style: 'content-visibility: auto; contain-intrinsic-size: auto 52px',
    },
  ];
  return Promise.all(
    pages.map(async ({ name, file, style }) => {
      const path = join(folder, file);
      await writeFile(path, pageOf(rows, style));
      return { name, url: pathToFileURL(path).href };
    }),
  );
}

function pageOf(rows: number, style: string): string {
  const row = (index: number) =>
    `<div class="row" data-index="${index}"><img src="${index % PICTURES}.webp" alt="" loading="lazy" decoding="async"><span dir="auto">Person ${index}</span><span>Team ${index % 25}</span><span>40</span></div>`;
  return `<!doctype html><meta charset="utf-8"><title>Plain</title><style>
    body { margin: 0; font: 14px sans-serif }
    [data-rows] { height: 100vh; overflow-y: auto }
    .row { display: grid; grid-template-columns: 60px 2fr 1fr 1fr; align-items: center; height: 52px; ${style} }
    img { width: 34px; height: 42px; object-fit: cover }
    </style><div data-rows>${Array.from({ length: rows }, (_, index) => row(index)).join('')}</div>`;
}
