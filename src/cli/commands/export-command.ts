import type { Workspace } from '#core/core.ts';
import { defaultTemplate } from '#core/exports/template.ts';
import type { SyncGaps } from '#core/sync/sync-notes.ts';
import { type ErrorData, isAppError } from '#shared/errors.ts';
import type { ExportedTarget, ExportOptions, ExportPlan, Layout } from '#shared/export.ts';
import type { PhotoChoice } from '#shared/library.ts';
import type { CliContext } from '../context.ts';
import { EXIT, exitStatusOf } from '../exit-status.ts';
import { type Failure, failuresToJson, sayFailures } from '../failures.ts';
import { fetchChosen, syncFor } from '../fetch.ts';
import { count, formatBytes } from '../format.ts';
import { resolveScope, type ScopeOptions } from '../scope.ts';

/** The options of `export`. */
export interface ExportCommandOptions extends ScopeOptions, PhotoChoice {
  to: string;
  /** The layout's own default where it is left out. */
  template?: string;
  layout: Layout;
  overwrite?: boolean;
  dryRun?: boolean;
  offline?: boolean;
  full?: boolean;
}

/** What the sync before an export could not list, and what it went on without. */
interface Listing {
  unlisted: readonly Failure[];
  gaps: SyncGaps;
}

const NOTHING_LISTED: Listing = { unlisted: [], gaps: { skipped: [], incomplete: [] } };

/** How many planned names `--dry-run` shows of each ZIP; `--json` lists all. */
const NAMES_SHOWN = 5;

const WITHOUT_OFFLINE = 'Run it again without --offline to fetch what is missing.';

/** `export`: syncs, downloads what is missing, then writes and verifies the ZIPs. */
export async function exportCommand(
  context: CliContext,
  options: ExportCommandOptions,
): Promise<number> {
  if (options.offline) {
    return context.offline((workspace) => exportFrom(context, workspace, options, NOTHING_LISTED));
  }
  try {
    return await context.online(async (workspace, { organization }) => {
      const listing = await syncFor(context, workspace, { ...options, organization });
      return exportFrom(context, workspace, options, listing);
    });
  } catch (error) {
    // The library may have it all.
    if (isAppError(error, 'api_unreachable', 'api_failed')) {
      context.terminal.complain('Add --offline to export what is on disk already.');
    }
    throw error;
  }
}

async function exportFrom(
  context: CliContext,
  workspace: Workspace,
  options: ExportCommandOptions,
  { unlisted, gaps }: Listing,
): Promise<number> {
  const { terminal, signal } = context;
  const exportOptions = readExportOptions(context, workspace, options);
  const { exports } = workspace;
  if (options.dryRun) {
    const { plan, toDownload } = exports.preview(exportOptions);
    return sayPlan(context, plan, toDownload, { unlisted, gaps });
  }
  // Settled before anything is fetched: a file in the way must not be found after an hour.
  await exports.assertPossible(exportOptions, signal);

  if (!options.offline) {
    const { outcome } = await fetchChosen(context, workspace, { ...exportOptions });
    if (outcome.halted) return sayHalted(context, outcome.halted);
  }
  const report = await exports.run(exportOptions, { signal, onProgress: terminal.progress });
  terminal.settle();
  const failed: Failure[] = [...unlisted, ...report.failed];
  terminal.json({
    exports: report.exports.map(targetToJson),
    ...gaps,
    failed: failuresToJson(failed),
  });
  for (const { path, photos, sizeBytes, sha256 } of report.exports) {
    terminal.say(`${path}  ${count(photos, 'photo')}, ${formatBytes(sizeBytes)}`);
    terminal.say(`  sha256 ${sha256}`);
  }
  const packed = report.exports.reduce((sum, { photos }) => sum + photos, 0);
  terminal.say(
    report.asked === 0
      ? 'There is nothing to export: no photo is in that choice.'
      : `${count(packed, 'photo')} of ${report.asked} exported and verified.`,
  );
  sayFailures(terminal, failed, options.offline ? WITHOUT_OFFLINE : undefined);
  return failed.length > 0 ? EXIT.somePhotosFailed : EXIT.done;
}

function readExportOptions(
  context: CliContext,
  { library }: Workspace,
  options: ExportCommandOptions,
): ExportOptions {
  return {
    scope: resolveScope(library.db, options),
    selection: options.selection,
    variant: options.variant,
    layout: options.layout,
    template: options.template ?? defaultTemplate(options.layout),
    to: context.path(options.to),
    overwrite: options.overwrite ?? false,
  };
}

/** The documented shape of an export: docs/cli.md. */
function targetToJson({ team, path, photos, sizeBytes, sha256 }: ExportedTarget) {
  return { team: team && { id: team.id, name: team.name }, path, photos, sizeBytes, sha256 };
}

function sayHalted({ terminal }: CliContext, halted: ErrorData): number {
  terminal.json({ exports: [], failed: [], error: halted });
  terminal.complain(halted.message);
  terminal.complain(
    'Nothing was exported. Run the same command again to go on, or add --offline to export what is on disk.',
  );
  return exitStatusOf(halted.code);
}

function sayPlan(
  { terminal }: CliContext,
  { targets }: ExportPlan,
  toDownload: number,
  { unlisted, gaps }: Listing,
): number {
  const failed: Failure[] = [...unlisted, ...targets.flatMap(({ omissions }) => omissions)];
  terminal.json({
    plan: targets.map(({ team, path, entries, omissions }) => ({
      team: team && { id: team.id, name: team.name },
      path,
      photos: entries.length,
      files: entries.map(({ name }) => name),
      missing: failuresToJson(omissions),
    })),
    toDownload,
    ...gaps,
    failed: failuresToJson(failed),
  });
  for (const { path, entries, omissions } of targets) {
    terminal.say(`${path}  ${count(entries.length, 'photo')}`);
    for (const { name } of entries.slice(0, NAMES_SHOWN)) terminal.say(`  ${name}`);
    if (entries.length > NAMES_SHOWN) terminal.say(`  … and ${entries.length - NAMES_SHOWN} more`);
    if (omissions.length > 0) terminal.say(`  ${count(omissions.length, 'photo')} missing`);
  }
  terminal.say(
    `${count(toDownload, 'photo')} would be downloaded first. Nothing was downloaded or written.`,
  );
  return EXIT.done;
}
