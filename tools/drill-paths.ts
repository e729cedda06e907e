// Loses every key of every recorded cluster once, not only each different path as npm test does.
import { spawnSync } from 'node:child_process';

const vitest = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
const env = { ...process.env, KEY_LOSSES: 'all' };
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/checks/key-losses.test.ts'], {
  stdio: 'inherit',
  env,
});
process.exitCode = status ?? 1;
