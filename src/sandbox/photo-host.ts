import { createHash } from 'node:crypto';
import type { Incoming } from './exchange.ts';
import { replacementFor } from './faults/replies.ts';
import type { Fault } from './faults/rules.ts';
import type { Reply } from './reply.ts';
import { storeErrorReply } from './reply.ts';
import type { Draw } from './seed.ts';
import type { PhotoFile, SignedUrls } from './signed-urls.ts';
import { fileAt } from './signed-urls.ts';
import type { OrganizationState } from './state.ts';

export interface PhotoHost {
  state: OrganizationState;
  urls: SignedUrls;
  draw: Draw;
  /** What a URL answers whose time is over (undocumented, §1.7). */
  expiredStatus: number;
}

/** The bytes behind a signed URL. Needs no key, and wants none. */
export async function answerPhotos(
  host: PhotoHost,
  { method, url }: Incoming,
  fault: Fault | null,
): Promise<Reply> {
  const replacement = replacementFor(fault, 'photos');
  if (replacement !== null) return replacement;
  if (method !== 'GET') return storeErrorReply(403);
  const file = fileAt(url.pathname);
  if (file === null) return storeErrorReply(404);
  const verdict = host.urls.verify(url);
  if (verdict === 'forged') return storeErrorReply(403);
  if (verdict === 'expired') return storeErrorReply(host.expiredStatus);
  if (!isThere(host.state, file)) return storeErrorReply(404);

  const { bytes, contentType } = await host.draw(file.modelId, file.photoId, file.variant);
  const etag = `"${createHash('sha1').update(url.pathname).digest('hex')}"`;
  return { status: 200, headers: { 'content-type': contentType, etag }, body: bytes };
}

function isThere(state: OrganizationState, { modelId, photoId, variant }: PhotoFile): boolean {
  const photo = state.models.get(modelId)?.photos.get(photoId);
  return photo?.status === 'active' && photo.variants.includes(variant);
}
