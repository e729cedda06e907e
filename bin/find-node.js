import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from './say.js';

/** Node's major version as a number, 0 when the program does not run here. */
function major(program) {
  const asked = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return asked.status === 0 ? Number.parseInt(asked.stdout.slice(1), 10) : 0;
}

/** The pinned Node 24, else this one when it is new enough, else a Node >= 24 on the PATH; else it ends with 2. */
export function findNode(home) {
  const pinned = join(home, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(pinned) && major(pinned) >= 24) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  if (major('node') >= 24) return 'node';
  return refuse(
    `no Node 24 for ${process.platform} ${process.arch}: install Node >= 24 (this is ${process.versions.node}) and try again`,
  );
}
