import { describe, expect, test } from 'vitest';
import { createLab } from '../../src/app/lab.ts';
import { runAdmittedCommand } from '../../src/commands/dispatch.ts';
import { parseCommand } from '../../src/commands/parse-command.ts';
import { explainQuestion } from '../../src/explain/search/handbook.ts';
import type { Passage } from '../../src/model/lesson.ts';
import { memoryBooks } from '../support/books.ts';
import * as clusters from '../support/clusters.ts';
import { type Golden, golden, heldQuestions, parseHeldQuestions } from '../support/golden.ts';
import { countScore } from '../support/golden-scores.ts';
import { snapshotOf } from '../support/objects.ts';
import { taught as lesson } from '../support/tutors.ts';

const ids = new Set(lesson.passages.map(({ id }) => id));

/** What is shown for a question, or offered to choose from. */
type Said = { readonly passages: readonly Passage[]; readonly offered?: readonly Passage[] };
type Way = (question: string) => Promise<Said>;

const asked: Way = async (question) => explainQuestion(lesson, question);

const typed: Way = async (question) => {
  const by = { id: 'U0ALICE', role: 'student', namespace: 'student-07' } as const;
  const observe = (namespace: string) => snapshotOf(clusters.overlayCilium, namespace);
  const lab = createLab(() => lesson, observe, { namespacePattern: '^student-[a-z0-9-]+$', ...memoryBooks() });
  const { answer } = await runAdmittedCommand(parseCommand(`explain ${question}`), by, lab);
  if (answer.kind === 'explain') return answer.explanation;
  // What the cluster, or what was kept of one's checks, answered itself.
  const isLookedUp = answer.kind === 'verdict' || answer.kind === 'progress' || answer.kind === 'check';
  return { passages: isLookedUp ? lesson.passages.filter(({ id }) => id === 'your-cluster') : [] };
};

async function answersTo(questions: readonly Golden[], way: Way) {
  return Promise.all(
    questions.map(async (each) => {
      const { passages, offered = [] } = await way(each.question);
      const shown = [...passages, ...offered].map(({ title, body }) => [title, ...body].join(' ')).join(' ');
      const facts = each.expect.filter((group) => new RegExp(group.join('|'), 'iu').test(shown)).length;
      const [cited = [], choice = []] = [passages, offered].map((pages) => pages.map(({ id }) => id));
      return { each, cited, offered: choice, facts };
    }),
  );
}

describe('golden questions', () => {
  test('enough of them, each once, about passages that there are', () => {
    expect(golden.length).toBeGreaterThanOrEqual(75);
    expect(golden.filter(({ refusal }) => refusal !== 'none').length).toBeGreaterThanOrEqual(15);
    expect(golden.filter(({ held }) => held).length).toBeGreaterThanOrEqual(80);
    expect(new Set(golden.map(({ id }) => id)).size).toBe(golden.length);
    expect(golden.flatMap(({ must_cite_any }) => must_cite_any).filter((id) => !ids.has(id))).toEqual([]);
  });

  // At the least, and `wrong` at the most: a page shown alone that is not the answer is the worst outcome.
  const tuned = { alone: 120, right: 220, wrong: 1, facts: 57, refused: 129, toCheck: 6 };
  // What a program wrote is read as pasted there, and answered in another way.
  const tunedTyped = { ...tuned, alone: 111, right: 202 };
  const heldOut = { alone: 23, right: 55, wrong: 1, facts: 55, refused: 16, toCheck: 8 };
  test.each([
    ['tuned on', 'asked', false, asked, tuned],
    ['held out', 'asked', true, asked, heldOut],
    ['tuned on', 'typed behind explain', false, typed, tunedTyped],
    ['held out', 'typed behind explain', true, typed, heldOut],
  ])('%s, %s', async (_, __, held, way, least) => {
    const found = await answersTo(
      golden.filter((each) => each.held === held),
      way,
    );
    const score = countScore(found);
    const facts = found.reduce((sum, each) => sum + each.facts, 0);
    expect(score.alone, JSON.stringify(score)).toBeGreaterThanOrEqual(least.alone);
    expect(score.alone + score.amongTwo, JSON.stringify(score)).toBeGreaterThanOrEqual(least.right);
    expect(score.wrongAlone, JSON.stringify(score)).toBeLessThanOrEqual(least.wrong);
    expect(facts).toBeGreaterThanOrEqual(least.facts);
    expect(score.refused, JSON.stringify(score)).toBeGreaterThanOrEqual(least.refused);
    expect(score.toCheck, JSON.stringify(score)).toBeGreaterThanOrEqual(least.toCheck);
  });

  test.each([
    ['typo', 23],
    ['half', 27],
    ['german', 33],
    ['error', 19],
    ['assumption', 18],
    ['plain', 37],
    ['out', 111],
  ] as const)(
    'of the kind %s that were tuned on, at least %i are answered rightly or refused rightly',
    async (kind, least) => {
      const found = await answersTo(
        golden.filter((each) => !each.held && each.kind === kind),
        asked,
      );
      const { alone, amongTwo, refused, toCheck } = countScore(found);
      expect(alone + amongTwo + refused + toCheck).toBeGreaterThanOrEqual(least);
    },
  );

  test('the newest held-out questions: at least what was measured once, a little below', async () => {
    const score = countScore(await answersTo(heldQuestions, asked));
    expect(score.alone + score.amongTwo, JSON.stringify(score)).toBeGreaterThanOrEqual(36);
    expect(score.wrongAlone, JSON.stringify(score)).toBeLessThanOrEqual(1);
    expect(score.refused, JSON.stringify(score)).toBe(10);
  });

  test('a file of held-out questions is read as golden ones', () => {
    const rows = [
      { id: 'n-1', kind: 'plain', q: 'what is a pod', accept: ['pod'], note: '' },
      { id: 'n-2', kind: 'out', q: 'what is lunch', accept: [], note: '' },
      { id: 'n-3', kind: 'plain', q: 'is my cluster an overlay', accept: ['your-cluster'], note: '' },
    ];
    const read = parseHeldQuestions(JSON.stringify(rows));
    expect(read.map(({ held, question, refusal }) => [held, question, refusal])).toEqual([
      [true, 'what is a pod', 'none'],
      [true, 'what is lunch', 'not_in_material'],
      [true, 'is my cluster an overlay', 'check'],
    ]);
    expect(heldQuestions.flatMap(({ must_cite_any }) => must_cite_any).filter((id) => !ids.has(id))).toEqual([]);
  });
});
