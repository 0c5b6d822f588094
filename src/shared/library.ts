import type { Lifecycle, LikedStatus, Selection, Variant } from './domain.ts';

/** A person as the library shows one: a member, an invited address, or a model nobody claims. */
export interface Person {
  id: string;
  memberId: string | null;
  name: string | null;
  email: string | null;
  teamId: string | null;
  lifecycle: Lifecycle;
  joinedAt: string | null;
  /** Photos HeadshotPro has, over all the person's models. */
  photoCount: number;
  /** How many of them are on disk in full size. */
  storedCount: number;
}

/** One shoot of a person, with what is known of its photos. */
export interface PersonModel {
  id: string;
  title: string | null;
  status: string;
  isDevelopment: boolean;
  finishedAt: string | null;
  photoCount: number;
  storedCount: number;
  favoritePhotoId: string | null;
  gone: boolean;
}

/** A photo of the library. */
export interface LibraryPhoto {
  modelId: string;
  photoId: string;
  likedStatus: LikedStatus;
  favorite: boolean;
  createdAt: string | null;
  gone: boolean;
  /** The variants stored and verified on disk. */
  stored: Variant[];
}

/** One team's totals; `id` is `unassigned` for the people without a team. */
export interface TeamTotals {
  id: string;
  name: string;
  people: number;
  ready: number;
  photos: number;
  stored: number;
}

/** The whole library in numbers. */
export interface LibraryTotals {
  organization: { uid: string; name: string; credits: number | null };
  /** ISO 8601; null before the first completed sync. */
  syncedAt: string | null;
  people: number;
  ready: number;
  models: number;
  photos: number;
  /** Photos on disk in full size. */
  stored: number;
  /** Bytes of all stored files. */
  storedBytes: number;
  queued: number;
  failed: number;
}

/** Which people are wanted; every field narrows. */
export interface PeopleFilter {
  /** A team id, or `unassigned`. */
  teamId?: string;
  lifecycle?: Lifecycle;
  /** Part of a name or e-mail, in any case, with or without accents. */
  search?: string;
}

/** A page of a list, with the cursor of the next one; null at the end. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** What is to be fetched or packed of the people and photos in scope. */
export interface PhotoChoice {
  selection: Selection;
  variant: Exclude<Variant, 'thumbnail'>;
}
