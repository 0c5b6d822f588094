import { defineConfig } from 'vitest/config';

/** A file that receives the counts, for CI. */
const results = process.env['TEST_RESULTS'];

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Real files and real HTTP on two slow cores: generous, and never what a test asserts.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
  },
});
