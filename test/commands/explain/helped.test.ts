// Whether a page or a card helped: what is counted, what is offered, and what instructors see of it.
import { describe, expect, test } from 'vitest';
import type { FeedbackSubject } from '../../../src/model/feedback.ts';
import { rankUnhelpful } from '../../../src/model/feedback.ts';
import type { Lab } from '../../../src/model/lab.ts';
import { Trouble } from '../../../src/model/trouble.ts';
import { answerDoc } from '../../../src/words/index.ts';
import { type Books, memoryBooks } from '../../support/books.ts';
import { linesOf } from '../../support/budgets.ts';
import * as clusters from '../../support/clusters.ts';
import { dispatch } from '../../support/dispatch.ts';
import { bareLab, inside, lesson } from '../../support/lab.ts';
import { snapshotOf } from '../../support/objects.ts';

const books = () => memoryBooks({ U0ALICE: 'student-07', U0BOB: 'student-12' });
/** Over the overlay, with a student, an instructor, and whoever else is on no roster. */
function labWith(own: Books = books()): Lab {
  const role = (id: string) => (id === 'U0INGE' ? 'instructor' : 'student');
  return bareLab((namespace) => snapshotOf(clusters.overlayCilium, namespace), {
    ...own,
    namespacePattern: '^student-[a-z0-9-]+$',
    findPerson: async (id) => {
      const namespace = (await own.roster.assignmentOf(id))?.namespace ?? null;
      return namespace === null && id !== 'U0INGE' ? null : { id, role: role(id), namespace };
    },
  });
}
const page = (id: string): FeedbackSubject => ({ kind: 'page', id });
const labels = ({ next = [] }: Awaited<ReturnType<typeof dispatch>>) => next.map(({ label }) => label);

describe('what is counted', () => {
  test.each([
    ['helped yes overlay', page('overlay'), 1, 0],
    ['helped NO overlay', page('overlay'), 0, 1],
    ['helped yes cilium-agents', { kind: 'card', id: 'cilium-agents' }, 1, 0],
    // The id is a finding's; the title is the page's.
    ['helped no Node addresses', page('node-addresses'), 0, 1],
  ] as const)('%s', async (text, subject, yes, no) => {
    const own = books();
    const { answer, audit } = await dispatch(text, inside('U0ALICE'), labWith(own));
    expect(answer).toMatchObject({ kind: 'told', message: 'Thanks. I count that without your name.' });
    expect(await own.feedback.read()).toEqual([{ subject, yes, no }]);
    // Nobody is named anywhere.
    expect([audit, own.kept.audit.length]).toEqual([undefined, 0]);
  });

  test.each(['helped', 'helped overlay', 'helped perhaps overlay', 'helped yes', 'helped no zebra crossings'])(
    '%s: nothing, and how to say it',
    async (text) => {
      const own = books();
      const { answer } = await dispatch(text, inside('U0ALICE'), labWith(own));
      expect(answer).toMatchObject({ kind: 'trouble', todo: expect.stringContaining('helped yes overlay') });
      expect((await own.feedback.read()).length).toBe(0);
    },
  );

  test('what a page and a card offer to be asked about leads back to just that page and card', async () => {
    const asked = lesson.passages.filter(({ drift }) => drift === null).map(({ id, title }) => ({ id, title }));
    expect(asked.length).toBeGreaterThan(60);
    const own = books();
    const lab = labWith(own);
    for (const { id, title } of asked) {
      const { topic } = await dispatch(`explain ${title}`, inside('U0CAROL'), lab);
      await dispatch(`helped yes ${topic}`, inside('U0CAROL'), lab);
      expect((await own.feedback.read()).some(({ subject }) => subject.kind === 'page' && subject.id === id)).toBe(
        true,
      );
    }
    const { topic } = await dispatch('explain cilium-agents', inside('U0ALICE'), lab);
    expect(topic).toBe('cilium-agents');
  });

  test.each(['explain', 'explain zebra crossings', 'help', 'check'])('%s: is not asked about', async (text) => {
    const outcome = await dispatch(text, inside('U0ALICE'), labWith());
    expect(outcome.answer.kind).not.toBe('told');
    expect(outcome.topic).toBeUndefined();
  });
});

