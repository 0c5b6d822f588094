import type { DownloadOutcome } from '#core/downloads/downloads.ts';
import { expiringModels } from '#core/library/expiring.ts';
import { libraryTotals } from '#core/library/people.ts';
import { EVERYBODY } from '#core/library/scope.ts';
import { listingFailures } from '#core/sync/listing-failures.ts';
import type { PhotoChoice } from '#shared/library.ts';
import type { CliContext } from '../context.ts';
import { EXIT, exitStatusOf } from '../exit-status.ts';
import { failuresToJson, sayFailures, sayGaps } from '../failures.ts';
import { fetchChosen, syncFor } from '../fetch.ts';
import { count, formatBytes } from '../format.ts';
import { resolveScope, type ScopeOptions } from '../scope.ts';

/** `connect`: checks the key and makes the organization's library. */
export async function connect(context: CliContext): Promise<number> {
  const { terminal } = context;
  return context.online(async ({ library }, { api, organization }) => {
    library.mirror.begin(organization);
    const credits = await api.credits({ lane: 'person' }).catch(() => null);
    const { uid, name, website } = organization;
    terminal.json({ organization: { uid, name, website }, credits, library: library.paths.folder });
    terminal.say(
      `Connected to ${name}${credits === null ? '' : ` (${count(credits, 'credit')})`}.`,
    );
    terminal.say(`Its library is ${library.paths.folder}`);
    terminal.say('The key is not stored. Next: `headshot-desk sync`');
    return EXIT.done;
  });
}

/** `sync`: mirrors the organization into the library. */
export async function sync(
  context: CliContext,
  options: ScopeOptions & { full?: boolean },
): Promise<number> {
  const { terminal, signal } = context;
  return context.online(async (workspace, { organization }) => {
    const report = await workspace.sync({
      organization,
      photosOf: () => EVERYBODY,
      full: options.full ?? false,
      signal,
      onProgress: terminal.progress,
    });
    terminal.settle();
    const totals = libraryTotals(workspace.library.db);
    const failed = listingFailures(workspace.library.db, report);
    terminal.json({ ...totals, ...report, failed: failuresToJson(failed) });
    sayGaps(terminal, workspace.library.db, report);
    sayFailures(terminal, failed);
    if (totals) {
      terminal.say(
        `${totals.organization.name}: ${count(totals.people, 'person', 'people')}, ${totals.ready} ready, ${count(totals.photos, 'photo')}, ${totals.stored} on disk.`,
      );
    }
    return failed.length > 0 ? EXIT.somePhotosFailed : EXIT.done;
  });
}

/** `download`: brings what is chosen to this disk; with `expiring`, what nears 30 days. */
export async function download(
  context: CliContext,
  options: ScopeOptions & PhotoChoice & { full?: boolean; expiring?: boolean },
): Promise<number> {
  const { terminal, clock } = context;
  return context.online(async (workspace, { organization }) => {
    const { unlisted, gaps } = await syncFor(context, workspace, { ...options, organization });
    const { db } = workspace.library;
    const modelIds = options.expiring ? expiringModels(db, clock.now()) : [];
    const nothing = options.expiring && modelIds.length === 0;
    if (nothing) terminal.say('No photo that is not here nears 30 days.');
    const scope = { ...resolveScope(db, options), modelIds };
    const { outcome, failed } = nothing
      ? { outcome: NOTHING, failed: [] }
      : await fetchChosen(context, workspace, { ...options, scope });
    const failures = [...unlisted, ...failed];
    const { stored, storedBytes, adopted, halted } = outcome;
    const error = halted ? { error: halted } : {};
    const did = { stored, storedBytes, adopted, ...gaps };
    terminal.json({ ...did, failed: failuresToJson(failures), ...error });
    terminal.say(
      `${count(stored, 'photo')} downloaded (${formatBytes(storedBytes)}) into ${workspace.library.paths.folder}`,
    );
    if (adopted > 0) terminal.say(`${count(adopted, 'photo')} found there already.`);
    sayFailures(terminal, failures);
    if (halted) terminal.complain(halted.message);
    if (halted) return exitStatusOf(halted.code);
    return failures.length > 0 ? EXIT.somePhotosFailed : EXIT.done;
  });
}

const NOTHING: DownloadOutcome = { stored: 0, storedBytes: 0, adopted: 0, failed: 0, halted: null };
