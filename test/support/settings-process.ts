/** Writes the settings again and again, to be killed in the midst of it. The argument is their folder. */

process.env['ELECTRON_OVERRIDE_DIST_PATH'] = '/nowhere';
const { createSettingsStore } = await import('../../src/main/settings-store.ts');

const quiet = () => {};
const [folder = ''] = process.argv.slice(2);
const log = { debug: quiet, warn: quiet, error: quiet };
const store = createSettingsStore(folder, { clock: Date, log });
for (let round = 0; round < 30; round++) {
  const rounds = Array.from({ length: 2_000 }, () => round);
  store.set('settings', { round, rounds });
  await new Promise(setImmediate);
}
