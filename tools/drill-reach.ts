// The engine against the second evaluator over many more clusters than npm test draws.
import { spawnSync } from 'node:child_process';

const vitest = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
const env = { ...process.env, REACH_RUNS: process.argv[2] ?? '10000' };
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/network/policy/properties.test.ts'], {
  stdio: 'inherit',
  env,
});
process.exitCode = status ?? 1;
