import { writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { databaseTemplateFolder } from '../../src/app/cache-folder.ts';
import { openDatabase } from '../../src/store/database/database.ts';
import { at, freshFolder, storeAt, type Where } from '../support/store-at.ts';
import { onBothDatabases } from '../support/stores.ts';

vi.setConfig({ testTimeout: 40_000 });

/** Every column of every table that holds a text somewhere, as `table.column`. */
async function placesOf(where: Where, text: string): Promise<readonly string[]> {
  const { db, close } = await openDatabase(where, () => undefined);
  const columns =
    await sql`select table_name, column_name from information_schema.columns where table_schema = 'public'`.execute(db);
  const found: string[] = [];
  for (const { table_name: table, column_name: column } of z
    .array(z.object({ table_name: z.string(), column_name: z.string() }))
    .parse(columns.rows)) {
    const { rows } =
      await sql`select 1 from ${sql.table(table)} where ${sql.ref(column)}::text like ${`%${text}%`}`.execute(db);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  await close();
  return found;
}

/** A way to a server that can fall silent: what comes over connections of before is swallowed, new ones work. */
async function silencing(port: number) {
  const pairs: Socket[] = [];
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    pairs.push(client, upstream);
    for (const each of [client, upstream]) each.on('error', () => undefined);
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    fallSilent: () => {
      for (const each of pairs.splice(0)) each.unpipe().resume();
    },
    close: () => server.close(),
  };
}

await onBothDatabases(({ fresh, server }) => {
  test('a write beside a transaction that is undone stays', async () => {
    const { db, close } = await openDatabase({ ...(await fresh()), template: databaseTemplateFolder }, () => undefined);
    const held = Promise.withResolvers<void>();
    const undone = db.transaction().execute(async (own) => {
      await own.insertInto('people').values({ user_id: 'UNDONE', channel: null }).execute();
      await held.promise;
      throw new Error('undone');
    });
    const beside = db.insertInto('people').values({ user_id: 'KEPT', channel: null }).execute();
    held.resolve();
    await expect(undone).rejects.toThrow('undone');
    await beside;
    expect((await db.selectFrom('people').select('user_id').execute()).map(({ user_id: user }) => user)).toEqual([
      'KEPT',
    ]);
    await close();
  });

  test('after forgetting, no column of any table holds the person', async () => {
    const where = await fresh();
    const store = await storeAt(where);
    await store.importRosterSeeds([{ user: 'U0ALICE', namespace: 'student-07' }]);
    await store.roster.keepChannel('U0ALICE', 'DU0ALICE');
    await store.roster.change('U0ALICE', at, () => ({
      changes: [
        { do: 'ask', claim: 'k1', user: 'U0ALICE', namespace: 'student-09' },
        { do: 'ask', claim: 'k2', user: 'U0BOB', namespace: 'student-12' },
        { do: 'settle', claim: 'k2', state: 'approved' },
        { do: 'assign', user: 'U0BOB', namespace: 'student-12' },
      ],
      result: null,
    }));
    const attempt = {
      user: 'U0ALICE',
      namespace: 'student-07',
      at,
      task: null,
      statuses: {},
      problems: {},
      signature: '',
      lesson: '',
      next: {},
    };
    await store.progress.keep(attempt);
    await store.audit.keep({ by: 'U0ALICE', at, did: 'read', what: 'check', namespace: 'student-07', as: null });
    await store.audit.keep({
      by: 'U0INGE',
      at,
      did: 'change',
      what: 'roster assign',
      about: 'U0ALICE',
      namespace: 'student-07',
      as: null,
    });
    await store.drafts.keep({ id: 'd', by: 'U0INGE', at, text: '{"entries":[{"user":"U0ALICE"}]}' });
    const to = { kind: 'people', people: [{ user: 'U0ALICE', namespace: 'student-07' }] } as const;
    const body = { heading: '', paragraphs: [], sources: [], offer: null };
    await store.broadcasts.accept({ id: 'b', by: 'U0ALICE', at, body, to });
    await store.close();
    expect((await placesOf(where, 'U0ALICE')).length).toBeGreaterThan(8);
    const again = await storeAt(where);
    await again.personal.forget('U0ALICE');
    await again.close();
    expect(await placesOf(where, 'U0ALICE')).toEqual([]);
    expect(await placesOf(where, 'student-07')).toEqual([]);
    // The neighbour's stays.
    expect(await placesOf(where, 'U0BOB')).toContain('seats.user_id');
  });

  if (server)
    test('a connection that falls silent is given up, and the next one is used', async () => {
      const { url, folder } = await fresh();
      const real = new URL(url ?? '');
      const way = await silencing(Number(real.port));
      real.port = String(way.port);
      const store = await storeAt({ url: real.href, folder });
      expect(await store.roster.assignmentOf('U1')).toBeNull();
      way.fallSilent();
      await expect(store.roster.assignmentOf('U1')).rejects.toMatchObject({ kind: 'store-down' });
      expect(await store.roster.assignmentOf('U1')).toBeNull();
      await store.close();
      way.close();
    });
});

test('an embedded database that cannot be opened is one line with the reason', async () => {
  const folder = freshFolder();
  writeFileSync(join(folder, 'taken'), '');
  const refused = await openDatabase(
    { url: null, folder, template: () => join(folder, 'taken', 'x') },
    () => undefined,
  ).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    kind: 'bad-config',
    detail: { what: expect.stringContaining('cannot be opened: ') },
  });
});
