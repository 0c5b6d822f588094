import { z } from 'zod';
import type { FavoritePhoto, LinkedPhoto, PhotoLinks } from '#shared/domain.ts';
import { isObject, type JsonObject } from '../reply.ts';
import { field, id, idOrNull, moment, readId, readText, status, text } from './fields.ts';

/** How long signed URLs live where the reply does not say it (§8.4). */
const LINK_LIFE_MS = 24 * 60 * 60 * 1000;

const URL_FIELDS = { main: text, thumbnail: text, original: text };

/** The addresses of a photo, as far as they are there; null where they are not under one name. */
const urlsOrNull = field((value) => {
  if (!isObject(value)) return null;
  const { main, thumbnail, original } = value;
  return { main: readText(main), thumbnail: readText(thumbnail), original: readText(original) };
});

/** What a photo's row says about the photo itself, wherever it is. */
const facts = { status: status('active'), likedStatus: status('none'), createdAt: moment };

/** One photo of `modelId` (§8.1–8.3). Its links end 24 h after the reply unless it says otherwise. */
export function linkedPhoto(modelId: string, receivedAtMs: number) {
  return z.object({ id, ...facts, urls: urlsOrNull, expiresAt: moment }).transform(
    ({ urls: found, expiresAt, ...photo }): LinkedPhoto => ({
      photo: { ...photo, modelId },
      links: links(photo.id, found, expiresAt, receivedAtMs),
    }),
  );
}

/**
 * One item of a batch download (§8.4; its fields are ASSUMED). The id is `photoId`, `id` or `_id`; the
 * URLs are `urls`, else `url` or `downloadUrl` as the main one, else `main`, `thumbnail`, `original`
 * on the item itself; it ends with the item's, else the batch's `expiresAt`. No URL: unusable.
 */
export function downloadItem(batchExpiresAt: unknown, receivedAtMs: number) {
  return z
    .object({
      photoId: idOrNull,
      id: idOrNull,
      _id: idOrNull,
      urls: urlsOrNull,
      url: text,
      downloadUrl: text,
      ...URL_FIELDS,
      expiresAt: moment,
    })
    .transform((row): PhotoLinks => {
      const single = row.url ?? row.downloadUrl;
      const onItem = single === null ? row : { main: single, thumbnail: null, original: null };
      const found = Object.values(row.urls ?? {}).some((url) => url !== null) ? row.urls : onItem;
      const expiresAt = row.expiresAt ?? moment.parse(batchExpiresAt);
      const photoId = row.photoId ?? row.id ?? row._id ?? '';
      return links(photoId, found, expiresAt, receivedAtMs);
    })
    .refine((item) => item.photoId !== '' && Object.keys(item.urls).length > 0);
}

const person = { id: idOrNull, email: idOrNull, name: text, teamId: idOrNull, teamName: text };

/**
 * One chosen photo (§9; its fields are ASSUMED): the photo's fields on the item or under `photo`, which
 * may also be its id; the person's under `member` or `user` or on the item, where a name may be called `title`.
 */
export function favoritePhoto(receivedAtMs: number) {
  const photo = {
    id,
    modelId: idOrNull,
    ...facts,
    urls: urlsOrNull,
    expiresAt: moment,
  };
  const row = z.object({
    photo: z.object(photo),
    person: z.object({ ...person, title: text, modelId: idOrNull }),
  });
  return z.preprocess(nested, row).transform((item): FavoritePhoto => {
    const { urls: found, expiresAt, ...facts } = item.photo;
    const { title, modelId, ...who } = item.person;
    return {
      photo: { ...facts, modelId: facts.modelId ?? modelId },
      links: links(facts.id, found, expiresAt, receivedAtMs),
      person: { ...who, name: who.name ?? title },
    };
  });
}

/** Brings the places where a favorite's fields may be into one shape. */
function nested(item: unknown): unknown {
  if (!isObject(item)) return item;
  const { photo, member, user, id: itemId, photoId, _id, ...flat } = item;
  const who = [member, user].find(isObject);
  const own: JsonObject = isObject(photo) ? photo : { id: photo };
  // The item's own `id` may be the choice's: whatever says that it is the photo's is better.
  const chosen = [own['id'], own['photoId'], own['_id'], photoId, itemId, _id].find(
    (value) => readId(value) !== null,
  );
  return {
    photo: { ...flat, ...own, id: chosen },
    // Without the item's own id, which is the photo's.
    person: { ...flat, ...who },
  };
}

function links(
  photoId: string,
  found: Record<'main' | 'thumbnail' | 'original', string | null> | null,
  expiresAt: string | null,
  receivedAtMs: number,
): PhotoLinks {
  const { main = null, thumbnail = null, original = null } = found ?? {};
  return {
    photoId,
    urls: {
      ...(main !== null && { main }),
      ...(thumbnail !== null && { thumbnail }),
      ...(original !== null && { original }),
    },
    expiresAt: expiresAt ?? new Date(receivedAtMs + LINK_LIFE_MS).toISOString(),
  };
}
