import { defineConfig } from 'vitest/config';

// These tests ask the cluster that KUBECONFIG names, so the environment reaches them as it is.
export default defineConfig({ test: { include: ['test/contract/**/*.test.ts'], testTimeout: 30_000 } });
