import type { Locator, Page } from 'playwright-core';

/** All long work. */
export class ActivityPanel {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get panel() {
    return this.#page.getByRole('complementary', { name: 'Activity' });
  }

  /** Opens it with the keyboard, once the window listens. */
  async open(): Promise<void> {
    await this.#page.getByRole('heading', { level: 1 }).first().waitFor();
    await this.#page.keyboard.press('ControlOrMeta+j');
    await this.panel.waitFor();
  }

  /** A job by what it is called. */
  job(label: string | RegExp): Locator {
    return this.panel.getByRole('article', { name: label });
  }

  /** A job as soon as it is as said: `Finished`, `Paused`. */
  jobThatIs(label: string | RegExp, state: string | RegExp): Locator {
    return this.job(label).filter({ has: this.#page.getByText(state) });
  }

  steps(label: string | RegExp): Locator {
    return this.job(label).getByRole('list').getByRole('listitem');
  }

  async pause(label: string): Promise<void> {
    await this.job(label).getByRole('button', { name: 'Pause' }).click();
  }

  async resume(label: string): Promise<void> {
    await this.job(label).getByRole('button', { name: 'Resume' }).click();
  }

  /** Cancels a job that has begun, and says yes to the question. */
  async cancel(label: string): Promise<void> {
    await this.job(label)
      .getByRole('button', { name: /^More for/ })
      .click();
    await this.#page.getByRole('menuitem', { name: 'Cancel…' }).click();
    await this.#page
      .getByRole('dialog', { name: `Cancel “${label}”?` })
      .getByRole('button', { name: 'Cancel the job' })
      .click();
  }

  /** Opens the list of what failed and gives its people. */
  async failures(label: string): Promise<Locator> {
    const job = this.job(label);
    await job.getByText(/photos? failed$/).click();
    return job.getByRole('group').getByRole('listitem');
  }

  async retryFailed(label: string): Promise<void> {
    await this.job(label).getByRole('button', { name: 'Retry failed' }).click();
  }

  async reveal(label: string): Promise<void> {
    await this.job(label).getByRole('button', { name: 'Show in folder' }).click();
  }

  async close(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Close activity' }).click();
  }
}
