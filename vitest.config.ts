import { defineConfig } from 'vitest/config';

/** A file that receives the counts, for CI. */
const results = process.env['TEST_RESULTS'];

/** Tests that look at the window in a browser. */
const WINDOW = ['test/**/*.e2e.test.ts', 'test/host/*.test.ts'];

export default defineConfig({
  test: {
    globalSetup: 'test/build.setup.ts',
    // Real files and real HTTP on two slow cores: generous, and never what a test asserts.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: WINDOW,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'window',
          include: WINDOW,
          sequence: { groupOrder: 1 },
          // A browser takes both cores by itself: one file at a time, and where it still came too late
          // for a click, once more. The report says which tests needed that.
          maxWorkers: 1,
          retry: 1,
        },
      },
    ],
  },
});
