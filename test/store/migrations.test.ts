import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { databaseTemplateFolder } from '../../src/app/cache-folder.ts';
import { openDatabase } from '../../src/store/database/database.ts';
import { migrateSchema } from '../../src/store/database/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { at, storeAt, type Where } from '../support/store-at.ts';
import { onBothDatabases } from '../support/stores.ts';

// Opening a database takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const steps = Object.keys(migrations);

// What each step's tables hold before the next step comes, as the netlab of that day wrote it.
const rows: Readonly<Record<string, readonly string[]>> = {
  '001-roster': [
    `insert into people values ('U1', 'DU1')`,
    `insert into seats values ('U1', 'student-07', 1, '${at}', 'file')`,
    `insert into claims values ('k1', 'U2', 'student-12', 'pending', '${at}', null, null)`,
    `insert into seeds values ('abc', '${at}')`,
  ],
  '002-progress': [
    `insert into attempts (user_id, namespace, at, task, statuses, signature, lesson, next)
     values ('U1', 'student-07', '${at}', 2, '{"cilium-agents":"pass"}', '--p-----', 'azure-cni@1', '{"2":"Look."}')`,
  ],
  '003-audit': [
    `insert into audit (at, by_user, did, what, namespace, account)
     values ('${at}', 'U1', 'read', 'check', 'student-07', 'netlab')`,
  ],
  '004-broadcasts': [
    `insert into broadcasts values ('b1', 'U0INGE', '${at}', '{"heading":"h","paragraphs":[],"sources":[],"offer":null}', null, '${at}', null)`,
    `insert into broadcast_recipients values ('b1', 0, 'U1', 'student-07', 'trying', '')`,
  ],
  '005-notebooks': [`insert into notebooks values ('U1', 'walk', 'w', '${at}', '{"a":1}')`],
  '006-questions': [
    `insert into questions values ('q1', 'U1', 'student-07', 'no-egress', '${at}', '{"readAt":"${at}","rows":[],"reports":[]}', null, null, null)`,
  ],
  '007-pictures': [`insert into pictures values ('T1', 'abc', 'F1', '${at}')`],
  '008-told': [
    `insert into questions values ('q3', 'U1', 'student-12', 'no-egress', '${at}', '{"readAt":"${at}","rows":[],"reports":[]}', 'U0INGE', 'Look.', '${at}', '${at}')`,
    `insert into questions values ('q2', 'U1', 'student-12', 'no-egress', '${at}', '{"readAt":"${at}","rows":[],"reports":[]}', null, null, null, '${at}')`,
  ],
  '009-tutor': [`insert into notebooks values ('U1', 'tutor', 'off', '${at}', '{"off":true}')`],
  '010-accepted': [
    `insert into audit (at, by_user, did, what) values ('${at}', 'U0INGE', 'accept', 'broadcast b1 to 1 people')`,
    `update broadcasts set sender = 'an earlier run'`,
  ],
  '011-retention-clock': [`insert into retention_clock values (1, '${at}', null, '${at}')`],
  '012-found-problems': [
    `insert into attempts (user_id, namespace, at, task, statuses, problems, signature, lesson, next)
     values ('U1', 'student-07', '${at}', 2, '{"cilium-agents":"pass"}', '{"no-egress":"found"}', '--p-----', 'azure-cni@1', '{}')`,
  ],
  '013-told-faults': [`insert into told_faults values ('no list nodes at cluster scope', '${at}', '${at}')`],
  '014-conversations': [
    `insert into questions (id, user_id, namespace, subject, at, evidence)
     values ('q4', 'U1', 'student-07', 'task 2', '${at}', '{"readAt":"${at}","rows":[],"reports":[]}')`,
    `insert into question_lines (id, question, kind, from_user, to_user, words, at, sender)
     values ('l1', 'q4', 'ask', 'U1', 'U0INGE', 'Why?', '${at}', 'an earlier run')`,
    `insert into question_posts values ('D1', '1.1', 'q4', 'ask', 'U0INGE', 'U1')`,
    `insert into class_words values ('k1', 'question', 'task 2', 'Why?', '${at}', null)`,
  ],
  '015-feedback': [`insert into feedback values ('page', 'overlay', '${at}', 1, 2)`],
};

/** A database as an earlier netlab left it, with data in it. */
async function earlier(where: Where, until: number): Promise<void> {
  const { db, kind, close } = await openDatabase(
    { ...where, template: databaseTemplateFolder, steps: {} },
    () => undefined,
  );
  for (const step of steps.slice(0, until)) {
    const so = Object.fromEntries(Object.entries(migrations).filter(([name]) => name <= step));
    await migrateSchema(db, kind, () => undefined, so);
    for (const row of rows[step] ?? []) await sql.raw(row).execute(db);
  }
  await close();
}

