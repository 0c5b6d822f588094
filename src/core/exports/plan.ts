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
import {
  compareText,
  labelAll,
  MANIFEST_CSV,
  MANIFEST_JSON,
  nameCandidates,
  personOf,
  photoKey,
} from './names.ts';
import { MAX_SEGMENT_BYTES, safeName } from './safe-name.ts';
import { parseTemplate, type Template } from './template.ts';

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
  const template = parseTemplate(options.template);
  const asked = withoutRepeats(candidates);
  const teamNames = labelAll(
    asked,
    (it) => it.team.id,
    (it) => it.team.name,
  );
  const targets =
    options.layout === 'zip-per-team'
      ? [...Map.groupBy(asked, (it) => it.team.id).values()].map((ofTeam) =>
          planTeam(options, template, ofTeam, teamNames),
        )
      : planTogether(options, template, asked, teamNames, context.organizationName);
  const plan = { options, targets };
  if (!options.overwrite) refuseExisting(plan, context.exists);
  return plan;
}

/** The paths `template` gives to `candidates` inside one ZIP, in the same order. Throws `template_invalid`. */
export function previewNames(template: string, candidates: readonly ExportCandidate[]): string[] {
  const teamNames = labelAll(
    candidates,
    (it) => it.team.id,
    (it) => it.team.name,
  );
  return nameCandidates(parseTemplate(template), candidates, teamNames, null).map(
    ({ candidate, stem }) =>
      `${stem}.${'path' in candidate.file ? candidate.file.extension : 'jpg'}`,
  );
}

function planTeam(
  options: ExportOptions,
  template: Template,
  candidates: readonly ExportCandidate[],
  teamNames: ReadonlyMap<string, string>,
): PlannedTarget {
  const team = candidates[0]?.team ?? null;
  const name = teamNames.get(team?.id ?? '') ?? '';
  const path = join(options.to, `${name}.zip`);
  return planTarget(team, path, template, candidates, teamNames, null);
}

function planTogether(
  options: ExportOptions,
  template: Template,
  candidates: readonly ExportCandidate[],
  teamNames: ReadonlyMap<string, string>,
  organizationName: string,
): PlannedTarget[] {
  if (candidates.length === 0) return [];
  const inFolder = options.layout === 'folder';
  const zipName = `${safeName(organizationName, ZIP_NAME_BUDGET) || 'Headshots'}.zip`;
  const path = inFolder ? options.to : join(options.to, zipName);
  return [planTarget(null, path, template, candidates, teamNames, inFolder ? options.to : null)];
}

function planTarget(
  team: PlannedTarget['team'],
  path: string,
  template: Template,
  candidates: readonly ExportCandidate[],
  teamNames: ReadonlyMap<string, string>,
  folder: string | null,
): PlannedTarget {
  const entries: PlannedEntry[] = [];
  const omissions: Omission[] = [];
  let sizeBytes = 0;
  for (const { candidate, stem } of nameCandidates(template, candidates, teamNames, folder)) {
    if (hasFile(candidate)) {
      entries.push({ candidate, name: `${stem}.${candidate.file.extension}` });
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
  const byPhoto = new Map<string, ExportCandidate>();
  for (const candidate of candidates) {
    const key = photoKey(candidate);
    if (!byPhoto.has(key)) byPhoto.set(key, candidate);
  }
  return [...byPhoto.values()];
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
function filesOf(plan: ExportPlan, target: PlannedTarget): string[] {
  if (plan.options.layout !== 'folder') return [target.path];
  const inside = [...target.entries.map((entry) => entry.name), MANIFEST_CSV, MANIFEST_JSON];
  return inside.map((name) => join(target.path, name));
}
