// Every answer of reach, with a policy that is tried or without, and every question for a missing rule within its budget.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemTitlesOf } from '../../src/commands/help-request/ask-instructor.ts';
import { evaluateQueries, type PreparedPolicies } from '../../src/commands/reach/evaluate.ts';
import { answerMissingRule } from '../../src/commands/reach/missing-rule.ts';
import { tryPolicies } from '../../src/commands/reach/policy-trial.ts';
import { problemIds } from '../../src/model/finding.ts';
import type { HelpRequest } from '../../src/model/help-request.ts';
import type { NetworkPolicy } from '../../src/model/policy.ts';
import type { ReachAnswer } from '../../src/model/reach.ts';
import { detect } from '../../src/network/detect/detect.ts';
import { indexPolicies } from '../../src/network/policy/policy-index.ts';
import { reachDoc } from '../../src/words/reach.ts';
import { messageFaults, wordsOf } from '../support/budgets.ts';
import { lesson } from '../support/lab.ts';
import { clusters, documentsOf, queryOf, questions } from '../support/policy-worlds.ts';
import { terrainFrom } from '../support/terrain.ts';

const source = { kind: 'cluster', name: 'x' } as const;
const readAt = '2026-11-24T16:40:00.000Z';
const selects = { matchLabels: {}, matchExpressions: [] };
const shut: NetworkPolicy = {
  namespace: 'x',
  name: 'shut',
  selects,
  types: ['Ingress', 'Egress'],
  ingress: [],
  egress: [],
};
const proposed = { networkPolicies: [shut], ciliumPolicies: [], placed: true };
const by = { role: 'instructor' } as const;

test.each([['plain'], ['cilium'], ['plain', 'cilium']] as const)(
  'answers by %s %s',
  async (...semantics) => {
    const counted = { answers: 0, tried: 0, rules: 0, words: 0 };
    const asked = fc.array(questions, { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(clusters, asked, async (cluster, list) => {
        const terrain = await terrainFrom(documentsOf(cluster));
        const prepared: PreparedPolicies = { policyIndex: indexPolicies(terrain, detect(terrain.snapshot)), semantics };
        const queries = list.map((each) => queryOf(each, cluster));
        for (const reach of evaluateQueries(queries, prepared)) {
          const answer: ReachAnswer = { kind: 'reach', reaches: [reach], batch: false, source, readAt };
          expect(messageFaults({ answer })).toEqual([]);
          counted.words = Math.max(counted.words, wordsOf(reachDoc(answer, 'slack')));
          counted.answers += 1;
          if (reach.verdict !== 'denied') continue;
          const denied = { queries: [reach.query], found: reach, namespace: 'x', by };
          for (const chosen of [[], [0], [0, 1]]) {
            const question = { words: ['a', 'b', '80'], chosen, show: false };
            expect(messageFaults(answerMissingRule(denied, question, prepared, readAt))).toEqual([]);
            counted.rules += 1;
          }
        }
        const tried = tryPolicies(proposed, 'x', prepared);
        const [without] = evaluateQueries(queries, prepared);
        const [reach] = evaluateQueries(queries, tried.prepared);
        if (reach === undefined || without === undefined) throw new Error('no answer');
        const trial = { ...tried.trial, without: [without] };
        const answer: ReachAnswer = { kind: 'reach', reaches: [reach], batch: false, source, readAt, trial };
        expect(messageFaults({ answer })).toEqual([]);
        // More than ten changes stand behind a button, all of them.
        const doc = reachDoc(answer, 'slack');
        const tables = [...doc.parts, ...doc.details.flatMap(({ parts }) => parts)].flatMap((part) =>
          part.part === 'table' ? [part] : [],
        );
        expect(Math.max(0, ...tables.map(({ rows }) => rows.length))).toBe(trial.changes.length);
        counted.tried += 1;
      }),
      { numRuns: 60 },
    );
    expect(counted.answers).toBeGreaterThan(200);
    expect(counted.rules).toBeGreaterThan(30);
    expect(counted.words).toBeGreaterThan(60);
  },
  120_000,
);

/** As much as a question can hold. */
const question: HelpRequest = {
  id: 'i'.repeat(36),
  user: 'U0ALICE',
  namespace: 'student-07',
  subject: { about: 'problem', id: 'no-configmap' },
  at: readAt,
  evidence: {
    readAt,
    rows: problemIds.map((id) => ({ id, status: 'cannot-see', normal: true, because: 'a long reason '.repeat(60) })),
    reports: Array.from({ length: 30 }, () => ({
      run: 'kubectl get pods',
      saw: 'a Pod '.repeat(30),
      verdict: null,
      at: readAt,
    })),
  },
  toldAt: null,
  state: 'answered',
  claim: null,
  answerers: ['U0INGE'],
  reply: { by: 'U0INGE', at: readAt },
};
const title = lesson.problems['no-configmap'].title;

test.each([
  [
    'a question',
    {
      kind: 'question',
      request: question,
      title,
      titles: problemTitlesOf(lesson),
      words: 'word '.repeat(400),
    },
  ],
  [
    'a page of those that wait',
    {
      kind: 'questions',
      requests: Array.from({ length: 10 }, () => ({ ...question, title })),
      page: { earlier: 10, waiting: 40 },
    },
  ],
  [
    'an answer',
    {
      kind: 'reply',
      from: 'instructor',
      title: lesson.problems['no-egress'].title,
      by: 'U1',
      words: 'word '.repeat(400),
      first: true,
    },
  ],
] as const)('help: %s', (_, answer) => {
  expect(messageFaults({ answer })).toEqual([]);
});
