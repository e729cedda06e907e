// Who has no namespace yet, or waits for an instructor, reads the lesson: nothing is looked at, kept or sent for them.
import { describe, expect, test } from 'vitest';
import { afterwards, ask, buttonsOf, type Running, start } from '../support/app.ts';
import { readDetails } from '../support/details.ts';
import { lesson } from '../support/lab.ts';
import { startLlm } from '../support/llm.ts';
import { choosing, tutorAt } from '../support/tutors.ts';

/** An app whose cluster must not be asked, and whose language model would answer. */
async function open() {
  const llm = await startLlm();
  llm.answer = () => choosing('passage/private-clusters');
  afterwards(llm.close);
  const surveyed: string[] = [];
  const survey = ({ namespaces }: { readonly namespaces: readonly string[] }) => {
    surveyed.push(...namespaces);
    return Promise.reject(new Error('nothing is surveyed'));
  };
  const running = await start({ survey }, {}, {}, {}, { tutor: tutorAt(llm.url, { replyTimeoutMs: 3000 }) });
  return { running, llm, surveyed };
}

const people = [
  ['somebody on no roster', 'U0CAROL', async () => undefined],
  ['a guest of the workspace', 'U0SAM', async () => undefined],
  ['somebody who waits', 'U0CAROL', (running: Running) => ask(running, 'U0CAROL', 'join student-09')],
] as const;

const question = 'explain who may reach the scheduler';

describe.each(people)('%s', (_, user, before) => {
  const begun = async () => {
    const all = await open();
    await before(all.running);
    const stored = JSON.stringify(await all.running.books.personal.of(user));
    /** Nothing was read, sent or kept since. */
    const untouched = async () => {
      expect([all.running.asked, all.surveyed, all.llm.requests]).toEqual([[], [], []]);
      expect(JSON.stringify(await all.running.books.personal.of(user))).toBe(stored);
      for (const kind of ['walk', 'hint', 'quiz', 'tutor'] as const)
        expect(await all.running.books.notebooks.read(user, kind)).toEqual([]);
      expect(all.running.slack.refusals).toEqual([]);
    };
    return { ...all, untouched };
  };

  test('reads a page of the lesson, without anybody’s values', async () => {
    const { running, untouched } = await begun();
    const { message } = await ask(running, user, 'explain overlay');
    expect(message?.text).toContain('Azure CNI Overlay');
    expect(message?.text).not.toMatch(/On your cluster|192\.168|172\.20|student-/u);
    expect(Object.keys(buttonsOf(message?.blocks ?? []))).not.toContain('Check my cluster');
    await untouched();
  });

  test('reads what a finding means, and the topics', async () => {
    const { running, untouched } = await begun();
    const { message } = await ask(running, user, 'explain cilium-agents');
    expect(message?.text.length).toBeGreaterThan(100);
    expect(message?.text).not.toMatch(/On your cluster|student-/u);
    expect((await ask(running, user, 'explain')).message?.text).toMatch(/The lesson has \d+ topics/u);
    await untouched();
  });

  test('asks in free words: the lesson answers or does not know, and no language model is asked', async () => {
    const { running, llm, untouched } = await begun();
    expect((await ask(running, user, 'explain how many nodes can an overlay have')).message?.text).toContain('overlay');
    expect((await ask(running, user, question)).message?.text).toContain(
      'The lesson says nothing I could find on this',
    );
    await untouched();
    // The neighbour, who has a namespace, is asked for.
    await ask(running, 'U0BOB', question);
    expect(llm.requests).toHaveLength(1);
  });

  test('names somebody else’s namespace in a question: refused, with what to do', async () => {
    const { running } = await begun();
    const { message } = await ask(running, user, 'explain which pods has student-12');
    expect(message?.text).toContain('That namespace is not yours');
    expect(message?.text).toContain('Say which one is yours with “join”.');
    expect(running.asked).toEqual([]);
  });

  test('plans addresses', async () => {
    const { running, untouched } = await begun();
    expect((await ask(running, user, 'plan node-subnet 50 nodes 30 pods')).message?.text).toContain('1,581');
    await untouched();
  });

  test('gets the first hint, however it is asked for, and never a second one', async () => {
    const { running, untouched } = await begun();
    for (const text of ['hint 2', 'hint 2', 'hint 2 again', 'hint 2 guess Cilium is on each node']) {
      const { message } = await ask(running, user, text);
      expect(message?.text).toContain('A first pointer');
      expect(message?.text).toContain('Say which is yours with “join”.');
      expect(message?.text).not.toContain('Where to look');
      expect(Object.keys(buttonsOf(message?.blocks ?? []))).toEqual(['My namespace', 'Keep in Messages']);
    }
    await untouched();
    expect((await ask(running, user, 'hint 2 all')).message?.text).toContain('is for instructors');
  });

  test('reads the questions of the theory, without their answers', async () => {
    const { running, untouched } = await begun();
    const theory = lesson.quiz.filter(({ task, kind }) => task === null && kind !== 'after-look');
    for (const text of ['quiz', 'quiz 2', 'quiz answer yes', 'quiz skip']) {
      const { message } = await ask(running, user, text);
      expect(message?.text).toContain(`The quiz has ${theory.length} questions here.`);
      expect(message?.text).toContain('I looked at no cluster.');
      const read = await readDetails(running, user, message, 'Read them');
      const answers = theory.flatMap((each) => (each.kind === 'transfer' ? each.answer : []));
      expect(answers.length).toBeGreaterThan(0);
      for (const answer of answers) expect(read).not.toContain(answer);
    }
    await untouched();
  });

  test.each([
    'check',
    'check 2',
    'walk',
    'walk no-egress',
    'reach',
    'reach web dns 53',
    'progress',
    'picture',
    'notes',
    'roster',
    'broadcast',
  ])('“%s” needs a namespace: refused, and no form opens', async (text) => {
    const { running, surveyed } = await begun();
    const { message } = await ask(running, user, text);
    expect(message?.text).toMatch(/I do not know which namespace is yours|has waited for an instructor since/u);
    expect([running.asked, surveyed, running.slack.modals(user)]).toEqual([[], [], []]);
  });

  test('is told by help what they can do now', async () => {
    const { running, untouched } = await begun();
    const { message } = await ask(running, user, 'help');
    expect(message?.text).toContain('… understand something: /netlab explain overlay');
    const all = await readDetails(running, user, message, 'All commands');
    for (const word of ['explain', 'hint', 'quiz', 'plan', 'join', 'privacy', 'help'])
      expect(all).toContain(`/netlab ${word}`);
    for (const word of ['check', 'walk', 'reach', 'roster', 'broadcast']) expect(all).not.toContain(`/netlab ${word}`);
    await untouched();
  });
});
