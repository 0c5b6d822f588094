import type { Locator, Page } from 'playwright-core';

/** Everybody's way from invite to headshots. */
export class CampaignPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get title() {
    return this.#page.getByRole('heading', { level: 1, name: 'Campaign' });
  }

  /** From the sidebar, which hides where there is little room. */
  async open(): Promise<void> {
    const door = this.#page.getByRole('button', { name: 'Show sidebar' });
    if (await door.isVisible()) await door.click();
    await this.#page
      .getByRole('navigation', { name: 'Library' })
      .getByRole('button', { name: /^Campaign/ })
      .click();
    await this.lines.first().waitFor();
  }

  get chart() {
    return this.#page.getByRole('table', { name: /^From invite to headshots/ });
  }

  /** A step of the chart, to press. */
  step(name: string): Locator {
    return this.chart.getByRole('button', { name, exact: true });
  }

  /** How many are at a step now. */
  async at(name: string): Promise<string | null> {
    return this.chart
      .getByRole('row')
      .filter({ has: this.#page.getByRole('button', { name, exact: true }) })
      .getByRole('cell')
      .last()
      .textContent();
  }

  team(name: string): Locator {
    return this.#page.getByRole('table', { name: 'Teams' }).getByRole('button', { name });
  }

  get credits() {
    return this.#page.getByRole('region', { name: 'Credits' });
  }

  get people() {
    return this.#page.getByRole('grid', { name: 'People on their way' });
  }

  get lines() {
    return this.people.locator('[data-index]');
  }

  someone(name: string): Locator {
    return this.lines.filter({ has: this.#page.getByText(name, { exact: true }) });
  }

  /** `16 people`, of the list. */
  get count() {
    return this.#page.getByRole('region', { name: 'People' }).getByRole('status').first();
  }

  get search() {
    return this.#page.getByRole('searchbox', { name: 'Search by name or e-mail' });
  }

  get invite() {
    return this.#page.locator('header').getByRole('button', { name: 'Invite people…' });
  }

  get lookUp() {
    return this.#page.getByRole('button', { name: 'Look up an invite…' });
  }

  /** Does something with all who are listed. */
  async withAll(action: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'With these people' }).click();
    await this.#page.getByRole('menuitem', { name: action }).click();
  }

  async menuOf(name: string): Promise<Locator> {
    await this.someone(name).click({ button: 'right' });
    return this.#page.getByRole('menu');
  }
}
