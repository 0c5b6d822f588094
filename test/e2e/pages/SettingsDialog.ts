import type { Page } from 'playwright-core';

export type SettingsTab =
  | 'Account'
  | 'Library'
  | 'General'
  | 'Live updates'
  | 'History'
  | 'Diagnostics'
  | 'About';

const TRIES = 4;
const GONE_MS = 3_000;

/** Everything that can be set. */
export class SettingsDialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get dialog() {
    return this.#page.getByRole('dialog', { name: 'Settings' });
  }

  get report() {
    return this.dialog.getByRole('textbox', { name: 'Report' });
  }

  async goTo(page: SettingsTab): Promise<void> {
    await this.dialog.getByRole('tab', { name: page }).click();
    await this.dialog.getByRole('tabpanel', { name: page }).waitFor();
  }

  async chooseAppearance(name: 'As the system' | 'Light' | 'Dark'): Promise<void> {
    await this.goTo('General');
    await this.dialog.getByRole('radio', { name }).click();
  }

  async forgetKey(): Promise<void> {
    await this.goTo('Account');
    await this.dialog.getByRole('button', { name: 'Forget…' }).click();
    const question = this.#page.getByRole('dialog', { name: 'Forget the API key?' });
    await question.getByRole('button', { name: 'Forget the key' }).click();
    // Until it is gone, the Escape key is its own.
    await question.waitFor({ state: 'detached' });
  }

  /** A key that comes while a question in front is just going may be lost: one presses it again. */
  async close(): Promise<void> {
    for (let tries = 1; ; tries++) {
      await this.#page.keyboard.press('Escape');
      try {
        await this.dialog.waitFor({ state: 'detached', timeout: GONE_MS });
        return;
      } catch (error) {
        if (tries === TRIES) throw error;
      }
    }
  }
}
