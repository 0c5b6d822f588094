import type { Locator, Page } from 'playwright-core';

/** The export being put together. */
export class ExportDialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get dialog() {
    return this.#page.getByRole('dialog', { name: /^Export / });
  }

  get template() {
    return this.dialog.getByRole('textbox', { name: 'Template' });
  }

  get templateProblem() {
    return this.dialog.getByRole('alert');
  }

  get result() {
    return this.dialog.getByRole('region', { name: 'What you get' });
  }

  /** Some of the real names inside. */
  get names() {
    return this.result.getByRole('list', { name: /^In / }).getByRole('listitem');
  }

  /** What starts it: `Export 16 photos`. */
  get go() {
    return this.dialog.getByRole('button', { name: /^Export/ });
  }

  get folder() {
    return this.dialog.getByRole('button', { name: 'Choose…' });
  }

  get onlyHere() {
    return this.result.getByRole('switch', { name: 'Only what is on this computer' });
  }

  choice(name: string): Locator {
    return this.dialog.getByRole('radio', { name });
  }

  async cancel(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Cancel' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Starts the export as soon as what it comes to is known. */
  async start(): Promise<void> {
    await this.go.and(this.#page.locator(':enabled')).click();
    await this.dialog.waitFor({ state: 'detached' });
  }
}
