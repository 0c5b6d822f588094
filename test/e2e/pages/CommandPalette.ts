import type { Locator, Page } from 'playwright-core';

/** Everything by typing. */
export class CommandPalette {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get dialog() {
    return this.#page.getByRole('dialog', { name: 'Command palette' });
  }

  get options() {
    return this.dialog.getByRole('option');
  }

  option(name: string): Locator {
    return this.dialog.getByRole('option', { name });
  }

  /** Opens it by its keys. */
  async open(): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+k');
    await this.dialog.waitFor();
  }

  /** Types `words` and takes what comes first, once that is `wanted`. */
  async run(words: string, wanted: string): Promise<void> {
    await this.open();
    await this.dialog.getByRole('combobox').fill(words);
    await this.options.first().and(this.option(wanted)).waitFor();
    await this.#page.keyboard.press('Enter');
    await this.dialog.waitFor({ state: 'detached' });
  }
}
