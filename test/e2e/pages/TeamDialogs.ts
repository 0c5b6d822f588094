import type { Locator, Page } from 'playwright-core';

/** Making, naming, deleting and filling teams: the doors in the sidebar and what opens behind them. */
export class TeamDialogs {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get #sidebar() {
    return this.#page.getByRole('navigation', { name: 'Library' });
  }

  get newTeam() {
    return this.#sidebar.getByRole('button', { name: 'New team…' });
  }

  /** A team's line, with its name and numbers. */
  row(name: string): Locator {
    return this.#sidebar.getByRole('button', { name: new RegExp(`^${name}`) });
  }

  /** Opens a team's menu by the secondary button. */
  async menuOf(name: string): Promise<Locator> {
    await this.#showSidebar();
    await this.row(name).click({ button: 'right' });
    return this.#page.getByRole('menu');
  }

  /** Takes something from the menu behind a team's dots. */
  async choose(name: string, item: string): Promise<void> {
    await this.#showSidebar();
    await this.row(name).hover();
    await this.#sidebar.getByRole('button', { name: `More for ${name}` }).click();
    await this.#page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** The sidebar hides where there is little room. */
  async #showSidebar(): Promise<void> {
    const door = this.#page.getByRole('button', { name: 'Show sidebar' });
    if (await door.isVisible()) await door.click();
  }

  /** The name of a new team, or another name of one. */
  get naming() {
    return this.#page.getByRole('dialog', { name: /^New team$|^Rename the team$/ });
  }

  get name() {
    return this.naming.getByRole('textbox', { name: 'Name' });
  }

  get deleting() {
    return this.#page.getByRole('dialog', { name: /^Delete the team/ });
  }

  get delete() {
    return this.deleting.getByRole('button', { name: 'Delete the team' });
  }

  get adding() {
    return this.#page.getByRole('dialog', { name: /^Add people to/ });
  }

  get addresses() {
    return this.adding.getByRole('textbox', { name: 'E-mail addresses' });
  }

  get team() {
    return this.adding.getByRole('combobox', { name: 'Team' });
  }

  get add() {
    return this.adding.getByRole('button', { name: /^Add/ });
  }

  /** Who is in the team, and who is not and why. */
  get moved() {
    return this.#page.getByRole('dialog', { name: /^Not everybody is in/ });
  }

  /** A message at the bottom of the window. */
  notice(text: string): Locator {
    return this.#page.getByRole('region', { name: 'Messages' }).getByText(text, { exact: true });
  }

  /** What the pointer carries. */
  get badge() {
    return this.#page.locator('[aria-hidden="true"][data-over]');
  }
}
