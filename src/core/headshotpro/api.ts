import type {
  CreatedModel,
  FavoritePhoto,
  Invite,
  LinkedPhoto,
  Member,
  Model,
  ModelStatus,
  Organization,
  PhotoLinks,
  SentInvite,
} from '#shared/domain.ts';

/** Options of every call. */
export interface CallOptions {
  signal?: AbortSignal;
  /** `person`: somebody is waiting for this one call; it may use the share kept back from `bulk` work. */
  lane?: 'person' | 'bulk';
}

/** For calls that somebody waits for. */
export const FOR_A_PERSON = { lane: 'person' } as const satisfies CallOptions;

/** A list of the API: all of it by iteration, or one page for a quick look at it. */
export interface Listing<T> extends AsyncIterable<T> {
  /** What one call gives from `offset` on. `total` is of the whole list; null where nothing says it. */
  page(offset: number): Promise<{ items: T[]; total: number | null }>;
}

/** How many photo ids one batch download call takes (reference §8.4, ASSUMED safe). */
export const BATCH_SIZE = 200;

/**
 * The HeadshotPro organization API, V2: 24 operations, each giving decoded values or throwing an
 * AppError. Lists are paged behind the iteration. Source: docs/headshotpro-api-v2.md.
 */
export interface HeadshotProApi {
  /** §3.1 */
  organization(options?: CallOptions): Promise<Organization>;
  /** §3.2: the credits left. */
  credits(options?: CallOptions): Promise<number>;
  invites: {
    /** §4.1 */
    list(options?: CallOptions): Listing<Invite>;
    /** §4.2. Not repeated on its own; `already_exists` when the address was invited before. */
    create(invite: { email: string; teamId?: string }, options?: CallOptions): Promise<SentInvite>;
    /** §4.3; null for an unknown address. */
    get(email: string, options?: CallOptions): Promise<Invite | null>;
    /** §4.4. Deletes the person's anonymous user and model too; cannot be undone. */
    revoke(email: string, options?: CallOptions): Promise<void>;
  };
  members: {
    /** §5.1 */
    list(filter?: { status?: string }, options?: CallOptions): Listing<Member>;
    /** §5.2 */
    accepted(options?: CallOptions): Listing<Member>;
    /** §5.3 */
    pending(options?: CallOptions): Listing<Member>;
    /** §5.4: with `photoCount` and `hasFavorite`. */
    finished(options?: CallOptions): Listing<Member>;
  };
  teams: {
    /** §6.1 */
    list(options?: CallOptions): Listing<{ id: string; name: string }>;
    /** §6.2: the organization as it is afterwards. */
    create(name: string, options?: CallOptions): Promise<Organization>;
    /** §6.3: the organization as it is afterwards. */
    rename(teamId: string, name: string, options?: CallOptions): Promise<Organization>;
    /** §6.4: the organization as it is afterwards. Members stay, pending invites of the team go. */
    delete(teamId: string, options?: CallOptions): Promise<Organization>;
    /** §6.5: moves existing members; re-read the members to see the result. */
    addMembers(teamId: string, emails: string[], options?: CallOptions): Promise<void>;
  };
  models: {
    /** §7.1 */
    list(filter?: { status?: ModelStatus; teamId?: string }, options?: CallOptions): Listing<Model>;
    /** §7.2; null for an unknown id. */
    get(modelId: string, options?: CallOptions): Promise<Model | null>;
    /** §7.3: whitelabel organizations only. */
    create(
      model: {
        email: string;
        teamId?: string;
        isDevelopment?: boolean;
        version?: 'lora' | 'one-shot';
      },
      options?: CallOptions,
    ): Promise<CreatedModel>;
    /** §7.4. Cannot be undone. */
    delete(modelId: string, options?: CallOptions): Promise<void>;
  };
  photos: {
    /** §8.1: the photos of one model with fresh links; `not_found` for an unknown model. */
    list(
      modelId: string,
      filter?: { status?: string; likedStatus?: string; include?: 'main' | 'all' },
      options?: CallOptions,
    ): AsyncIterable<LinkedPhoto>;
    /** §8.2: null where none is chosen; `not_found` for an unknown model. */
    favorite(modelId: string, options?: CallOptions): Promise<LinkedPhoto | null>;
    /** §8.3; null for an unknown photo. */
    get(modelId: string, photoId: string, options?: CallOptions): Promise<LinkedPhoto | null>;
    /**
     * §8.4: fresh links of up to {@link BATCH_SIZE} photos of one model (all of them without
     * `photoIds`). Unknown ids are left out of the answer. `invalid_input` for an empty list:
     * the API would read it as "all". `api_not_understood` when the reply has no usable item.
     */
    batchDownload(
      modelId: string,
      photoIds?: string[],
      options?: CallOptions,
    ): Promise<PhotoLinks[]>;
  };
  /** §9: everybody's chosen photo. */
  favorites(
    filter?: { teamId?: string; include?: 'main' | 'all' },
    options?: CallOptions,
  ): Listing<FavoritePhoto>;
}