describe('what is offered', () => {
  test('after No somebody to ask and two pages beside it; after Yes nothing', async () => {
    const no = await dispatch('helped no vnet-range', inside('U0ALICE'), labWith());
    expect(labels(no)).toHaveLength(3);
    expect(labels(no)[0]).toBe('Ask my instructor');
    const withSimpler = await dispatch('helped no overlay', inside('U0ALICE'), labWith());
    expect(withSimpler.next?.[0]).toEqual({ label: 'Simpler', command: 'explain simpler overlay' });
    const card = await dispatch('helped no cilium-agents', inside('U0ALICE'), labWith());
    expect(card.next?.[0]).toEqual({ label: 'Simpler', command: 'explain simpler cilium-agents' });
    expect(labels(card)).toHaveLength(4);
    expect(labels(no)).not.toContain("Who chose the VNet's range");
    expect((await dispatch('helped yes vnet-range', inside('U0ALICE'), labWith())).next).toBeUndefined();
  });

  test('every page that is taught has two, or stands alone', async () => {
    const lonely: string[] = [];
    const lab = labWith();
    for (const { id, title } of lesson.passages.filter(({ drift }) => drift === null)) {
      const outcome = await dispatch(`helped no ${title}`, inside('U0INGE'), lab);
      if (labels(outcome).length < 2) lonely.push(id);
    }
    expect(lonely.length).toBeLessThan(12);
    expect(lonely).not.toContain('overlay');
  });

  test('it is no word that somebody has to know: help has none of it, and nothing misspelt means it', async () => {
    const help = await dispatch('help', inside('U0ALICE'), labWith());
    expect(JSON.stringify(help)).toContain('explain');
    expect(JSON.stringify(help)).not.toContain('helped');
    const misspelt = await dispatch('helpd', inside('U0ALICE'), labWith());
    expect(labels(misspelt).join()).not.toContain('helped');
  });
});

describe('what instructors see at the end of the notes', () => {
  const counts = (...all: readonly (readonly [string, number, number])[]) =>
    all.map(([id, yes, no]) => ({ subject: page(id), yes, no }));
  const read = async (feedback: Lab['feedback']['read'], user = 'U0INGE') => {
    const own = books();
    const { answer } = await dispatch(
      'notes',
      inside(user),
      labWith({ ...own, feedback: { ...own.feedback, read: feedback } }),
    );
    return linesOf(answerDoc(answer, 'slack')).join('\n');
  };

  test('the most “No” first; never of fewer than three answers, and no percent below ten', async () => {
    const said = await read(async () =>
      counts(['overlay', 1, 1], ['nsg', 1, 2], ['vnet', 6, 6], ['nat', 9, 0], ['gone', 0, 9]),
    );
    expect(said.split('What did not help\n')[1]).toBe(
      'VNet and subnet: 6 of 12 said no (50 %)\nNSG rules: 2 of 3 said no\nEach with what the exercise says, what is newer, source and date.',
    );
  });

  test('none yet, and counts that cannot be read, are told apart', async () => {
    expect(await read(async () => counts(['overlay', 0, 2]))).toContain(
      'No page has a “No” among three answers or more.',
    );
    expect(await read(() => Promise.reject(new Trouble('store-down')))).toContain(
      'I could not read the counts just now.',
    );
  });

  test('students see nothing of it, and it is not even read', async () => {
    const said = await read(() => Promise.reject(new Error('was read')), 'U0ALICE');
    expect(said).toContain('newer than the exercise text');
    expect(said).not.toContain('What did not help');
  });

  test('of two with as many “No” the one with less “Yes” comes first', () => {
    const ranked = rankUnhelpful(counts(['a', 5, 3], ['b', 0, 3], ['c', 1, 4]));
    expect(ranked.map(({ subject: { id } }) => id)).toEqual(['c', 'b', 'a']);
  });
});
