import sharp from 'sharp';
import type { Random } from './random.ts';
import { createIds, createRandom } from './random.ts';
import type {
  Draw,
  LikedStatus,
  SeedModel,
  SeedOrganization,
  SeedPerson,
  SeedPhoto,
  Stage,
  Variant,
} from './seed.ts';
import { STAGES, STATUS_OF_STAGE } from './seed.ts';

const FIRST_NAMES = ['Anna', 'Ben', 'Clara', 'David', 'Emma', 'Felix', 'Grace', 'Henry', 'Ida'];
const LAST_NAMES = ['Adams', 'Baker', 'Clark', 'Evans', 'Fisher', 'Green', 'Hill', 'King'];
const TEAM_NAMES = ['Sales', 'Marketing', 'Engineering', 'Support', 'Finance', 'Legal', 'People'];

const FIRST_DAY = Date.UTC(2026, 0, 5, 8);
const MINUTE_MS = 60_000;

export interface PlainOptions {
  /** People with finished headshots. */
  people: number;
  /** In each finished session. */
  photosPerPerson: number;
  /** 3 by default; people are dealt out to them in turn. */
  teams?: number;
  /** People not finished, one at each earlier stage in turn; none by default. */
  unfinished?: number;
  /** The same organization for the same seed number. */
  seed?: number;
}

/** An ordinary organization of any size: for each person one session with a favorite and ratings. */
export function plainOrganization(options: PlainOptions): SeedOrganization {
  const { people, photosPerPerson, teams = 3, unfinished = 0, seed = 1 } = options;
  const newId = createIds(createRandom(`plain ${seed}`));
  const teamRows = Array.from({ length: teams }, (_, index) => ({
    id: `team_${newId().slice(0, 8)}`,
    name: numbered(TEAM_NAMES, index),
  }));
  const earlier = STAGES.filter((stage) => stage !== 'ready');
  const rows = Array.from({ length: people + unfinished }, (_, index) => {
    const stage =
      index < people ? 'ready' : (earlier[(index - people) % earlier.length] ?? 'ready');
    const teamId = teamRows[index % teams]?.id ?? null;
    return personAt(index, stage, teamId, photosPerPerson, newId);
  });
  return {
    uid: `org_${newId().slice(0, 8)}`,
    name: 'Plain & Sons',
    website: 'https://plain.example',
    credits: 100,
    teams: teamRows,
    people: rows,
  };
}

function personAt(
  index: number,
  stage: Stage,
  teamId: string | null,
  photoCount: number,
  newId: () => string,
): SeedPerson {
  const first = FIRST_NAMES[index % FIRST_NAMES.length] ?? '';
  const last = numbered(LAST_NAMES, Math.floor(index / FIRST_NAMES.length));
  const startMs = FIRST_DAY + index * MINUTE_MS;
  const isIn = stage !== 'invited';
  return {
    id: newId(),
    email: `${first}.${last}@plain.example`.toLowerCase().replaceAll(' ', ''),
    name: isIn ? `${first} ${last}` : null,
    teamId,
    invitedAt: iso(startMs),
    joinedAt: isIn ? iso(startMs + 10 * MINUTE_MS) : null,
    stage,
    models:
      stage === 'invited' || stage === 'accepted'
        ? []
        : [modelAt(stage, startMs + 20 * MINUTE_MS, photoCount, newId)],
  };
}

function modelAt(
  stage: keyof typeof STATUS_OF_STAGE,
  startMs: number,
  photoCount: number,
  newId: () => string,
): SeedModel {
  const isReady = stage === 'ready';
  const finishedAt = isReady ? iso(startMs + 90 * MINUTE_MS) : null;
  const id = newId();
  const uid = `anon_${newId().slice(0, 8)}`;
  const photos = Array.from({ length: isReady ? photoCount : 0 }, (_, index): SeedPhoto => {
    return { id: newId(), likedStatus: ratingAt(index), createdAt: finishedAt ?? '' };
  });
  return {
    id,
    uid,
    status: STATUS_OF_STAGE[stage],
    isDevelopment: false,
    createdAt: iso(startMs),
    finishedAt,
    favoritePhotoId: photos[0]?.id ?? null,
    photos,
  };
}

/** The first of each ten loved, the next two liked. */
function ratingAt(index: number): LikedStatus {
  if (index % 10 === 0) return 'loved';
  return index % 10 < 3 ? 'liked' : 'none';
}

function numbered(names: readonly string[], index: number): string {
  const name = names[index % names.length] ?? '';
  const round = Math.floor(index / names.length);
  return round === 0 ? name : `${name} ${round + 1}`;
}

function iso(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

const PIXELS: Record<Variant, number> = { main: 512, thumbnail: 128, original: 768 };
const TINTS = ['#8aa4c8', '#c8a48a', '#9ac88a', '#b58ac8'];
/** A JPEG segment's length has two bytes and counts them. */
const MAX_SEGMENT_BYTES = 0xffff - 2;

/**
 * Pictures at next to no cost: real JPEGs, made once for each variant and tint, each photo's own by a
 * comment in the file. `sizeBytes` pads main and original to about that size, thumbnails to a tenth.
 */
export function plainDraw({ sizeBytes = 0 }: { sizeBytes?: number } = {}): Draw {
  const bases = new Map<string, Promise<Buffer>>();
  const padding = noise(createRandom('padding'), sizeBytes);
  return async (modelId, photoId, variant) => {
    const tint = TINTS[(modelId.charCodeAt(modelId.length - 1) || 0) % TINTS.length] ?? '';
    const base = bases.get(variant + tint) ?? drawBase(variant, tint);
    bases.set(variant + tint, base);
    const picture = await base;
    const wanted = variant === 'thumbnail' ? Math.floor(sizeBytes / 10) : sizeBytes;
    const pad = padding.subarray(0, Math.max(0, wanted - picture.length));
    const name = Buffer.from(`${modelId}/${photoId}/${variant}`);
    return { bytes: withComments(picture, [name, pad]), contentType: 'image/jpeg' };
  };
}

function drawBase(variant: Variant, tint: string): Promise<Buffer> {
  const pixels = PIXELS[variant];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="${pixels}" height="${pixels}">
    <rect width="8" height="8" fill="${tint}"/><circle cx="4" cy="3" r="1.6" fill="#f1dcc8"/>
    <path d="M1 8a3 3 0 0 1 6 0z" fill="#38424f"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer();
}

/** The JPEG with COM segments behind its first one, which decoders want to be JFIF's. */
function withComments(jpeg: Buffer, contents: readonly Uint8Array[]): Uint8Array {
  const firstEnd = 4 + jpeg.readUInt16BE(4);
  const segments = contents.flatMap((content) => [...commentsOf(content)]);
  return Buffer.concat([jpeg.subarray(0, firstEnd), ...segments, jpeg.subarray(firstEnd)]);
}

function* commentsOf(content: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < content.length; start += MAX_SEGMENT_BYTES) {
    const piece = content.subarray(start, start + MAX_SEGMENT_BYTES);
    const head = Buffer.from([0xff, 0xfe, 0, 0]);
    head.writeUInt16BE(piece.length + 2, 2);
    yield head;
    yield piece;
  }
}

function noise(random: Random, sizeBytes: number): Uint8Array {
  return Uint8Array.from({ length: sizeBytes }, () => Math.floor(random() * 256));
}
