import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seriousFlaws } from './accessibility.ts';
import { DEMO_CACHE, SCREENS, type Screen } from './screens.ts';
import { FIRST_START_MS, openStage, type Stage, settled, type Visit } from './stage.ts';

const ARTIFACTS = join(import.meta.dirname, '../../test-artifacts/screens');
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const THEMES = ['light', 'dark'] as const;

let stage: Stage;
beforeAll(async () => {
  await mkdir(ARTIFACTS, { recursive: true });
  stage = await openStage();
}, FIRST_START_MS);
afterAll(() => stage.close());

/** Looks at what is on screen, light and dark: with axe's eyes, and kept for ours. */
async function inspect(name: string, { page }: Visit): Promise<string[]> {
  const flaws: string[] = [];
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await settled(page);
      const path = join(ARTIFACTS, `${name}-${colorScheme}-${size.width}.jpg`);
      await page.screenshot({ path, type: 'jpeg', quality: 85 });
    }
    await page.setViewportSize(SIZES[0]);
    flaws.push(...(await seriousFlaws(page)).map((flaw) => `${colorScheme}: ${flaw}`));
  }
  return flaws;
}

describe('every screen, light and dark', () => {
  let visit: Visit;

  test('the welcome', async () => {
    visit = await stage.visit({ env: { HEADSHOT_DESK_CACHE: DEMO_CACHE } });
    await visit.welcome.title.waitFor();
    expect(await inspect('welcome', visit)).toEqual([]);
  });

  test('the welcome with a problem', async () => {
    await visit.welcome.connectButton.click();
    await visit.welcome.problem.waitFor();
    expect(await inspect('welcome-problem', visit)).toEqual([]);
  });

  test('the demo is there', async () => {
    await visit.welcome.demoButton.click();
    await visit.library.synced();
  });

  test.each(Object.entries<Screen>(SCREENS))('%s', async (name, { open, close }) => {
    await open(visit);
    const flaws = await inspect(name, visit);
    await close(visit);
    expect(flaws).toEqual([]);
  });
});
