import type { Locator, Page } from 'playwright-core';

/** Making a session for somebody, and the link that is shown once. */
export class SessionDialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get form() {
    return this.#page.getByRole('dialog', { name: 'Create a session' });
  }

  get email() {
    return this.form.getByRole('textbox', { name: 'E-mail' });
  }

  choice(name: string): Locator {
    return this.form.getByRole('combobox', { name });
  }

  get test() {
    return this.form.getByRole('switch', { name: 'Test session' });
  }

  get create() {
    return this.form.getByRole('button', { name: 'Create the session' });
  }

  /** What went wrong. */
  get problem() {
    return this.form.getByRole('alert');
  }

  /** The session is there. */
  get made() {
    return this.#page.getByRole('dialog', { name: /^The session of .+ is there$/ });
  }

  get link() {
    return this.made.getByRole('textbox', { name: 'Link' });
  }

  /** Asked where the link would be lost. */
  get question() {
    return this.#page.getByRole('dialog', { name: 'Close without copying the link?' });
  }
}
