import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import type { AppProcess } from './app-client.ts';
import type { EventLine } from './event-line.ts';
import type { FromApp } from './messages.ts';
import { BINDING, type FromPage, preloadScript, type ToPage } from './page-bridge.ts';

/** Opens the page the app asked for, with the built preload in it, and joins it to the app. */
export async function openHostPage(
  context: BrowserContext,
  app: AppProcess,
  { url, preload }: Extract<FromApp, { kind: 'open' }>,
  line: EventLine,
): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
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
  return page;
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