test('every step has rows here', () => {
  expect(Object.keys(rows)).toEqual(steps);
});

await onBothDatabases(({ fresh, server }) => {
  test.each(steps.map((step, index) => [step, index + 1]))('from %s, with data in it', async (_, until) => {
    const where = await fresh();
    await earlier(where, Number(until));
    const notes: string[] = [];
    const store = await storeAt(where, { notes });
    expect(notes.join()).toBe(
      Number(until) === steps.length
        ? ''
        : `database: the schema was brought up to date (${steps.slice(Number(until)).join(', ')})`,
    );
    expect(await store.roster.assignmentOf('U1')).toMatchObject({ namespace: 'student-07', since: at });
    const { claims, attempts, audit, broadcasts, helpRequests } = await store.personal.of('U1');
    const held = (step: number, count: number) => (Number(until) >= step ? count : 0);
    expect([attempts.count, audit.count, broadcasts]).toEqual([held(2, 1) + held(12, 1), held(3, 1), held(4, 1)]);
    const asked = held(6, 1) + held(8, 2) + held(14, 1);
    const open = await store.helpRequests.open();
    // What was answered before there were conversations has ended, and its words are gone.
    expect([helpRequests, open.length]).toEqual([asked, asked - held(8, 1)]);
    if (held(8, 1) === 1)
      expect(await store.helpRequests.find('q3')).toMatchObject({ state: 'solved', reply: { by: 'U0INGE', at } });
    // What was asked before anybody kept whether it arrived may be told again.
    expect(open.map(({ id, toldAt }) => [id, toldAt])).toEqual(
      [
        ['q1', null],
        ['q2', at],
        ['q4', null],
      ].slice(0, open.length),
    );
    expect(claims).toBe(0);
    expect((await store.roster.read()).claims).toMatchObject([{ id: 'k1', state: 'pending' }]);
    // What was kept before anybody looked at problems names none.
    const kept = (await store.progress.of('U1')).map(({ problems }) => problems);
    expect(kept).toEqual([...(held(12, 1) ? [{ 'no-egress': 'found' }] : []), ...(held(2, 1) ? [{}] : [])]);
    const said = await store.feedback.read();
    expect(said).toEqual(
      held(steps.indexOf('015-feedback') + 1, 1) === 1
        ? [{ subject: { kind: 'page', id: 'overlay' }, yes: 1, no: 2 }]
        : [],
    );
    // What was there can be worked on as if it were new.
    await store.roster.change('U0INGE', at, () => ({ changes: [{ do: 'release', user: 'U1' }], result: null }));
    expect(await store.roster.assignmentOf('U1')).toBeNull();
    await store.close();
  });

  test('a schema of a newer netlab is refused in one line, and left alone', async () => {
    const where = await fresh();
    const newer = { ...migrations, '999-later': { up: async () => undefined } };
    await (await openDatabase({ ...where, template: databaseTemplateFolder, steps: newer }, () => undefined)).close();
    await expect(storeAt(where)).rejects.toMatchObject({
      kind: 'bad-config',
      detail: { what: expect.stringContaining('a newer netlab') },
    });
    await (await openDatabase({ ...where, template: databaseTemplateFolder, steps: newer }, () => undefined)).close();
  });

  test('a step that fails leaves the schema before it', async () => {
    const where = await fresh();
    const broken = {
      ...migrations,
      '999-broken': {
        up: async (db: Parameters<(typeof migrations)[string]['up']>[0]) => {
          await sql`create table half (id integer)`.execute(db);
          throw new Error('half way');
        },
      },
    };
    await expect(
      openDatabase({ ...where, template: databaseTemplateFolder, steps: broken }, () => undefined),
    ).rejects.toThrow();
    const { db, close } = await openDatabase(where, () => undefined);
    const { rows: found } = await sql`select to_regclass('half') as half`.execute(db);
    expect(found).toEqual([{ half: null }]);
    await close();
  });

  if (server)
    test('an old server is refused in one line', async () => {
      const { db, close } = await openDatabase(
        { ...(await fresh()), template: databaseTemplateFolder },
        () => undefined,
      );
      await expect(migrateSchema(db, 'server', () => undefined, migrations, 990_000)).rejects.toMatchObject({
        kind: 'bad-config',
      });
      await close();
    });

  if (server)
    test('many that start at once bring it up to date once', async () => {
      const where = await fresh();
      const notes: string[] = [];
      const stores = await Promise.all(Array.from({ length: 5 }, () => storeAt(where, { notes })));
      expect(notes.filter((line) => line.includes('brought up to date'))).toHaveLength(1);
      for (const store of stores) await store.close();
    });
});
