import type { Locator, Page } from 'playwright-core';

/** Revoking an invite, or deleting a session: what is lost, the name, the end. */
export class RemovalDialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get dialog() {
    return this.#page.getByRole('dialog', {
      name: /^(Revoke|Delete) .+\?$|is (revoked|deleted)$/,
    });
  }

  get title() {
    return this.dialog.getByRole('heading', { level: 2 });
  }

  /** Where the name is typed. */
  get field() {
    return this.dialog.getByRole('textbox');
  }

  /** What has to be typed. */
  async words(): Promise<string> {
    await this.field.waitFor();
    const label = (await this.dialog.locator('label').last().textContent()) ?? '';
    return /“(.*)”/.exec(label)?.[1] ?? '';
  }

  /** Revoke, or delete. */
  get remove() {
    return this.dialog.getByRole('button', { name: /^(Revoke|Delete) the / });
  }

  /** The photos that would be lost, and what can be done about them. */
  get atRisk() {
    return this.dialog.getByRole('region', { name: 'Photos that would be lost' });
  }

  /** What went wrong. */
  get problem() {
    return this.dialog.getByRole('alert');
  }

  /** What came of it. */
  get outcome() {
    return this.dialog.getByRole('status');
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** Types the name and presses Enter. */
  async confirm(): Promise<void> {
    await this.field.fill(await this.words());
    await this.field.press('Enter');
  }

  /** Waits for the end and closes it. */
  async finish(): Promise<void> {
    await this.button('Done').click();
    await this.dialog.waitFor({ state: 'detached' });
  }
}
