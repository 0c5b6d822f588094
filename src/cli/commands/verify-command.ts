import { systemClock } from '#core/clock.ts';
import { verifyZip } from '#core/exports/verify-zip.ts';
import { putCatalogueAside } from '#core/library/catalogue.ts';
import { verifyLibrary } from '#core/library/verify.ts';
import { isAppError } from '#shared/errors.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { count, formatBytes } from '../format.ts';

/** `verify`: reads everything back, of the library or of the ZIPs that are named. */
export async function verify(
  context: CliContext,
  zips: readonly string[],
  options: { rebuild?: boolean },
): Promise<number> {
  return zips.length > 0 ? verifyZips(context, zips) : verifyWholeLibrary(context, options);
}

async function verifyWholeLibrary(
  context: CliContext,
  { rebuild = false }: { rebuild?: boolean },
): Promise<number> {
  const { terminal, signal } = context;
  let putAside: string | null = null;
  const status = await context.offline(async ({ library }) => {
    try {
      const result = await verifyLibrary(library, { signal, onProgress: terminal.progress });
      terminal.settle();
      terminal.json(result);
      for (const { person, photoId, variant, state } of result.problems) {
        terminal.complain(`  ${person}, photo ${photoId} (${variant}): ${state}`);
      }
      const checked = `${count(result.files, 'file')} checked (${formatBytes(result.sizeBytes)})`;
      if (result.problems.length === 0) {
        terminal.say(`${checked}: all as they were stored.`);
        return EXIT.done;
      }
      terminal.say(
        `${checked}, ${result.problems.length} not as stored. \`headshot-desk download\` fetches them again.`,
      );
      return EXIT.somePhotosFailed;
    } catch (error) {
      if (!rebuild || !isAppError(error, 'library_damaged')) throw error;
      library.db.close();
      putAside = putCatalogueAside(library.paths, systemClock);
      return EXIT.done;
    }
  });
  if (putAside === null) return status;
  // Opened once more, it takes in what is left.
  await context.offline(async () => undefined);
  terminal.json({ putAside });
  terminal.say(`The damaged catalogue is now ${putAside}. Next: \`headshot-desk download\``);
  return EXIT.done;
}

async function verifyZips(
  { terminal, signal, path }: CliContext,
  zips: readonly string[],
): Promise<number> {
  const results = [];
  for (const zip of zips) {
    const result = await verifyZip(path(zip), signal);
    results.push({ path: path(zip), ...result });
    const against = result.hasManifest ? 'its manifest' : 'its own checksums';
    if (result.problems.length === 0) {
      terminal.say(`${zip}: ${count(result.files, 'file')} agree with ${against}.`);
    }
    for (const { name, message } of result.problems) {
      terminal.complain(`${zip}: ${name} ${message}`);
    }
  }
  terminal.json({ zips: results });
  return results.some(({ problems }) => problems.length > 0) ? EXIT.localDisk : EXIT.done;
}
