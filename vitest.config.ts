import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Real files and real HTTP on two slow cores: generous, and never what a test asserts.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
