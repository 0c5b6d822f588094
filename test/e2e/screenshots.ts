import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { DEMO_CACHE } from './screens.ts';
import { openStage, settled, type Visit } from './stage.ts';

/** `node test/e2e/screenshots.ts`: takes the README's pictures of the demo organization anew. */

const FOLDER = join(import.meta.dirname, '../../docs/screenshots');
const SIZE = { width: 1280, height: 800 };
/** So that they are sharp on today's screens. */
const DENSITY = 2;
/** A list as it comes from an office: most of it right. */
const LIST = [
  'E-mail;Team;Name;Personnel no.',
  'amara.osei@larkmoor.example;Sales;Amara Osei;4711',
  'jonas.weber@larkmoor.example;Sales;Jonas Weber;4712',
  'lucía.prieto@larkmoor;Engineering;Lucía Prieto;4713',
  'mei.tanaka@larkmoor.example;Field Crew;Mei Tanaka;4714',
  'piotr.nowak@larkmoor.example;Engineering;Piotr Nowak;4715',
  'jonas.weber@larkmoor.example;Sales;Jonas Weber;4712',
  'sofie.lund@larkmoor.example;Customer Success;Sofie Lund;4716',
].join('\n');

const stage = await openStage();
try {
  const visit = await stage.visit({
    env: { HEADSHOT_DESK_CACHE: DEMO_CACHE },
    home: join(await stage.folder(), 'home/ingrid.sorensen/Larkmoor'),
  });
  await visit.page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await visit.welcome.demoButton.click();
  await visit.library.synced();
  await mkdir(FOLDER, { recursive: true });
  await takeLibrary(visit);
  await takeExport(visit);
  await takePerson(visit);
  await takeCampaign(visit);
  await takeInvite(visit);
} finally {
  await stage.close();
}

async function takeLibrary({ page, library }: Visit): Promise<void> {
  await library.people.first().waitFor();
  await save(page, 'library');
}

async function takeExport({ page, library, exporting }: Visit): Promise<void> {
  await library.goTo('Customer Success');
  await library.exportButton.click();
  await exporting.choice('All').click();
  await exporting.go.and(page.locator(':enabled')).waitFor();
  await save(page, 'export');
  await exporting.cancel();
}

async function takePerson({ page, library, person }: Visit): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await library.goTo('Engineering');
  await library.open('Harpreet Singh Gill');
  await person.photo(1).dblclick();
  await person.zoom.waitFor();
  await person.press('p', '5');
  await person.mark('5 stars').and(page.locator('[aria-pressed="true"]')).waitFor();
  await save(page, 'person');
}

async function takeCampaign({ page, campaign }: Visit): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await campaign.open();
  await save(page, 'campaign');
}

async function takeInvite({ page, inviting }: Visit): Promise<void> {
  await inviting.open();
  await inviting.check(LIST);
  await save(page, 'invite');
}

/** Saves what is on screen once its pictures are there, in few colours. */
async function save(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    (document.activeElement as HTMLElement | null)?.blur();
    const inSight = [...document.images].filter((image) => {
      const { top, bottom } = image.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    });
    await Promise.all(inSight.map((image) => image.decode().catch(() => undefined)));
  });
  await settled(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setDeviceMetricsOverride', {
    ...SIZE,
    deviceScaleFactor: DENSITY,
    mobile: false,
  });
  const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
  await session.detach();
  await sharp(Buffer.from(data, 'base64'))
    .png({ palette: true, colours: 128, dither: 0.6, effort: 8 })
    .toFile(join(FOLDER, `${name}.png`));
}
