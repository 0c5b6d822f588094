import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const HARD = ['serious', 'critical'];

/** What axe finds serious or critical on the page: the rule, and where. */
export async function seriousFlaws(page: Page): Promise<string[]> {
  // The debugger runs it, past the content policy that refuses scripts like this.
  await page.evaluate(axe.source);
  const results = await page.evaluate(async (): Promise<AxeResults> => {
    const { axe: inside } = window as unknown as { axe: typeof axe };
    return inside.run(document, { resultTypes: ['violations'] });
  });
  return results.violations
    .filter(({ impact }) => HARD.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id}: ${target.join(' ')}: ${any[0]?.message ?? ''}`),
    );
}
