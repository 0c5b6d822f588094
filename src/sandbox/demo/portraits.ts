import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import sharp from 'sharp';
import type { Draw, Variant } from '../seed.ts';
import { figureSvg } from './figure.ts';
import { OFFICE_STYLE } from './office-style.ts';
import { createPortraitCache } from './portrait-cache.ts';
import { drawRoom, ROOM } from './rooms.ts';
import { type Shot, shotOf } from './shot.ts';

/** Pixels of each variant, all 4:5. */
export const SIZES = {
  original: { width: 1024, height: 1280 },
  main: { width: 768, height: 960 },
  thumbnail: { width: 240, height: 300 },
} as const satisfies Record<Variant, { width: number; height: number }>;

/** Part of every cache key: to be raised whenever a portrait would look different. */
const PORTRAITS_VERSION = 1;
const JPEG_QUALITY = 88;
const KEPT_IN_MEMORY = 48;
/** Node has four threads for all file work and drawing: two stay free for the files. */
const DRAWN_AT_ONCE = Math.min(2, availableParallelism());

const { creator, source, license } = OFFICE_STYLE.definition().meta ?? {};

/** One line for the README: whose art the portraits are, and under which terms. */
export const ATTRIBUTION = `Demo portraits: a remix of “${source?.name}” (${source?.url}) by ${creator?.name} (${creator?.url}), licensed “${license?.name}” (${license?.url}), drawn with DiceBear (https://www.dicebear.com, MIT).`;

/**
 * Draws office portraits as JPEG: always the same bytes for the same ids and variant. With
 * `cacheDir`, pictures drawn before are read from there; a damaged entry is drawn again.
 */
export function createPortraits({ cacheDir }: { cacheDir?: string } = {}): Draw {
  const disk = cacheDir === undefined ? null : createPortraitCache(cacheDir);
  const rooms = new Map<number, Promise<Buffer>>();
  const easel = new PQueue({ concurrency: DRAWN_AT_ONCE });
  const recent = new Map<string, Promise<Uint8Array>>();

  const roomOf = (backdrop: number) => {
    const room = rooms.get(backdrop) ?? drawRoom(backdrop);
    rooms.set(backdrop, room);
    return room;
  };

  async function take(key: string, shot: Shot, variant: Variant): Promise<Uint8Array> {
    const kept = await disk?.read(key);
    if (kept) return kept;
    const room = await roomOf(shot.backdrop);
    const bytes = await easel.add(() => develop(shot, room, variant));
    await disk?.write(key, bytes);
    return bytes;
  }

  return async (modelId, photoId, variant) => {
    const key = [PORTRAITS_VERSION, modelId, photoId, variant].join('/');
    const picture = recent.get(key) ?? take(key, shotOf(modelId, photoId), variant);
    recent.delete(key);
    recent.set(key, picture);
    picture.catch(() => recent.delete(key));
    const [oldest] = recent.keys();
    if (oldest !== undefined && recent.size > KEPT_IN_MEMORY) recent.delete(oldest);
    return { bytes: await picture, contentType: 'image/jpeg' };
  };
}

async function develop(shot: Shot, room: Buffer, variant: Variant): Promise<Uint8Array> {
  const { width, height } = SIZES[variant];
  const left = Math.round(shot.aim.x * (ROOM.width - SIZES.main.width));
  const top = Math.round(shot.aim.y * (ROOM.height - SIZES.main.height));
  return sharp(room, { raw: { ...ROOM, channels: 3 } })
    .extract({ left, top, ...SIZES.main })
    .flop(shot.mirrored)
    .resize(width, height, { kernel: 'linear' })
    .composite([{ input: Buffer.from(figureSvg(shot, { width, height })) }])
    .withExif({ IFD0: { Artist: creator?.name ?? '', Copyright: license?.text ?? '' } })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
}
