import type { Locator, Page } from 'playwright-core';

/** One person: all their photos, or some of them on stage. */
export class PersonPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get name() {
    return this.#page.getByRole('heading', { level: 1 });
  }

  get photos() {
    return this.#page
      .getByRole('grid', { name: /^Photos of/ })
      .getByRole('gridcell', { name: /^Photo / });
  }

  /** A photo by its place, from 1. */
  photo(position: number): Locator {
    return this.#page.getByRole('gridcell', { name: new RegExp(`^Photo ${position} of`) });
  }

  /** What a comparison or a single photo is shown on. */
  get stage() {
    return this.#page.getByRole('region', { name: 'Photo', exact: true });
  }

  /** The photo on stage, by everything that is said of it. */
  get shown() {
    return this.stage.getByRole('img', { name: /^Photo \d+ of/ });
  }

  get filmstrip() {
    return this.#page.getByRole('listbox', { name: 'All photos' });
  }

  get marks() {
    return this.#page.getByRole('group', { name: 'Your marks' });
  }

  mark(name: string): Locator {
    return this.marks.getByRole('button', { name, exact: true });
  }

  /** `Zoom 100%`. */
  get zoom() {
    return this.#page.getByRole('button', { name: /^Zoom \d/ });
  }

  get details() {
    return this.#page.getByRole('complementary', { name: 'Details' });
  }

  get exportButton() {
    return this.#page.locator('header').getByRole('button', { name: 'Export…' });
  }

  get nextPerson() {
    return this.#page.getByRole('button', { name: 'Next person' });
  }

  async back(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Back to the library' }).click();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }
}
