import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type {
  ExportCandidate,
  ExportOptions,
  ExportPlan,
  Omission,
  PlannedEntry,
  PlannedTarget,
} from '#shared/export.ts';
import { compareText, labelAll, MANIFEST_CSV, MANIFEST_JSON, personOf } from './names.ts';
import { type Naming, nameCandidates } from './photo-names.ts';
import { MAX_SEGMENT_BYTES, safeName } from './safe-name.ts';
import { parseTemplate } from './template.ts';

/** What a plan needs to know beyond its options and photos. */
export interface PlanContext {
  /** Names the one ZIP of `single-zip`. */
  organizationName: string;
  /** Whether something is at an absolute path already; `() => false` previews without looking. */
  exists(path: string): boolean;
}

const ZIP_NAME_BUDGET = { bytes: MAX_SEGMENT_BYTES - 4, units: 100 };
const PATHS_SHOWN = 5;

/**
 * Settles an export before the first byte: which files, under which names, what is missing and why.
 * A team with no photo at all has no target; one whose photos are all missing has no entries and gets
 * no ZIP. Throws `template_invalid`, or `target_exists` when a file is in the way and `overwrite` is off.
 */
export function planExport(
  options: ExportOptions,
  candidates: Iterable<ExportCandidate>,
  context: PlanContext,
): ExportPlan {
  const { variant, layout, to } = options;
  const template = parseTemplate(options.template);
  const asked = withoutRepeats(candidates);
  const folder = layout === 'folder' ? to : null;
  const naming = { template, teamNames: nameTeams(asked), variant, folder };
  const targets =
    layout === 'zip-per-team'
      ? [...Map.groupBy(asked, (it) => it.team.id).values()].map((ofTeam) =>
          planTeam(to, naming, ofTeam),
        )
      : planTogether(options, naming, asked, context.organizationName);
  const plan = { options, targets };
  if (!options.overwrite) refuseExisting(plan, context.exists);
  return plan;
}

/** The paths `template` gives to `candidates` inside one ZIP, in the same order. Throws `template_invalid`. */
export function previewNames(template: string, candidates: readonly ExportCandidate[]): string[] {
  const naming: Naming = {
    template: parseTemplate(template),
    teamNames: nameTeams(candidates),
    variant: 'main',
    folder: null,
  };
  return nameCandidates(naming, candidates).map((stem, index) => {
    const { file } = candidates[index] ?? {};
    return `${stem}.${file && 'path' in file ? file.extension : 'jpg'}`;
  });
}

function nameTeams(candidates: readonly ExportCandidate[]): Map<string, string> {
  return labelAll(
    candidates,
    (it) => it.team.id,
    (it) => it.team.name,
  );
}

function planTeam(
  folder: string,
  naming: Naming,
  candidates: readonly ExportCandidate[],
): PlannedTarget {
  const team = candidates[0]?.team ?? null;
  const name = naming.teamNames.get(team?.id ?? '') ?? '';
  return planTarget(team, join(folder, `${name}.zip`), naming, candidates);
}

function planTogether(
  { layout, to }: ExportOptions,
  naming: Naming,
  candidates: readonly ExportCandidate[],
  organizationName: string,
): PlannedTarget[] {
  if (candidates.length === 0) return [];
  const zipName = `${safeName(organizationName, ZIP_NAME_BUDGET) || 'Headshots'}.zip`;
  const path = layout === 'folder' ? to : join(to, zipName);
  return [planTarget(null, path, naming, candidates)];
}

function planTarget(
  team: PlannedTarget['team'],
  path: string,
  naming: Naming,
  candidates: readonly ExportCandidate[],
): PlannedTarget {
  const entries: PlannedEntry[] = [];
  const omissions: Omission[] = [];
  let sizeBytes = 0;
  const stems = nameCandidates(naming, candidates);
  for (const [index, candidate] of candidates.entries()) {
    if (hasFile(candidate)) {
      entries.push({ candidate, name: `${stems[index]}.${candidate.file.extension}` });
      sizeBytes += candidate.file.sizeBytes;
    } else if ('missing' in candidate.file) {
      omissions.push(omissionOf(candidate, candidate.file.missing, candidate.file.message));
    }
  }
  entries.sort((a, b) => compareText(a.name, b.name));
  return { team, path, entries, omissions, sizeBytes };
}

function hasFile(candidate: ExportCandidate): candidate is PlannedEntry['candidate'] {
  return 'path' in candidate.file;
}

/** One photo that is left out, as reports show it. */
export function omissionOf(
  candidate: ExportCandidate,
  code: Omission['code'],
  message: string,
): Omission {
  const { team, modelId, photoId } = candidate;
  return { team, modelId, photoId, person: personOf(candidate), code, message };
}

function withoutRepeats(candidates: Iterable<ExportCandidate>): ExportCandidate[] {
  const seen = new Map<string, Set<string>>();
  const asked: ExportCandidate[] = [];
  for (const candidate of candidates) {
    const { modelId, photoId } = candidate;
    const ofModel = seen.get(modelId) ?? new Set();
    if (ofModel.has(photoId)) continue;
    if (ofModel.size === 0) seen.set(modelId, ofModel);
    ofModel.add(photoId);
    asked.push(candidate);
  }
  return asked;
}

function refuseExisting(plan: ExportPlan, exists: (path: string) => boolean): void {
  const taken = plan.targets
    .filter((target) => target.entries.length > 0)
    .flatMap((target) => filesOf(plan, target).filter(exists));
  if (taken.length === 0) return;
  const shown = taken.slice(0, PATHS_SHOWN).join(', ');
  const more = taken.length > PATHS_SHOWN ? ` and ${taken.length - PATHS_SHOWN} more` : '';
  throw new AppError(
    'target_exists',
    `Nothing was written, because it would replace ${shown}${more}. ` +
      'Choose another folder, or allow overwriting.',
  );
}

/** Every file that a target puts on the disk, absolute. */
export function filesOf(plan: ExportPlan, target: PlannedTarget): string[] {
  if (plan.options.layout !== 'folder') return [target.path];
  const inside = [...target.entries.map((entry) => entry.name), MANIFEST_CSV, MANIFEST_JSON];
  return inside.map((name) => join(target.path, name));
}
