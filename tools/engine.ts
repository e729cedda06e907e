// The engine's own tests: they pass with src/explain and prompts moved away, because nothing they load knows either.
// With paths behind it, only those below these paths.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const home = join(import.meta.dirname, '..');
/** What of `test` the engine has: folders, and files without what follows their names. */
export const engineRooms = [
  'architecture',
  'model',
  'network',
  'paste',
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

if (import.meta.main) {
  const given = process.argv.slice(2);
  const paths = given.length > 0 ? given : engineRooms.map((room) => `test/${room}`);
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...paths], { cwd: home, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
