import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/browser/setup.ts'],
    // Contract tests run against whatever KUBECONFIG names: npm run test:cluster.
    exclude: ['test/contract/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What comes a moment later on a busy machine still comes.
    expect: { poll: { timeout: 5000 } },
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
