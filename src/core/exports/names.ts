import type { ExportCandidate } from '#shared/export.ts';
import { distinctNames } from './distinct.ts';
import { budgetWithout, type NameBudget, nameKey, safeName, segmentBudget } from './safe-name.ts';
import { slug } from './slug.ts';
import { renderTemplate, type Template } from './template.ts';

/** Names that every export keeps for itself, at its top. */
export const MANIFEST_CSV = 'manifest.csv';
export const MANIFEST_JSON = 'manifest.json';

/** Long names are cut before they are compared, so that the tag of namesakes is never cut off. */
const LABEL_BUDGET: NameBudget = { bytes: 90, units: 60 };
/** An empty folder name, as of `{liked}/` for a photo nobody has rated. */
const NO_FOLDER_NAME = 'none';
/** Room for the extension, the same for all, so that names do not depend on the file's type. */
const LONGEST_EXTENSION = '.jpeg';

/** A candidate with its path inside the target, up to its extension. */
export interface NamedCandidate {
  candidate: ExportCandidate;
  /** With `/`, without extension. */
  stem: string;
}

/**
 * Names the candidates of one target: safe on every system, distinct without regard to case, Unicode
 * form or extension, and depending on nothing but the candidates themselves. Photos without a file
 * are named too, so that nothing is renamed once they are there.
 * `folder` is where the target lies, for its path length; null inside a ZIP.
 */
export function nameCandidates(
  template: Template,
  candidates: readonly ExportCandidate[],
  teamNames: ReadonlyMap<string, string>,
  folder: string | null,
): NamedCandidate[] {
  const people = labelAll(candidates, (it) => it.personId, personOf);
  const numbers = numberPhotos(candidates);
  const budget = segmentBudget(template.length, folder);
  const stems = distinctNames(candidates, {
    id: (candidate) => photoKey(candidate),
    key: nameKey,
    name: (candidate, tag) => {
      const segments = renderTemplate(template, {
        team: teamNames.get(candidate.team.id) ?? candidate.team.name,
        person: people.get(candidate.personId) ?? personOf(candidate),
        ...splitName(personOf(candidate)),
        email: candidate.email ?? '',
        number: numbers.get(candidate) ?? 1,
        favorite: candidate.favorite ? 'favorite' : '',
        liked: candidate.likedStatus === 'none' ? '' : candidate.likedStatus,
        modelId: candidate.modelId,
        photoId: candidate.photoId,
        variant: 'path' in candidate.file ? candidate.file.variant : 'main',
        date: dayOf(candidate.createdAt),
      });
      return stemOf(segments, candidate, tag, budget);
    },
  });
  return candidates.map((candidate, index) => ({ candidate, stem: stems[index] ?? '' }));
}

/** The person as people are called everywhere: a name, else an e-mail address, else the model id. */
export function personOf(candidate: ExportCandidate): string {
  return candidate.personName?.trim() || candidate.email?.trim() || candidate.modelId;
}

/** Whether `name` would take the place of a manifest, on any file system. */
export function isManifest(name: string): boolean {
  const key = nameKey(name);
  return key === MANIFEST_CSV || key === MANIFEST_JSON;
}

/** What makes a photo itself: its session and its id. */
export function photoKey({ modelId, photoId }: { modelId: string; photoId: string }): string {
  return JSON.stringify([modelId, photoId]);
}

/** Safe labels by id, distinct even as slugs: namesakes become `Anna Berg (1f0c3a)`. */
export function labelAll(
  candidates: Iterable<ExportCandidate>,
  idOf: (candidate: ExportCandidate) => string,
  nameOf: (candidate: ExportCandidate) => string,
): Map<string, string> {
  const named = new Map<string, string>();
  for (const candidate of candidates) {
    const id = idOf(candidate);
    const name = nameOf(candidate);
    const known = named.get(id);
    // One spelling for one id, whichever candidate comes first.
    if (known === undefined || name < known) named.set(id, name);
  }
  const ids = [...named.keys()];
  const labels = distinctNames(ids, {
    id: (id) => id,
    key: (label) => slug(label) || nameKey(label),
    name: (id, tag) => {
      const label =
        safeName(named.get(id) ?? '', LABEL_BUDGET) || safeName(id, LABEL_BUDGET) || 'unnamed';
      return tag === '' ? label : `${label} (${tag})`;
    },
  });
  return new Map(ids.map((id, index) => [id, labels[index] ?? id]));
}

/** Counts the photos of each person: favorite first, then by creation, then by id. From 1. */
function numberPhotos(candidates: readonly ExportCandidate[]): Map<ExportCandidate, number> {
  const numbers = new Map<ExportCandidate, number>();
  for (const photos of Map.groupBy(candidates, (it) => it.personId).values()) {
    for (const [index, photo] of photos.toSorted(byRank).entries()) numbers.set(photo, index + 1);
  }
  return numbers;
}

function byRank(a: ExportCandidate, b: ExportCandidate): number {
  return (
    Number(b.favorite) - Number(a.favorite) ||
    (a.createdAt === b.createdAt ? 0 : createdMs(a) - createdMs(b)) ||
    compareText(a.photoId, b.photoId) ||
    compareText(a.modelId, b.modelId)
  );
}

/** Order by code unit: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Photos without a usable date come last. */
function createdMs(candidate: ExportCandidate): number {
  const ms = Date.parse(candidate.createdAt ?? '');
  return Number.isNaN(ms) ? Number.MAX_SAFE_INTEGER : ms;
}

/** The first word and the rest: right for `Ludwig van Beethoven`, and for people with one name. */
function splitName(name: string): { first: string; last: string } {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return { first, last: rest.join(' ') };
}

function dayOf(createdAt: string | null): string {
  const ms = Date.parse(createdAt ?? '');
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10);
}

function stemOf(
  segments: readonly string[],
  candidate: ExportCandidate,
  tag: string,
  budget: NameBudget,
): string {
  const folders = segments.slice(0, -1).map((name) => safeName(name, budget) || NO_FOLDER_NAME);
  const suffix = tag === '' ? '' : ` (${tag})`;
  const room = budgetWithout(budget, `${suffix}${LONGEST_EXTENSION}`);
  const file =
    safeName(segments.at(-1) ?? '', room) || safeName(candidate.photoId, room) || 'photo';
  const path = [...folders, `${file}${suffix}`];
  if (isManifest(path[0] ?? '')) path[0] = `${path[0]}_`;
  return path.join('/');
}
