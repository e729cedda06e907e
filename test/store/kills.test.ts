// Two real processes on one database: what the first one acknowledged before it was killed, the second one finds.
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { round } from '../../tools/drill/round.ts';
import { freshFolder, storeAt } from '../support/store-at.ts';
import { onBothDatabases } from '../support/stores.ts';

vi.setConfig({ testTimeout: 90_000 });

await onBothDatabases(({ fresh, server }) => {
  test('kill -9 in the middle loses no acknowledged row, and seats nobody twice', async () => {
    const where = await fresh();
    const result = await round({ where, many: 40, after: 30, writers: server ? 2 : 1, server: null });
    expect(result).toMatchObject({ killed: true, lost: [], doubled: [], errors: '' });
    expect(result.acknowledged).toBeGreaterThanOrEqual(30);
  });

  if (server)
    test('so does kill -9 of the server', async () => {
      const result = await round({ where: await fresh(), many: 40, after: 30, writers: 2, server });
      expect(result).toMatchObject({ killed: true, lost: [], doubled: [], errors: '' });
    });

  if (server)
    test('a server that is gone is told as an outage, and used again when it is back', async () => {
      const store = await storeAt(await fresh());
      expect(await store.roster.assignmentOf('U1')).toBeNull();
      await server.kill();
      // A process of the server may answer once more before it finds that the first one is gone.
      await expect
        .poll(() => store.roster.assignmentOf('U1').catch((error: unknown) => error), { timeout: 10_000 })
        .toMatchObject({ kind: 'store-down' });
      expect(store.componentHealth()).toMatchObject({ name: 'database', ok: false });
      await server.start();
      await expect
        .poll(() => store.roster.assignmentOf('U1').catch((error: unknown) => error), { timeout: 10_000 })
        .toBeNull();
      expect(store.componentHealth()).toMatchObject({ ok: true });
      await store.close();
    });

  if (server)
    test('a server that nobody reaches is one line at the start', async () => {
      const where = { url: 'postgres://netlab:secret@127.0.0.1:9/netlab', folder: freshFolder() };
      const refused = await storeAt(where).catch((error: unknown) => error);
      expect(refused).toMatchObject({ kind: 'bad-config', detail: { what: expect.stringContaining('DATABASE_URL') } });
      expect(inspect(refused, { depth: 10, showHidden: true })).not.toContain('secret');
    });
});

describe('a folder belongs to one process', () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  /** A process of its own that opens the folder's database and holds it. */
  async function holder(folder: string): Promise<ChildProcess> {
    const job = JSON.stringify({ where: { url: null, folder }, name: 'H', many: 0 });
    const script = join(import.meta.dirname, 'holder.ts');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, job]);
    children.push(child);
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (data) => String(data).includes('ready') && resolve());
      child.once('exit', () => reject(new Error('it ended')));
    });
    return child;
  }

  test('a second process is refused and told whose it is; once the first is killed, its lock holds nobody up', async () => {
    const folder = freshFolder();
    const first = await holder(folder);
    const refused = await storeAt({ url: null, folder }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      kind: 'bad-config',
      detail: { what: expect.stringMatching(new RegExp(`in use by another netlab \\(process ${first.pid} on `, 'u')) },
    });
    const gone = new Promise((resolve) => first.once('exit', resolve));
    first.kill('SIGKILL');
    await gone;
    const store = await storeAt({ url: null, folder });
    expect(await store.roster.assignmentOf('U1')).toMatchObject({ namespace: 'student-01' });
    await store.close();
  });

  test('one that closed it leaves it free, in the same process too', async () => {
    const folder = freshFolder();
    const store = await storeAt({ url: null, folder });
    await expect(storeAt({ url: null, folder })).rejects.toMatchObject({ kind: 'bad-config' });
    await store.close();
    await (await storeAt({ url: null, folder })).close();
  });

  test('a folder that cannot be written is one line', async () => {
    // A folder whose place a file has.
    const file = join(freshFolder(), 'taken');
    writeFileSync(file, '');
    await expect(storeAt({ url: null, folder: join(file, 'data') })).rejects.toMatchObject({
      detail: { what: expect.stringMatching(/^NETLAB_DATA .* cannot be used: (?:ENOTDIR|EEXIST)/u) },
    });
  });
});
