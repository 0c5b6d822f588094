import type { Page } from 'playwright-core';

/** The first screen. */
export class WelcomePage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get title() {
    return this.#page.getByRole('heading', { level: 1, name: /^Every headshot/ });
  }

  get key() {
    return this.#page.getByRole('textbox', { name: 'API key' });
  }

  get remember() {
    return this.#page.getByRole('switch', { name: 'Keep it on this computer' });
  }

  get connectButton() {
    return this.#page.getByRole('button', { name: 'Connect', exact: true });
  }

  get demoButton() {
    return this.#page.getByRole('button', { name: 'Explore the demo organization' });
  }

  /** Why connecting did not work. */
  get problem() {
    return this.#page.getByRole('alert');
  }

  async connect(apiKey: string): Promise<void> {
    await this.key.fill(apiKey);
    await this.connectButton.click();
  }
}
