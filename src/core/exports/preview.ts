import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isAppError, toErrorData } from '#shared/errors.ts';
import type { ExportCandidate, ExportOptions, ExportPlan, Scope } from '#shared/export.ts';
import type { ExportPreview } from '#shared/jobs.ts';
import { chosenPhotos } from '../library/chosen-photos.ts';
import type { Library } from '../library/library.ts';
import { isEverybody } from '../library/scope.ts';
import { MANIFEST_JSON, photoKey } from './names.ts';
import { onceDownloaded } from './once-downloaded.ts';
import { planExport } from './plan.ts';
import { type CountedPerson, countChosen } from './preview-counts.ts';

/** How many real names a preview shows, and how many people's photos are named to find them. */
const NAMES_SHOWN = 12;
const PEOPLE_NAMED = 12;
const PEOPLE_SHOWN = 5;

/** The size of a photo while none is on disk to go by. */
const TYPICAL_PHOTO_BYTES = 500_000;
/** What an office line brings, until a first download has shown what this one does. */
const TYPICAL_BYTES_PER_SECOND = 2_000_000;

/** What a preview's estimates rest on. */
export interface PreviewEstimates {
  /** About how long so many API calls take, in ms. */
  callsMs(calls: number): number;
  /** As photos came last time; null when that is not known. */
  bytesPerSecond: number | null;
}

/**
 * What an export would do, counted rather than planned: quick for a team, and for a large library
 * in slices that leave time for other work. What `signal` aborts throws its reason.
 */
export async function previewExport(
  library: Library,
  options: ExportOptions,
  estimates: PreviewEstimates,
  signal: AbortSignal,
): Promise<ExportPreview> {
  try {
    const people = await countChosen(library, options, signal);
    return summarize(library, options, people, estimates);
  } catch (error) {
    if (signal.aborted || !isAppError(error)) throw error;
    return { ...NOTHING, error: toErrorData(error) };
  }
}

const NOTHING: ExportPreview = {
  targets: [],
  photos: 0,
  people: 0,
  toDownload: 0,
  sizeBytes: 0,
  etaMs: null,
  names: [],
  omissions: [],
  error: null,
};

function summarize(
  library: Library,
  options: ExportOptions,
  people: readonly CountedPerson[],
  estimates: PreviewEstimates,
): ExportPreview {
  const plan = planExport({ ...options, overwrite: true }, sample(library, options, people), {
    organizationName:
      library.db.get<{ name: string }>('SELECT name FROM organization')?.name ?? 'Organization',
    exists: () => false,
  });
  const stored = sum(people, (person) => person.stored);
  const storedBytes = sum(people, (person) => person.sizeBytes);
  const meanBytes = stored > 0 ? storedBytes / stored : TYPICAL_PHOTO_BYTES;
  const sizeOf = (of: readonly CountedPerson[]) =>
    Math.round(
      sum(of, (person) => person.sizeBytes) + sum(of, (person) => person.toDownload) * meanBytes,
    );
  const toDownload = sum(people, (person) => person.toDownload);
  const byTeam = Map.groupBy(people, (person) => person.team.id);
  const targets = plan.targets.map((target) => {
    const of = target.team ? (byTeam.get(target.team.id) ?? []) : people;
    return {
      team: target.team,
      name: basename(target.path),
      photos: sum(of, (person) => person.stored + person.toDownload),
      sizeBytes: sizeOf(of),
      missing: sum(of, (person) => sum(person.missing, (reason) => reason.photos)),
      exists: isThere(options, target),
    };
  });
  return {
    targets,
    photos: stored + toDownload,
    people: people.length,
    toDownload,
    sizeBytes: sizeOf(people),
    etaMs: etaMs(people, toDownload * meanBytes, estimates),
    names: (plan.targets[0]?.entries ?? []).slice(0, NAMES_SHOWN).map(({ name }) => name),
    omissions: omissions(people),
    error: null,
  };
}

/** The photos of the first people by name, and one of each other team: enough to name all targets. */
function* sample(
  { db, paths }: Library,
  options: ExportOptions,
  people: readonly CountedPerson[],
): Generator<ExportCandidate> {
  const first = people.slice(0, PEOPLE_NAMED);
  const personIds = first.map(({ personId }) => personId);
  const named = { teamIds: [], personIds, photos: [] };
  const isChosen = inScope(options.scope);
  for (const candidate of chosenPhotos(db, paths, named, options)) {
    if (isChosen(candidate)) yield onceDownloaded(candidate, options.variant);
  }
  const teams = new Set(first.map(({ team }) => team.id));
  for (const { personId, team } of people.slice(PEOPLE_NAMED)) {
    if (teams.has(team.id)) continue;
    teams.add(team.id);
    yield standIn(personId, team, options);
  }
}

function standIn(
  personId: string,
  team: ExportCandidate['team'],
  { variant }: ExportOptions,
): ExportCandidate {
  const candidate = {
    team,
    personId,
    personName: null,
    email: null,
    modelId: personId,
    photoId: personId,
    favorite: false,
    likedStatus: 'none',
    createdAt: null,
    file: { missing: 'photo_not_downloaded', message: '' },
  } as const;
  return onceDownloaded(candidate, variant);
}

function inScope(scope: Scope): (candidate: ExportCandidate) => boolean {
  if (isEverybody(scope)) return () => true;
  const { teamIds, personIds, photos, modelIds } = scope;
  const models = new Set(modelIds);
  const teams = new Set(teamIds);
  const people = new Set(personIds);
  const keys = new Set(photos.map(photoKey));
  return (candidate) =>
    teams.has(candidate.team.id) ||
    people.has(candidate.personId) ||
    models.has(candidate.modelId) ||
    keys.has(photoKey(candidate));
}

function isThere({ layout }: ExportOptions, target: ExportPlan['targets'][number]): boolean {
  if (layout !== 'folder') return existsSync(target.path);
  const first = target.entries.slice(0, NAMES_SHOWN).map(({ name }) => name);
  return [MANIFEST_JSON, ...first].some((name) => existsSync(join(target.path, name)));
}

function etaMs(
  people: readonly CountedPerson[],
  bytes: number,
  { callsMs, bytesPerSecond }: PreviewEstimates,
): number {
  const models = sum(people, (person) => person.modelsToDownload);
  if (models === 0) return 0;
  const speed = bytesPerSecond ?? TYPICAL_BYTES_PER_SECOND;
  return Math.round(Math.max(callsMs(models), (bytes / speed) * 1000));
}

function omissions(people: readonly CountedPerson[]): ExportPreview['omissions'] {
  const byReason = new Map<string, ExportPreview['omissions'][number]>();
  for (const { person, missing } of people) {
    for (const { message, photos } of missing) {
      const known = byReason.get(message) ?? { message, photos: 0, people: [] };
      known.photos += photos;
      if (known.people.length < PEOPLE_SHOWN) known.people.push(person);
      byReason.set(message, known);
    }
  }
  return [...byReason.values()].sort((a, b) => b.photos - a.photos);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
