// One round of the drill: writers, a kill in the middle, and a reader that tells what is left.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { compiled } from '../../test/support/compiled.ts';
import type { Postgres } from '../../test/support/postgres.ts';
import type { Where } from '../../test/support/store-at.ts';

type Done = { readonly did: 'join' | 'check' | 'progress'; readonly user: string; readonly namespace?: string };

type Found = {
  readonly user: string;
  readonly namespace: string;
  readonly attempts: number;
  readonly readable: number;
  readonly audit: number;
};

/** What a round came to. `lost` are acknowledged rows that are gone, `doubled` namespaces with more than one student. */
export type Round = {
  readonly acknowledged: number;
  readonly found: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly killed: boolean;
  readonly errors: string;
  readonly millis: number;
};

const script = (name: string) => join(import.meta.dirname, name);

function run(name: string, job: unknown): ChildProcess {
  const options = ['--disable-warning=ExperimentalWarning', script(name), JSON.stringify(job)];
  return spawn(process.execPath, options, {
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compiled },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('close', () => resolve()));

/** Everything that a child prints, and what it says each time a whole line has come. */
function reading(child: ChildProcess, each: (lines: readonly string[]) => void = () => undefined) {
  const out = { stdout: '', stderr: '' };
  child.stdout?.on('data', (data) => {
    out.stdout += String(data);
    each(out.stdout.split('\n').slice(0, -1));
  });
  child.stderr?.on('data', (data) => (out.stderr += String(data)));
  return out;
}

const doneIn = (text: string): readonly Done[] =>
  text
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

function lostOf(done: readonly Done[], found: readonly Found[]): readonly string[] {
  return done.flatMap(({ did, user, namespace }) => {
    const own = found.find((each) => each.user === user);
    if (did === 'join') return own?.namespace === namespace ? [] : [`the seat of ${user}`];
    if (did === 'check') return own?.attempts === 1 && own.readable === 1 ? [] : [`the attempt of ${user}`];
    // A join and a check each left a line.
    return (own?.audit ?? 0) >= 2 ? [] : [`the audit of ${user}`];
  });
}

/** How a round goes: how many people, after how many acknowledgements what is killed. */
export type Plan = {
  readonly where: Where;
  readonly many: number;
  readonly after: number;
  readonly writers: number;
  /** Kills this server instead of a writer. */
  readonly server: Postgres | null;
};

/** Runs one round. */
export async function round({ where, many, after, writers, server }: Plan): Promise<Round> {
  const start = performance.now();
  let kill: Promise<void> | null = null;
  const said = new Map<number, number>();
  const children = Array.from({ length: writers }, (_, index) => run('writer.ts', { where, name: `W${index}X`, many }));
  const outs = children.map((child, index) =>
    reading(child, (lines) => {
      said.set(index, lines.length);
      const all = [...said.values()].reduce((sum, each) => sum + each, 0);
      // A server that goes while a writer is opening the store is another story: that one is refused at its start.
      const ready = [...said.values()].filter((count) => count > 0).length;
      if (kill !== null || all - ready < after || (server !== null && ready < writers)) return;
      // Of several writers the first one goes, whoever came so far.
      const [first = child] = children;
      kill = server === null ? Promise.resolve(void first.kill('SIGKILL')) : server.kill();
    }),
  );
  await Promise.all(children.map(ended));
  await kill;
  if (server !== null && kill !== null) await server.start();
  const reader = run('reader.ts', where);
  const read = reading(reader);
  await ended(reader);
  if (read.stdout === '') throw new Error(`the store cannot be read: ${read.stderr}`);
  const found: readonly Found[] = JSON.parse(read.stdout);
  const done = outs.flatMap(({ stdout }) => doneIn(stdout));
  const names = found.map(({ namespace }) => namespace);
  return {
    acknowledged: done.length,
    found: found.length,
    lost: lostOf(done, found),
    doubled: names.filter((name, index) => names.indexOf(name) !== index),
    killed: kill !== null,
    errors: outs.map(({ stderr }) => stderr).join(''),
    millis: performance.now() - start,
  };
}
