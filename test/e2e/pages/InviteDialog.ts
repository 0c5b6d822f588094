import type { Locator, Page } from 'playwright-core';

/** Inviting people: written, looked through, sent. */
export class InviteDialog {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** With the keyboard, from wherever the window is. */
  async open(): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+i');
    await this.writing.waitFor();
  }

  get writing() {
    return this.#page.getByRole('dialog', { name: 'Invite people' });
  }

  get checking() {
    return this.#page.getByRole('dialog', { name: 'Look through the list' });
  }

  get sending() {
    return this.#page.getByRole('dialog', { name: 'Invites', exact: true });
  }

  get addresses() {
    return this.writing.getByRole('textbox', { name: 'Addresses' });
  }

  /** Writes a list and goes on to looking through it. */
  async check(text: string): Promise<void> {
    await this.addresses.fill(text);
    await this.writing.getByRole('button', { name: 'Check the list' }).click();
    await this.checking.waitFor();
  }

  async inviteOne(email: string): Promise<void> {
    await this.writing.getByRole('radio', { name: 'One person' }).click();
    await this.writing.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await this.writing.getByRole('button', { name: 'Invite', exact: true }).click();
  }

  get summary() {
    return this.checking.getByRole('status').first();
  }

  get lines() {
    return this.checking.getByRole('region', { name: 'Lines of the list' }).getByRole('listitem');
  }

  get send() {
    return this.checking.getByRole('button', { name: /^Send / });
  }

  get results() {
    return this.sending.getByRole('region', { name: 'Results' }).getByRole('listitem');
  }

  result(email: string): Locator {
    return this.results.filter({ has: this.#page.getByText(email, { exact: true }) });
  }

  /** Waits until the job is as said: `Finished`, `Paused`. */
  async becomes(state: string): Promise<void> {
    await this.sending.getByRole('status').first().filter({ hasText: state }).waitFor();
  }

  button(name: string | RegExp): Locator {
    return this.sending.getByRole('button', { name });
  }

  async close(): Promise<void> {
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Close' }).first().click();
    await dialog.waitFor({ state: 'detached' });
  }
}
