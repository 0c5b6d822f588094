import type { Payload } from '../router.ts';

type Change = (payload: Payload) => Payload;

/** Fields that the reference treats as nullable or assumes: a client must do without them. */
const OPTIONAL_FIELDS = new Set([
  'name',
  'title',
  'teamId',
  'teamName',
  'website',
  'uid',
  'isDevelopment',
  'likedStatus',
  'createdAt',
  'finishedAt',
  'joinedAt',
  'message',
]);

const CHANGES = {
  /** The overview's envelope: the payload inside `data` (§1.3). */
  'under-data': ({ success, ...rest }) => ({ success, data: rest }),
  'extra-fields': (payload) => ({
    ...eachItem(payload, (item) => ({ ...item, addedLater: { nested: [1, null] } })),
    requestId: 'req_1',
  }),
  'unknown-status': (payload) =>
    eachItem(payload, (item) => ('status' in item ? { ...item, status: 'somethingNew' } : item)),
  'missing-optional': (payload) =>
    eachItem(payload, (item) =>
      Object.fromEntries(Object.entries(item).filter(([name]) => !OPTIONAL_FIELDS.has(name))),
    ),
  'duplicate-items': (payload) =>
    eachList(payload, (items) => [...items, ...items.slice(0, 1), ...items.slice(-1)]),
  'has-more-true': (payload) => withPagination(payload, { hasMore: true }),
  'has-more-false': (payload) => withPagination(payload, { hasMore: false }),
  'no-pagination': ({ pagination, ...rest }) => rest,

  // Other shapes of the batch download's items, which nobody documents (§8.4).
  'downloads-id': (payload) =>
    eachItem(payload, ({ photoId, ...item }) => ({ id: photoId, ...item })),
  'downloads-underscore-id': (payload) =>
    eachItem(payload, ({ photoId, ...item }) => ({ _id: photoId, ...item })),
  'downloads-url': (payload) =>
    eachItem(payload, ({ urls, ...item }) => ({ ...item, url: mainOf(urls) })),
  'downloads-download-url': (payload) =>
    eachItem(payload, ({ urls, ...item }) => ({ ...item, downloadUrl: mainOf(urls) })),
  'downloads-flat': (payload) =>
    eachItem(payload, ({ urls, ...item }) => ({ ...item, ...asPayload(urls) })),
  'downloads-item-expiry': ({ expiresAt, ...payload }) =>
    eachItem(payload, (item) => ({ ...item, expiresAt })),
  'downloads-no-expiry': ({ expiresAt, ...payload }) => payload,
  'downloads-unknown': (payload) => eachItem(payload, (item) => ({ token: JSON.stringify(item) })),

  // Other shapes of the organization's favorites (§9).
  'favorites-user': (payload) =>
    eachItem(payload, ({ member, ...item }) => ({ ...item, user: member })),
  'favorites-flat': (payload) =>
    eachItem(payload, ({ member, ...item }) => {
      const { id, ...person } = asPayload(member);
      return { ...person, ...item };
    }),
  'favorites-nested': (payload) => eachItem(payload, ({ member, ...photo }) => ({ photo, member })),
  'favorites-key': ({ photos, ...payload }) => ({ ...payload, favorites: photos }),
  'favorites-anonymous': (payload) => eachItem(payload, ({ member, ...item }) => item),
  'favorites-no-model': (payload) => eachItem(payload, ({ member, modelId, ...item }) => item),
} satisfies Record<string, Change>;

type ChangeName = keyof typeof CHANGES;

/** Another shape of a success, by name or as a function over the whole reply. */
export type PayloadChange = ChangeName | Change;

/** The names that {@link PayloadChange} knows. */
export const PAYLOAD_CHANGES = Object.keys(CHANGES).filter(isPayloadChange);

export function isPayloadChange(name: string): name is ChangeName {
  return Object.hasOwn(CHANGES, name);
}

/** The payload as the change has it. */
export function changePayload(payload: Payload, change: PayloadChange): Payload {
  const apply: Change = typeof change === 'function' ? change : CHANGES[change];
  return apply(payload);
}

function eachList(payload: Payload, change: (items: unknown[]) => unknown[]): Payload {
  return Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [
      key,
      Array.isArray(value) ? change(value) : value,
    ]),
  );
}

/** Over the items of the lists, and over the one object of a reply without lists. */
function eachItem(payload: Payload, change: (item: Payload) => Payload): Payload {
  const isItem = (value: unknown) => typeof value === 'object' && value !== null;
  return Object.fromEntries(
    Object.entries(payload).map(([key, value]) => {
      if (Array.isArray(value)) {
        return [key, value.map((item) => (isItem(item) ? change(asPayload(item)) : item))];
      }
      return [key, isItem(value) && key !== 'pagination' ? change(asPayload(value)) : value];
    }),
  );
}

function withPagination(payload: Payload, change: Payload): Payload {
  const { pagination } = payload;
  if (pagination === undefined) return payload;
  return { ...payload, pagination: { ...asPayload(pagination), ...change } };
}

function mainOf(urls: unknown): unknown {
  const { main } = asPayload(urls);
  return main;
}

function asPayload(value: unknown): Payload {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
