// Records what the bot's account can read of every scenario into test/dumps: `npm run record`. A golden changes only with
// a reason in the same commit.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { recordDump } from '../src/playground/aks/record.ts';
import { startAks } from '../src/playground/aks/server.ts';

const aks = await startAks();
const into = join(import.meta.dirname, '..', 'test', 'dumps');
rmSync(into, { recursive: true, force: true });
for (const scenario of aks.scenarios) {
  await recordDump(`${aks.url}/clusters/${scenario}`, 'netlab-token', 'student-07', join(into, scenario));
}
await aks.close();
process.stdout.write(`recorded ${aks.scenarios.length} scenarios into test/dumps\n`);
