// Hints and quiz on a real store that is closed and opened again.
import { rmSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { databaseTemplateFolder } from '../../src/app/cache-folder.ts';
import type { Person } from '../../src/model/person.ts';
import { openDatabase } from '../../src/store/database/database.ts';
import type { Store } from '../../src/store/store.ts';
import * as clusters from '../support/clusters.ts';
import { dispatch } from '../support/dispatch.ts';
import { bareLab, inside } from '../support/lab.ts';
import { levelsOf } from '../support/learners.ts';
import { snapshotOf } from '../support/objects.ts';
import { folders, freshFolder, storeAt } from '../support/store-at.ts';

afterAll(() => {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
});

const alice: Person = { id: 'U0ALICE', role: 'student', namespace: 'student-07' };

function talkTo({ progress, notebooks, personal }: Store, documents: readonly unknown[] = clusters.overlayCilium) {
  const lab = bareLab((namespace) => snapshotOf(documents, namespace), {
    findPerson: async () => alice,
    progress,
    notebooks,
    personal,
  });
  return async (text: string) => {
    const outcome = await dispatch(text, inside('U0ALICE'), lab);
    if (outcome.remember) await progress.keep(outcome.remember);
    return outcome;
  };
}

test('after a restart both go on where they were, and what is deleted is gone', async () => {
  const where = { url: null, folder: freshFolder() };
  let store = await storeAt(where);
  await store.importRosterSeeds([{ user: 'U0ALICE', namespace: 'student-07' }]);
  let say = talkTo(store);
  await say('hint 1');
  await say('hint 1 guess two ranges, I think');
  await say('quiz');
  await say('quiz answer predict-ranges no');
  await say('check 1');
  await say('quiz');
  await store.close();

  store = await storeAt(where);
  say = talkTo(store);
  expect(levelsOf(await say('hint 1'))).toBe('where');
  expect((await say('quiz')).answer).toMatchObject({ question: { id: 'predict-model-after-look' } });
  expect((await say('quiz answer predict-ranges yes')).answer).toMatchObject({
    chosen: 'They lie in another range.',
    open: false,
  });
  // What was understood stands after a restart, and when the answers go.
  const understood = async () => {
    const { answer } = await say('progress');
    return answer.kind === 'progress' ? answer.progress.tasks.map((each) => each.understood) : [];
  };
  const since = '2026-11-24T16:40:00.000Z';
  expect(await understood()).toEqual([since, null, null]);
  await say('quiz again yes');
  expect(await understood()).toEqual([since, null, null]);
  for (let turn = 0; turn < 3; turn++) await say('hint 1 guess and again words');
  expect(levelsOf(await say('hint 1'))).toBe('yours');
  await store.close();

  store = await storeAt(where);
  // Another cluster is new evidence, also after a restart.
  await talkTo(store)('hint 2');
  expect(levelsOf(await talkTo(store, clusters.nodeSubnet)('hint 2'))).toBe('where');
  expect((await store.personal.of('U0ALICE')).notebookEntries).toBe(4);
  expect(JSON.stringify(await store.notebooks.read('U0ALICE', 'hint'))).not.toMatch(/think|words/u);
  await store.personal.forget('U0ALICE');
  expect([await store.notebooks.read('U0ALICE', 'hint'), await store.notebooks.read('U0ALICE', 'quiz')]).toEqual([
    [],
    [],
  ]);
  expect(levelsOf(await talkTo(store)('hint 2'))).toBe('idea');
  await store.close();
});

test('two presses at once on a real store: one answer is kept, and both are told it', async () => {
  const store = await storeAt({ url: null, folder: freshFolder() });
  await store.importRosterSeeds([{ user: 'U0ALICE', namespace: 'student-07' }]);
  const say = talkTo(store);
  const both = await Promise.all(['yes', 'no'].map((each) => say(`quiz answer predict-ranges ${each}`)));
  expect(new Set(both.map(({ answer }) => (answer.kind === 'quiz' ? answer.chosen : null))).size).toBe(1);
  const guesses = await Promise.all([1, 2, 3].map(() => say('hint 3 guess some words')));
  expect(guesses.map(levelsOf).toSorted()).toEqual(['idea', 'read', 'where']);
  await store.close();
});

test('a question that cannot be read is noted, and stands in nobody’s way', async () => {
  const where = { url: null, folder: freshFolder() };
  const first = await storeAt(where);
  await first.importRosterSeeds(['U1', 'U2'].map((user) => ({ user, namespace: `of-${user}` })));
  const evidence = { readAt: '2026-11-24T09:00:00.000Z', rows: [], reports: [] };
  const asked = {
    namespace: 'student-07',
    subject: { about: 'problem', id: 'no-egress' },
    at: evidence.readAt,
    evidence,
  } as const;
  await first.helpRequests.ask({ ...asked, id: 'bad', user: 'U1' }, []);
  await first.helpRequests.ask({ ...asked, id: 'good', user: 'U2' }, []);
  await first.close();
  const { db, close } = await openDatabase({ ...where, template: databaseTemplateFolder }, () => undefined);
  await sql`update questions set evidence = '{"readAt":7}' where id = 'bad'`.execute(db);
  await close();
  const notes: string[] = [];
  const store = await storeAt(where, { notes });
  const { helpRequests } = store;
  expect((await helpRequests.open()).map(({ id }) => id)).toEqual(['good']);
  expect([await helpRequests.find('bad'), (await helpRequests.find('good'))?.id]).toEqual([null, 'good']);
  expect(notes.filter((line) => line.includes('cannot be read'))).toEqual([
    'question bad cannot be read, so it is left out',
    'question bad cannot be read, so it is left out',
  ]);
  await store.close();
});
