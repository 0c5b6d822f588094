import type { ExportCandidate } from '#shared/export.ts';
import { distinctNames } from './distinct.ts';
import { type NameBudget, nameKey, safeName } from './safe-name.ts';
import { slug } from './slug.ts';

/** Names that every export keeps for itself, at its top. */
export const MANIFEST_CSV = 'manifest.csv';
export const MANIFEST_JSON = 'manifest.json';

/** Long names are cut before they are compared, so that the tag of namesakes is never cut off. */
const LABEL_BUDGET: NameBudget = { bytes: 90, units: 60 };
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
    // In this order: what one disk takes for one name is one key, whatever its slugs are.
    key: (label) => slug(nameKey(label)) || nameKey(label),
    name: (id, tag) => {
      const label =
        safeName(named.get(id) ?? '', LABEL_BUDGET) || safeName(id, LABEL_BUDGET) || 'unnamed';
      return tag === '' ? label : `${label} (${tag})`;
    },
  });
  return new Map(ids.map((id, index) => [id, labels[index] ?? id]));
}

/** Order by code unit: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
