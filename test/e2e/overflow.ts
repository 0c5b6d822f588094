import type { Page } from 'playwright-core';

/** What of the page nobody can get at because it lies beyond the window's sides; empty where all is well. */
export async function outOfSight(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    const wide = scrollWidth > innerWidth ? [`the page is ${scrollWidth} wide`] : [];
    const scrolls = (element: Element): boolean => {
      for (let at = element.parentElement; at; at = at.parentElement) {
        if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true;
      }
      return false;
    };
    const controls = document.querySelectorAll(
      'h1, h2, button, input, select, textarea, [role="tab"], [role="radio"], [role="option"]',
    );
    const outside = [...controls].filter((element) => {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        return false;
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (left < -1 || right > innerWidth + 1) && !scrolls(element);
    });
    const nameOf = (element: Element) =>
      element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
    return [
      ...wide,
      ...outside.map((element) => `${element.tagName.toLowerCase()} “${nameOf(element)}”`),
    ];
  });
}
