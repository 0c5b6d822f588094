import type { Locator, Page } from 'playwright-core';
import { SettingsDialog } from './SettingsDialog.ts';

/** The page of the settings about looks, watch rules and webhooks. */
export class LiveSettings {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get dialog() {
    return this.#page.getByRole('dialog', { name: 'Settings' });
  }

  async open(): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+,');
    await new SettingsDialog(this.#page).goTo('Live updates');
    await this.newRule.waitFor();
  }

  get look() {
    return this.dialog.getByRole('button', { name: 'Look now' });
  }

  get newRule() {
    return this.dialog.getByRole('button', { name: 'New rule…' });
  }

  get rules() {
    return this.dialog.getByRole('list', { name: 'Watch rules' }).getByRole('listitem');
  }

  /** What can be done with the only rule. */
  rule(action: 'Edit…' | 'Pause' | 'Resume' | 'Delete…'): Locator {
    return this.rules.getByRole('button', { name: action });
  }

  /** The form of a rule. */
  get form() {
    return this.#page.getByRole('dialog', { name: /watch rule$/ });
  }

  field(name: 'File names'): Locator {
    return this.form.getByRole('textbox', { name });
  }

  choice(name: 'When somebody in' | 'does this'): Locator {
    return this.form.getByLabel(name);
  }

  /** Saves the form and waits until it is gone. */
  async save(): Promise<void> {
    await this.form.getByRole('button', { name: /^(Create rule|Save)$/ }).click();
    await this.form.waitFor({ state: 'detached' });
  }

  get secret() {
    return this.dialog.getByLabel('Webhook secret');
  }

  /** Enters the secret, or another one. */
  async keep(secret: string): Promise<void> {
    await this.secret.fill(secret);
    await this.dialog.getByRole('button', { name: 'Save secret' }).click();
    await this.replace.waitFor();
  }

  get replace() {
    return this.dialog.getByRole('button', { name: 'Replace…' });
  }

  get port() {
    return this.dialog.getByRole('textbox', { name: 'Port' });
  }

  async choosePort(port: number): Promise<void> {
    await this.port.fill(String(port));
    await this.port.press('Enter');
  }

  get receive() {
    return this.dialog.getByRole('switch', { name: 'Receive webhooks' });
  }

  get problem() {
    return this.dialog.getByRole('alert');
  }

  /** Waits until it listens at that port. */
  async listening(port: number): Promise<void> {
    await this.dialog.getByText(`Listening at http://127.0.0.1:${port}`).waitFor();
  }

  /** A number with its name: `Accepted`, `Refused`. */
  async fact(name: string): Promise<string | null> {
    const value = this.dialog.getByRole('term').filter({ hasText: name }).locator('+ dd');
    return value.textContent();
  }
}
