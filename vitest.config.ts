import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Files that start browsers and databases have a worker each; the others share theirs, which halves their time: most of it
// went into loading the same modules again.
const own = ['test/browser/**/*.test.ts', 'test/store/**/*.test.ts', 'test/terminal/**/*.test.ts'];
// Contract tests run against whatever KUBECONFIG names: npm run test:cluster.
const exclude = ['test/contract/**'];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'own', include: own, exclude } },
      {
        extends: true,
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: [...exclude, ...own], isolate: false },
      },
    ],
    globalSetup: ['test/browser/setup.ts'],
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
      // As the launcher sets it: processes that tests start compile once.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'netlab-compiled'),
    },
  },
});
