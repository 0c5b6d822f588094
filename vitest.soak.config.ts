import { defineConfig } from 'vitest/config';

/** Long and heavy: `npm run test:soak`, by hand and each night, never in front of a change. */
export default defineConfig({
  test: {
    globalSetup: 'test/build.setup.ts',
    include: ['test/soak/**/*.soak.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    // One measures memory, one kills by what it sees: none may crowd another.
    fileParallelism: false,
    reporters: ['verbose'],
  },
});
