import type { Variant } from '#shared/domain.ts';
import type { ExportCandidate } from '#shared/export.ts';
import { distinctNames } from './distinct.ts';
import { compareText, isManifest, labelAll, personOf, photoKey } from './names.ts';
import { remembering } from './remembering.ts';
import { budgetWithout, type NameBudget, nameKey, safeName, segmentBudget } from './safe-name.ts';
import { slug } from './slug.ts';
import { renderTemplate, type Template, type TemplateValues } from './template.ts';

/** An empty folder name, as of `{liked}/` for a photo nobody has rated. */
const NO_FOLDER_NAME = 'none';
/** Room for the extension, the same for all, so that names do not depend on the file's type. */
const LONGEST_EXTENSION = '.jpeg';

/** How the photos of one target are named. */
export interface Naming {
  template: Template;
  /** By team id. */
  teamNames: ReadonlyMap<string, string>;
  /** The variant that was asked for: a photo that is missing is named as the one to come. */
  variant: Variant;
  /** Where the target lies, for its path length; null inside a ZIP. */
  folder: string | null;
}

/**
 * The path of each candidate inside its target, with `/` and without extension, in the same order:
 * safe on every system, distinct without regard to case, Unicode form or extension, and depending on
 * nothing but the candidates themselves. Photos without a file are named too, so that nothing is
 * renamed once they are there.
 */
export function nameCandidates(
  { template, teamNames, variant, folder }: Naming,
  candidates: readonly ExportCandidate[],
): string[] {
  const people = labelAll(candidates, (it) => it.personId, personOf);
  const numbers = numberPhotos(candidates);
  const toStem = stemMaker(segmentBudget(template.length, folder));
  // Most of a path is the same for many photos.
  const slugOf = remembering(slug);
  const partsOf = remembering(splitName);
  const keyOf = remembering(nameKey);
  const dayOf = remembering(toDay);
  const hasDate = template.flat().some((piece) => 'token' in piece && piece.token === 'date');
  return distinctNames<ExportCandidate>(candidates, {
    id: photoKey,
    key: (stem) => {
      const end = stem.lastIndexOf('/');
      if (end < 0) return nameKey(stem);
      return `${keyOf(stem.slice(0, end))}/${nameKey(stem.slice(end + 1))}`;
    },
    name: (candidate, tag, index) => {
      const name = personOf(candidate);
      const { first, last } = partsOf(name);
      const values: TemplateValues = {
        team: teamNames.get(candidate.team.id) ?? candidate.team.name,
        person: people.get(candidate.personId) ?? name,
        first,
        last,
        email: candidate.email ?? '',
        number: numbers[index] ?? 1,
        favorite: candidate.favorite ? 'favorite' : '',
        liked: candidate.likedStatus === 'none' ? '' : candidate.likedStatus,
        modelId: candidate.modelId,
        photoId: candidate.photoId,
        variant: 'path' in candidate.file ? candidate.file.variant : variant,
        date: hasDate ? dayOf(candidate.createdAt ?? '') : '',
      };
      return toStem(renderTemplate(template, values, slugOf), candidate.photoId, tag);
    },
  });
}

/** Counts the photos of each person: favorite first, then by creation, then by id. From 1. */
function numberPhotos(candidates: readonly ExportCandidate[]): Uint32Array {
  const numbers = new Uint32Array(candidates.length);
  const msOf = remembering((date) => Date.parse(date));
  const createdMs = ({ createdAt }: ExportCandidate): number => {
    const ms = msOf(createdAt ?? '');
    // Photos without a usable date come last.
    return Number.isNaN(ms) ? Number.MAX_SAFE_INTEGER : ms;
  };
  const byRank = (indexA: number, indexB: number): number => {
    const [a, b] = [candidates[indexA], candidates[indexB]];
    if (!a || !b) return 0;
    return (
      Number(b.favorite) - Number(a.favorite) ||
      (a.createdAt === b.createdAt ? 0 : createdMs(a) - createdMs(b)) ||
      compareText(a.photoId, b.photoId) ||
      compareText(a.modelId, b.modelId)
    );
  };
  const indexes = candidates.keys();
  for (const ofPerson of Map.groupBy(indexes, (index) => candidates[index]?.personId).values()) {
    ofPerson.sort(byRank);
    for (const [place, index] of ofPerson.entries()) numbers[index] = place + 1;
  }
  return numbers;
}

/** The first word and the rest: right for `Ludwig van Beethoven`, and for people with one name. */
function splitName(name: string): { first: string; last: string } {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return { first, last: rest.join(' ') };
}

function toDay(createdAt: string): string {
  const ms = Date.parse(createdAt);
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10);
}

/** Makes the segments of a path safe and joins them, within `budget` each. */
function stemMaker(budget: NameBudget) {
  const folderOf = remembering((text) => safeName(text, budget) || NO_FOLDER_NAME);
  const unlikeManifest = (name: string) => (isManifest(name) ? `${name}_` : name);
  const topFolderOf = remembering((text) => unlikeManifest(folderOf(text)));
  const roomBeside = remembering((suffix) =>
    budgetWithout(budget, `${suffix}${LONGEST_EXTENSION}`),
  );
  return (segments: readonly string[], photoId: string, tag: string): string => {
    const suffix = tag === '' ? '' : ` (${tag})`;
    const room = roomBeside(suffix);
    const name = safeName(segments.at(-1) ?? '', room) || safeName(photoId, room) || 'photo';
    const file = `${name}${suffix}`;
    if (segments.length === 1) return unlikeManifest(file);
    let path = topFolderOf(segments[0] ?? '');
    for (let at = 1; at < segments.length - 1; at++) path += `/${folderOf(segments[at] ?? '')}`;
    return `${path}/${file}`;
  };
}
