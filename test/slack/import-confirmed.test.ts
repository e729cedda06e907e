// An import is confirmed: what is done is what was shown, however late, often, or by whom it is pressed.
import { expect, test } from 'vitest';
import { ask, type Running, start, startOn, top } from '../support/app.ts';
import { assignmentsOf, confirmed, handIn, saidIn } from '../support/import.ts';

const usual = { U0ALICE: 'student-07', U0BOB: 'student-12' };

const preview = (running: Running) => saidIn(top(running, 'U0INGE'));

const list = 'U0CAROL,student-09\nU0SAM,student-10';

test('a roster that changed meanwhile: nothing is done, it is shown again, and can be confirmed then', async () => {
  const running = await start();
  await handIn(running, list);
  await ask(running, 'U0INGE', 'roster assign @bob student-09');
  await confirmed(running);
  expect(preview(running)).toContain('The roster changed since you looked. Nothing was done; please look again.');
  expect(preview(running)).toContain('Line 1: student-09 is taken. (U0CAROL, student-09)');
  expect(assignmentsOf(running)).toEqual({ U0ALICE: 'student-07', U0BOB: 'student-09' });
  await confirmed(running);
  expect(assignmentsOf(running)).toEqual({ U0ALICE: 'student-07', U0BOB: 'student-09', U0SAM: 'student-10' });
});

test('a student of it had everything deleted meanwhile: the preview is gone, they are not seated again', async () => {
  const running = await start();
  await handIn(running, 'U0BOB,student-13\nU0CAROL,student-09');
  await ask(running, 'U0BOB', 'privacy delete everything');
  await confirmed(running);
  expect(preview(running)).toContain('This preview is gone');
  expect(assignmentsOf(running)).toEqual({ U0ALICE: 'student-07' });
});

/** Confirms as somebody with what a modal carried; what Slack is told. */
const submission = (running: Running, user: string, view: unknown, trigger: string) =>
  running.slack.deliver('interactive', {
    type: 'view_submission',
    user: { id: user, team_id: 'T0NETLAB' },
    team: { id: 'T0NETLAB' },
    trigger_id: trigger,
    view: { ...Object(view), state: { values: {} } },
  });

test('twice at once: done once, and the second time tells no untruth', async () => {
  const running = await start();
  await handIn(running, list);
  const view = top(running, 'U0INGE');
  const answers = await Promise.all(['1.a', '2.b'].map((trigger) => submission(running, 'U0INGE', view, trigger)));
  const said = answers.map((each) => saidIn(Object(each).view)).toSorted();
  expect(said[0]).toContain('2 got a namespace, 0 moved');
  expect(said[1]).toMatch(/This preview is gone|Nothing would change/u);
  expect(running.books.kept.audit).toHaveLength(1);
  // And long after.
  const late = await submission(running, 'U0INGE', view, '3.c');
  expect(saidIn(Object(late).view)).toContain(
    'it was confirmed before, or it is too old. Nothing was changed just now.',
  );
});

test('by another instructor: refused and audited, nothing is done', async () => {
  const running = await start({}, {}, {}, {}, { teachers: ['U0INGE', 'U0IVO'] });
  await handIn(running, list);
  const answer = await submission(running, 'U0IVO', top(running, 'U0INGE'), '1.a');
  expect(saidIn(Object(answer).view)).toContain('belongs to somebody else’s answer');
  expect(running.books.kept.audit).toMatchObject([
    { did: 'refused', what: 'form roster-preview: not-your-button', by: 'U0IVO' },
  ]);
  expect(assignmentsOf(running)).toEqual(usual);
});

test.each([
  ['another signature', (text: string) => text.replace(/"signature":"."?/u, '"signature":"x')],
  ['another draft', (text: string) => text.replace(/"id":"."?/u, '"id":"x')],
  ['no JSON', () => '{'],
  ['nothing', () => ''],
])('with %s that came back: nothing is done', async (_, changed) => {
  const running = await start();
  await handIn(running, list);
  const view = { ...top(running, 'U0INGE') };
  const metadata = changed(String(view.private_metadata));
  await submission(running, 'U0INGE', { ...view, private_metadata: metadata }, '1.a');
  expect(assignmentsOf(running)).toEqual(usual);
});

test('after a restart between preview and confirmation', async () => {
  const running = await start();
  await handIn(running, list);
  await running.app.stop();
  await startOn(running.slack, running.books);
  expect(await confirmed(running)).toEqual({ acked: true });
  expect(assignmentsOf(running)).toEqual({ ...usual, U0CAROL: 'student-09', U0SAM: 'student-10' });
});

test('a database that takes its time: the result comes into the same modal', async () => {
  const running = await start();
  await handIn(running, list);
  const { change } = running.books.roster;
  const { promise, resolve } = Promise.withResolvers<void>();
  Object.assign(running.books.roster, {
    change: (...args: Parameters<typeof change>) => promise.then(() => change(...args)),
  });
  expect(await confirmed(running)).toEqual({ acked: true });
  expect(preview(running)).toContain('Changing the roster…');
  resolve();
  await expect.poll(() => preview(running)).toContain('2 got a namespace');
  await expect.poll(() => JSON.stringify(running.slack.home('U0SAM'))).toContain('student-10');
});

test('done is done, even where the draft cannot be deleted', async () => {
  const running = await start();
  await handIn(running, list);
  Object.assign(running.books.drafts, { drop: () => Promise.reject(new Error('no answer')) });
  await confirmed(running);
  expect(preview(running)).toContain('2 got a namespace');
});
