import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import type { AppProcess } from './app-client.ts';
import type { FromApp } from './messages.ts';
import { BINDING, type FromPage, preloadScript, type ToPage } from './page-bridge.ts';

/** The window's page in the browser, with the built preload in it. */
export interface HostPage {
  page: Page;
  /** Hands an event to the page's preload. */
  deliver(event: { channel: string; args: unknown[] }): void;
}

/** Opens the page the app asked for, and joins it to the app. */
export async function openHostPage(
  context: BrowserContext,
  app: AppProcess,
  { url, preload }: Extract<FromApp, { kind: 'open' }>,
): Promise<HostPage> {
  const page = context.pages()[0] ?? (await context.newPage());
  const line = createEventLine();
  await page.exposeBinding(BINDING, async ({ frame }, message: FromPage): Promise<ToPage> => {
    if (message.kind === 'next') return { kind: 'events', events: await line.next(message.page) };
    const { channel, args } = message;
    const from = { url: frame.url(), isMain: frame === page.mainFrame() };
    try {
      const value = await app.ask({ kind: 'invoke', channel, args, frame: from });
      return { kind: 'value', value };
    } catch (error) {
      return { kind: 'error', message: error instanceof Error ? error.message : String(error) };
    }
  });
  await page.addInitScript({ content: preloadScript(await readFile(preload, 'utf8')) });
  await page.goto(url);
  await guardNavigation(page, app);
  app.order({ kind: 'painted' });
  return { page, deliver: line.deliver };
}

/** Events wait for the page to ask for them; a page that is gone gets none. */
function createEventLine() {
  let page = '';
  let events: { channel: string; args: unknown[] }[] = [];
  let wake: (() => void) | null = null;
  return {
    deliver(event: { channel: string; args: unknown[] }) {
      // Electron, too, drops what is sent before anybody listens.
      if (page === '') return;
      events.push(event);
      wake?.();
    },
    async next(asking: string) {
      if (asking !== page) {
        page = asking;
        events = [];
      }
      wake?.();
      if (events.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      if (asking !== page) return [];
      const batch = events;
      events = [];
      wake = null;
      return batch;
    },
  };
}

/** Asks the app before any frame leaves for another document or opens a window, as Electron does. */
async function guardNavigation(page: Page, app: AppProcess): Promise<void> {
  const session = await page.context().newCDPSession(page);
  let mayOpen: Promise<unknown> = Promise.resolve(false);
  session.on('Page.windowOpen', ({ url }) => {
    mayOpen = app.ask({ kind: 'mayOpen', url }).catch(() => false);
  });
  page.on('popup', async (popup) => {
    if (!(await mayOpen)) await popup.close().catch(() => undefined);
  });
  await session.send('Page.enable');
  const { frameTree } = await session.send('Page.getFrameTree');
  session.on('Fetch.requestPaused', async ({ requestId, request, frameId }) => {
    const frame = { url: request.url, isMain: frameId === frameTree.frame.id };
    const allowed = await app.ask({ kind: 'mayNavigate', frame }).catch(() => false);
    // The page may be gone by now, and its request with it.
    await (allowed
      ? session.send('Fetch.continueRequest', { requestId })
      : session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    ).catch(() => undefined);
  });
  await session.send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] });
}
