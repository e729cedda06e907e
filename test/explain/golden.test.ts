import { describe, expect, test } from 'vitest';
import { createLab } from '../../src/app/lab.ts';
import { openLesson } from '../../src/app/lesson.ts';
import { runAdmittedCommand } from '../../src/commands/dispatch.ts';
import { parseCommand } from '../../src/commands/parse-command.ts';
import { explainQuestion } from '../../src/explain/search/handbook.ts';
import type { Passage } from '../../src/model/lesson.ts';
import * as clusters from '../support/clusters.ts';
import { golden } from '../support/golden.ts';
import { snapshotOf } from '../support/objects.ts';

const lesson = openLesson(null);
const ids = new Set(lesson.passages.map(({ id }) => id));

/** What is shown for a question. */
type Way = (question: string) => Promise<readonly Passage[]>;

const asked: Way = async (question) => explainQuestion(lesson, question).passages;

const typed: Way = async (question) => {
  const by = { id: 'U0ALICE', role: 'student', namespace: 'student-07' } as const;
  const observe = (namespace: string) => snapshotOf(clusters.overlayCilium, namespace);
  const lab = createLab(lesson, observe, { namespacePattern: '^student-[a-z0-9-]+$' });
  const { answer } = await runAdmittedCommand(parseCommand(`explain ${question}`), by, lab);
  return answer.kind === 'explain' ? answer.explanation.passages : [];
};

async function figures(held: boolean, way: Way) {
  const asked = await Promise.all(
    golden
      .filter((each) => each.held === held)
      .map(async (each) => {
        const passages = await way(each.question);
        const shown = passages.map(({ title, body }) => [title, ...body].join(' ')).join(' ');
        const facts = each.expect.filter((group) => new RegExp(group.join('|'), 'iu').test(shown)).length;
        return { ...each, cited: passages.map(({ id }) => id), facts };
      }),
  );
  const of = (refusal: (typeof asked)[number]['refusal']) => asked.filter((each) => each.refusal === refusal);
  const answerable = of('none');
  return {
    answerable: answerable.length,
    hits: answerable.filter(({ cited, must_cite_any }) => must_cite_any.some((id) => cited.includes(id))).length,
    facts: answerable.reduce((sum, { facts }) => sum + facts, 0),
    factsAsked: answerable.reduce((sum, each) => sum + each.expect.length, 0),
    refused: of('not_in_material').filter(({ cited }) => cited.length === 0).length,
    toRefuse: of('not_in_material').length,
    toCheck: of('check').filter(({ cited }) => cited.join() === 'your-cluster').length,
    forCheck: of('check').length,
  };
}

describe('golden questions', () => {
  test('enough of them, each once, about passages that there are', () => {
    expect(golden.length).toBeGreaterThanOrEqual(75);
    expect(golden.filter(({ refusal }) => refusal !== 'none').length).toBeGreaterThanOrEqual(15);
    expect(golden.filter(({ held }) => held).length * 2).toBeGreaterThanOrEqual(golden.length);
    expect(new Set(golden.map(({ id }) => id)).size).toBe(golden.length);
    expect(golden.flatMap(({ must_cite_any }) => must_cite_any).filter((id) => !ids.has(id))).toEqual([]);
  });

  // At the least; a simple keyword search comes to 74 % of citations, 73 % of facts, a third of refusals.
  test.each([
    ['tuned on', 'asked', false, asked, { hits: 55, facts: 57, refused: 15, toCheck: 6 }],
    ['held out', 'asked', true, asked, { hits: 52, facts: 56, refused: 16, toCheck: 6 }],
    ['tuned on', 'typed behind explain', false, typed, { hits: 55, facts: 57, refused: 15, toCheck: 6 }],
    ['held out', 'typed behind explain', true, typed, { hits: 52, facts: 56, refused: 16, toCheck: 6 }],
  ])('%s, %s', async (_, __, held, way, least) => {
    const found = await figures(held, way);
    expect(found.hits, JSON.stringify(found)).toBeGreaterThanOrEqual(least.hits);
    expect(found.facts).toBeGreaterThanOrEqual(least.facts);
    expect(found.refused).toBeGreaterThanOrEqual(least.refused);
    expect(found.toCheck).toBeGreaterThanOrEqual(least.toCheck);
  });
});
