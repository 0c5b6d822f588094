import { foldText } from '#core/library/text-keys.ts';
import { createChances } from '#sandbox/demo/chances.ts';
import { demoOrganization } from '#sandbox/demo/organization.ts';
import type { SeedPerson, Stage } from '#sandbox/seed.ts';
import type { PhotoKey } from '#shared/contract.ts';
import type { Lifecycle } from '#shared/domain.ts';
import type { LibraryTotals, TeamTotals } from '#shared/library.ts';
import type {
  LibraryFilter,
  LibrarySummary,
  LibraryView,
  PeopleQuery,
  PersonDetail,
  PersonRow,
  PhotoMark,
  PhotoRow,
} from '#shared/window.ts';

const LIFECYCLE_OF: Record<Stage, Lifecycle> = {
  invited: 'invited',
  accepted: 'accepted',
  waiting: 'in_progress',
  uploading: 'in_progress',
  training: 'in_progress',
  generating: 'in_progress',
  ready: 'ready',
  failed: 'failed',
};
const ORDER: readonly Lifecycle[] = [
  'invited',
  'accepted',
  'in_progress',
  'ready',
  'failed',
  'gone',
];
const BYTES_A_PHOTO = 412_000;
const DAY_MS = 86_400_000;

/** The demo organization as a library of the given size, in memory, part of it downloaded. */
export function createPreviewPeople(count: number, nowMs: number) {
  const seed = demoOrganization({ people: count, ...(count > 500 && { photos: 10 }) });
  const marks = new Map<string, PhotoMark>();
  const teamNames = new Map(seed.teams.map((team) => [team.id, team.name]));
  const details = new Map(
    seed.people.map((person, index) => [
      person.id,
      detailOf(person, teamNames.get(person.teamId ?? '') ?? null, index),
    ]),
  );
  const sortKeys = new Map<string, string>();
  const searchKeys = new Map<string, string>();
  for (const { person } of details.values()) {
    sortKeys.set(person.id, foldText(person.name ?? person.email ?? ''));
    searchKeys.set(person.id, foldText(`${person.name ?? ''} ${person.email ?? ''}`));
  }

  const people = () => [...details.values()].map((detail) => detail.person);
  const marksOf = (key: PhotoKey) =>
    marks.get(`${key.modelId}/${key.photoId}`) ?? { pick: null, stars: 0 };

  function query({ view, filter, sort }: PeopleQuery): PersonRow[] {
    const words = foldText(filter.search);
    const found = people().filter(
      (person) =>
        inView(person, view) &&
        passes(person, filter) &&
        searchKeys.get(person.id)?.includes(words),
    );
    const keyOf = (person: PersonRow): string | number => {
      const name = sortKeys.get(person.id) ?? '';
      switch (sort.key) {
        case 'name':
          return name;
        case 'team':
          return person.teamName ?? '\uffff';
        case 'lifecycle':
          return ORDER.indexOf(person.lifecycle);
        case 'photos':
          return person.photoCount;
        case 'stored':
          return person.storedCount;
        case 'joined':
          return person.joinedAt ?? '';
      }
    };
    const keyed = found.map((person) => ({ person, key: keyOf(person) }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    if (sort.descending) keyed.reverse();
    return keyed.map(({ person }) => person);
  }

  function detail(personId: string): PersonDetail | null {
    const found = details.get(personId);
    if (!found) return null;
    return { ...found, photos: found.photos.map((photo) => ({ ...photo, ...marksOf(photo) })) };
  }

  function mark(photos: PhotoKey[], news: Partial<PhotoMark>): void {
    for (const key of photos) {
      marks.set(`${key.modelId}/${key.photoId}`, { ...marksOf(key), ...news });
    }
    for (const found of details.values()) {
      if (found.photos.some((photo) => photos.some((key) => key.photoId === photo.photoId))) {
        const picks = found.photos.filter((photo) => marksOf(photo).pick === 'pick');
        found.person = { ...found.person, pickCount: picks.length };
      }
    }
  }

  function summary(): LibrarySummary {
    const all = people();
    const sum = (of: PersonRow[], key: 'photoCount' | 'storedCount') =>
      of.reduce((total, person) => total + person[key], 0);
    const isReady = (person: PersonRow) => person.lifecycle === 'ready';
    const totals: LibraryTotals = {
      organization: { uid: seed.uid, name: seed.name, credits: seed.credits },
      syncedAt: new Date(nowMs - 4 * 60_000).toISOString(),
      people: all.length,
      ready: all.filter(isReady).length,
      models: seed.people.reduce((total, person) => total + person.models.length, 0),
      photos: sum(all, 'photoCount'),
      stored: sum(all, 'storedCount'),
      storedBytes: sum(all, 'storedCount') * BYTES_A_PHOTO,
      queued: 0,
      failed: 0,
    };
    const teams: TeamTotals[] = [...seed.teams, { id: 'unassigned', name: 'Unassigned' }].map(
      ({ id, name }) => {
        const members = all.filter((person) => (person.teamId ?? 'unassigned') === id);
        return {
          id,
          name,
          people: members.length,
          ready: members.filter(isReady).length,
          photos: sum(members, 'photoCount'),
          stored: sum(members, 'storedCount'),
        };
      },
    );
    const lifecycles = Object.fromEntries(
      ORDER.map((name) => [name, all.filter((person) => person.lifecycle === name).length]),
    ) as Record<Lifecycle, number>;
    const old = [...details.values()].filter(({ models, person }) =>
      models.some(
        (model) =>
          person.storedCount < person.photoCount &&
          model.finishedAt !== null &&
          nowMs - Date.parse(model.finishedAt) > 25 * DAY_MS,
      ),
    );
    return {
      totals,
      teams,
      lifecycles,
      favorites: all.filter((person) => person.hasFavorite).length,
      picks: all.filter((person) => person.pickCount > 0).length,
      retention:
        old.length === 0
          ? null
          : {
              people: old.length,
              photos: old.reduce((n, { person }) => n + person.photoCount - person.storedCount, 0),
              oldestDays: 28,
            },
    };
  }

  return { organization: seed, query, detail, mark, summary };
}

function detailOf(seed: SeedPerson, teamName: string | null, index: number): PersonDetail {
  const chances = createChances(`preview/${seed.id}`);
  const luck = chances.unit();
  const share = luck < 0.5 ? 1 : luck < 0.65 ? 0.4 : 0;
  const photos: PhotoRow[] = seed.models.toReversed().flatMap((model) =>
    model.photos
      .map((photo, at) => ({
        modelId: model.id,
        photoId: photo.id,
        likedStatus: photo.likedStatus,
        favorite: photo.id === model.favoritePhotoId,
        createdAt: photo.createdAt,
        gone: false,
        stored: at < model.photos.length * share ? (['main'] as const).slice() : [],
        pick: null,
        stars: 0,
      }))
      .sort((a, b) => Number(b.favorite) - Number(a.favorite)),
  );
  const cover = photos.find((photo) => photo.favorite) ?? photos[0] ?? null;
  const person: PersonRow = {
    id: seed.id,
    memberId: seed.id,
    name: seed.name,
    email: seed.email,
    teamId: seed.teamId,
    teamName,
    lifecycle: LIFECYCLE_OF[seed.stage],
    joinedAt: seed.joinedAt,
    photoCount: photos.length,
    storedCount: photos.filter((photo) => photo.stored.length > 0).length,
    cover: cover && {
      modelId: cover.modelId,
      photoId: cover.photoId,
      stored: cover.stored.length > 0,
    },
    hasFavorite: photos.some((photo) => photo.favorite),
    pickCount: 0,
    isNew: index % 11 === 4 && photos.length > 0,
  };
  const models = seed.models.toReversed().map((model) => ({
    id: model.id,
    title: null,
    status: model.status,
    isDevelopment: model.isDevelopment,
    finishedAt: model.finishedAt,
    photoCount: model.photos.length,
    storedCount: photos.filter((p) => p.modelId === model.id && p.stored.length > 0).length,
    favoritePhotoId: model.favoritePhotoId,
    gone: false,
  }));
  return { person, models, photos };
}

function inView(person: PersonRow, view: LibraryView): boolean {
  switch (view.kind) {
    case 'all':
      return true;
    case 'favorites':
      return person.hasFavorite;
    case 'picks':
      return person.pickCount > 0;
    case 'team':
      return (person.teamId ?? 'unassigned') === view.teamId;
    case 'lifecycle':
      return person.lifecycle === view.lifecycle;
  }
}

function passes(person: PersonRow, filter: LibraryFilter): boolean {
  const fits = (wanted: boolean | null, is: boolean) => wanted === null || wanted === is;
  return (
    fits(filter.hasFavorite, person.hasFavorite) &&
    fits(filter.rated, person.photoCount > 0) &&
    fits(filter.downloaded, person.photoCount > 0 && person.storedCount === person.photoCount) &&
    fits(filter.isNew, person.isNew) &&
    (filter.lifecycle === null || filter.lifecycle === person.lifecycle)
  );
}
