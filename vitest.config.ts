import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/browser/setup.ts'],
    // Contract tests run against whatever KUBECONFIG names: npm run test:cluster.
    exclude: ['test/contract/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What comes a moment later on a busy machine still comes.
    expect: { poll: { timeout: 15_000 } },
    // Vitest would leave a core free: of two, half.
    maxWorkers: '100%',
    // Colours and configuration of the machine must not reach a test.
    env: {
      NO_COLOR: '1',
      OPENAI_API_KEY: 'from-the-environment',
      KUBECONFIG: '',
      NETLAB_CONTEXT: '',
      NETLAB_EXERCISE: '',
    },
  },
});
