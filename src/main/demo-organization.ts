import { join } from 'node:path';
import type { StartDemo } from '#core/ports.ts';

/** The embedded demo organization; loaded only when somebody asks for it. */
export interface DemoOrganization {
  start: StartDemo;
  close(): Promise<void>;
}

/** A demo organization whose portraits are drawn once and kept below `cacheRoot`. */
export function createDemoOrganization(cacheRoot: string): DemoOrganization {
  let running: ReturnType<typeof open> | null = null;
  return {
    start: async () => {
      running ??= open(cacheRoot);
      try {
        const { apiUrl, apiKey } = await running;
        return { apiUrl, apiKey };
      } catch (error) {
        running = null;
        throw error;
      }
    },
    close: async () => {
      await (await running)?.close();
    },
  };
}

async function open(cacheRoot: string) {
  const [{ startSandbox }, { demoOrganization }, { createPortraits }] = await Promise.all([
    import('#sandbox/sandbox.ts'),
    import('#sandbox/demo/organization.ts'),
    import('#sandbox/demo/portraits.ts'),
  ]);
  return startSandbox({
    seed: demoOrganization(),
    draw: createPortraits({ cacheDir: join(cacheRoot, 'demo-portraits') }),
  });
}
