// The engine's own tests: they pass with src/explain and prompts moved away, because nothing they load knows either.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const home = join(import.meta.dirname, '..');
const rooms = [
  'architecture',
  'model',
  'network',
  'checks',
  'cluster',
  'report',
  'pictures',
  'blocks',
  'exercise',
  'commands',
  'store',
];
const vitest = join(home, 'node_modules/vitest/vitest.mjs');
const run = spawnSync(process.execPath, [vitest, 'run', ...rooms.map((room) => `test/${room}`)], {
  cwd: home,
  stdio: 'inherit',
});
process.exitCode = run.status ?? 1;
