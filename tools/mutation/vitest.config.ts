import { defineConfig } from 'vitest/config';

// The tests that judge the engine; the others run for minutes and would only be slower to notice.
export default defineConfig({
  test: {
    include: ['test/network/**/*.test.ts', 'test/checks/**/*.test.ts'],
    // Properties draw at random: a mutant that one run kills, the next may not.
    exclude: ['test/**/properties.test.ts'],
  },
});
