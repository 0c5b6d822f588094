import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { API_KEY, startCompany } from './organizations.ts';
import { FIRST_START_MS, openStage, PATIENT, type Stage, type Visit } from './stage.ts';

/** The key as it is, and as it would look in other clothes. */
const GUISES = [
  API_KEY,
  API_KEY.slice(4, 20),
  encodeURIComponent(API_KEY),
  Buffer.from(API_KEY).toString('base64').replaceAll('=', ''),
  Buffer.from(API_KEY).toString('hex'),
];

let stage: Stage;
let sandbox: Sandbox;
let visit: Visit;
/** Everything that reached the window, from before the key went in. */
const seen: string[] = [];
beforeAll(async () => {
  [stage, sandbox] = await Promise.all([openStage(), startCompany()]);
  visit = await stage.visit({ apiUrl: sandbox.apiUrl });
  const { page } = visit;
  page.on('console', (message) => seen.push(message.text()));
  page.on('request', (request) => {
    seen.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`);
  });
  page.on('response', (response) => {
    seen.push(`${response.url()} ${JSON.stringify(response.headers())}`);
  });
  await page.evaluate(() => {
    const events: string[] = [];
    Object.assign(window, { heard: events });
    window.desk.subscribe((message) => events.push(JSON.stringify(message)));
  });
}, FIRST_START_MS);
afterAll(async () => {
  await stage.close();
  await sandbox.close();
});

/** What of it holds the key; a few words around each place. */
function leaks(texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    GUISES.filter((guise) => text.includes(guise)).map((guise) => {
      const at = text.indexOf(guise);
      return text.slice(Math.max(0, at - 60), at + guise.length + 20);
    }),
  );
}

test('the key goes in and is in nothing that the window can see', async () => {
  const { page, welcome, library, settings, exporting } = visit;
  await welcome.connect(API_KEY);
  await library.synced();
  await page.keyboard.press('ControlOrMeta+d');
  await visit.activity.open();
  await visit.activity.job('Plain & Sons').waitFor();
  await library.settingsButton.click();
  await settings.goTo('Diagnostics');
  await expect.poll(() => settings.report.inputValue(), PATIENT).toContain('Headshot Desk');
  seen.push(await settings.report.inputValue(), await page.content());
  await settings.dialog.getByRole('button', { name: 'Copy report' }).click();
  await settings.goTo('Account');
  seen.push(await page.content());
  await settings.close();
  await library.exportButton.click();
  await exporting.names.first().waitFor();
  seen.push(await page.content());
  await exporting.cancel();

  const replies = await page.evaluate(async () => {
    const query = {
      view: { kind: 'all' },
      filter: {
        search: '',
        hasFavorite: null,
        rated: null,
        downloaded: null,
        isNew: null,
        lifecycle: null,
      },
      sort: { key: 'name', descending: false },
    };
    const calls: [string, object][] = [
      ['session.get', {}],
      ['session.retry', {}],
      ['session.connect', { apiKey: 'another', remember: false }],
      ['library.summary', {}],
      ['people.list', { ...query, offset: 0, limit: 200 }],
      ['people.ids', query],
      ['jobs.list', {}],
      ['exports.defaultFolder', {}],
      ['exports.presets', {}],
      ['settings.get', {}],
      ['storage.usage', {}],
      ['desktop.diagnostics', {}],
      ['vault.read', {}],
      ['session.key', {}],
    ];
    const answers = [];
    for (const [path, input] of calls) answers.push(await window.desk.invoke(path, input));
    return answers.map((answer) => JSON.stringify(answer));
  });
  const kept = await page.evaluate(async () => [
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    JSON.stringify(await indexedDB.databases()),
    document.cookie,
    location.href,
    ...performance.getEntries().map(({ name }) => name),
    ...[...document.querySelectorAll('input')].map(({ value }) => value),
    ...(window as unknown as { heard: string[] }).heard,
  ]);
  expect(replies).toHaveLength(14);
  expect(kept.length).toBeGreaterThan(20);
  expect(leaks([...seen, ...replies, ...kept])).toEqual([]);
});

test('the key is in no file in the clear, and never went to the photo host', async () => {
  expect(await visit.app.close()).toBe(0);
  expect(leaks([visit.app.output()])).toEqual([]);
  const { userData } = visit.app;
  for (const entry of await readdir(userData, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path, 'latin1');
    expect(leaks([content]), path).toEqual([]);
  }
  expect(sandbox.stats().keysSeenByPhotoHost).toBe(0);
  expect(
    leaks(sandbox.requests.to('api').map(({ path, query }) => path + JSON.stringify(query))),
  ).toEqual([]);
});
