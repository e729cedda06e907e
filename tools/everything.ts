// What `npm test` runs: lint, types, dead code, tests; Vitest's summary comes last. Every step runs, so that one look
// shows all that is wrong.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const home = join(import.meta.dirname, '..');
const inModules = (...path: readonly string[]) => join(home, 'node_modules', ...path);

const steps: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: 'biome', args: [inModules('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'tsc', args: [inModules('typescript/bin/tsc'), '-p', '.'] },
  { name: 'tsc (page)', args: [inModules('typescript/bin/tsc'), '-p', 'src/playground/slack/page'] },
  { name: 'knip', args: [inModules('knip/bin/knip.js')] },
  { name: 'vitest', args: [inModules('vitest/vitest.mjs'), 'run', ...process.argv.slice(2)] },
];

const failed = steps.filter(({ name, args }) => {
  process.stdout.write(`\n── ${name}\n`);
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd: home, stdio: 'inherit' });
  if (status === 0 && name !== 'vitest')
    process.stdout.write(`${name}: fine, ${Math.round(performance.now() - started)} ms\n`);
  return status !== 0;
});

if (failed.length > 0) {
  process.stderr.write(`\nFailed: ${failed.map(({ name }) => name).join(', ')}\n`);
  process.exitCode = 1;
}
