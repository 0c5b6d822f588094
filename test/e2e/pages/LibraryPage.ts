import type { Locator, Page } from 'playwright-core';

/** Sidebar, toolbar and the people, as grid or list. */
export class LibraryPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get title() {
    return this.#page.getByRole('heading', { level: 1 });
  }

  /** `12 people`. */
  get count() {
    return this.#page.getByRole('banner').or(this.#page.locator('header')).getByRole('status');
  }

  get grid() {
    return this.#page.getByRole('grid', { name: 'People' });
  }

  /** Cards of the grid, or lines of the list without its head. */
  get people() {
    return this.grid.locator('[data-index]');
  }

  /** Somebody's card or line. */
  someone(name: string): Locator {
    return this.people.filter({ has: this.#page.getByText(name, { exact: true }) });
  }

  get selected() {
    return this.grid.locator('[data-index][aria-selected="true"]');
  }

  /** What floats over the people while several are selected. */
  get selection() {
    return this.#page.getByRole('region', { name: 'Selection' });
  }

  get search() {
    return this.#page.getByRole('searchbox', { name: 'Search by name or e-mail' });
  }

  get exportButton() {
    return this.#page.locator('header').getByRole('button', { name: 'Export…' });
  }

  get sidebar() {
    return this.#page.getByRole('navigation', { name: 'Library' });
  }

  /** A place of the sidebar. */
  place(name: string): Locator {
    return this.sidebar.getByRole('button', { name: new RegExp(`^${name}`) });
  }

  /** Goes to a place of the sidebar, which hides where there is little room. */
  async goTo(name: string): Promise<void> {
    const door = this.#page.getByRole('button', { name: 'Show sidebar' });
    if (await door.isVisible()) await door.click();
    await this.place(name).click();
  }

  get banner() {
    return this.#page
      .getByRole('status')
      .filter({ hasText: /^Offline|^No API key|^Only to look at|^Rebuilt/ });
  }

  get syncButton() {
    return this.#page.getByRole('button', { name: 'Sync now' });
  }

  get activityButton() {
    return this.#page.getByRole('button', { name: /^Activity/ });
  }

  get settingsButton() {
    return this.#page.getByRole('button', { name: 'Settings', exact: true });
  }

  /** Waits until a sync has ended. */
  async synced(): Promise<void> {
    await this.#page.getByText(/^Synced /).waitFor();
  }

  /** Names in the order they are shown. */
  async names(): Promise<string[]> {
    return this.people.evaluateAll((items) =>
      items
        .toSorted((a, b) => Number(a.dataset['index']) - Number(b.dataset['index']))
        .map((item) => item.querySelector('[dir="auto"]')?.textContent ?? ''),
    );
  }

  async selectedNames(): Promise<string[]> {
    return this.selected.evaluateAll((items) =>
      items.map((item) => item.querySelector('[dir="auto"]')?.textContent ?? ''),
    );
  }

  async show(layout: 'Grid' | 'List'): Promise<void> {
    await this.#page.getByRole('radio', { name: layout, exact: true }).click();
  }

  async sortBy(...items: string[]): Promise<void> {
    for (const name of items) {
      await this.#page.getByRole('button', { name: 'Sort', exact: true }).click();
      await this.#page.getByRole('menuitemradio', { name, exact: true }).click();
    }
  }

  columnHead(name: string): Locator {
    return this.grid.getByRole('columnheader', { name });
  }

  /** Sets a condition in the filter's panel: `Has a favorite`, `Yes`. */
  async filterBy(condition: string, answer: 'Any' | 'Yes' | 'No'): Promise<void> {
    await this.#page.getByRole('button', { name: /^Filter/ }).click();
    const panel = this.#page.getByRole('dialog', { name: 'Filter' });
    await panel
      .getByRole('radiogroup', { name: condition })
      .getByRole('radio', { name: answer })
      .click();
    await this.#page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  }

  async filterByStatus(status: string): Promise<void> {
    await this.#page.getByRole('button', { name: /^Filter/ }).click();
    const panel = this.#page.getByRole('dialog', { name: 'Filter' });
    await panel.getByRole('combobox', { name: 'Status' }).selectOption({ label: status });
    await this.#page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  }

  async clearFilters(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Clear all' }).first().click();
  }

  async open(name: string): Promise<void> {
    await this.someone(name).dblclick();
  }

  /** The menu of somebody, opened by the secondary button. */
  async menuOf(name: string): Promise<Locator> {
    await this.someone(name).click({ button: 'right' });
    return this.#page.getByRole('menu');
  }
}
