// “Explain this”: the sentences that matter for a look. Without a model the cards' own order stands.
import { describe, expect, test } from 'vitest';
import { assess } from '../../../src/checks/assess.ts';
import { runAdmittedCommand } from '../../../src/commands/dispatch.ts';
import { describeResult } from '../../../src/commands/explain/result-sources.ts';
import { parseResultSubject } from '../../../src/commands/explain/result-subject.ts';
import { sentencesOf } from '../../../src/exercise/sentences.ts';
import type { Lab } from '../../../src/model/lab.ts';
import type { Person } from '../../../src/model/person.ts';
import type { SentencePick } from '../../../src/model/sentence-choice.ts';
import { blockFaults } from '../../../src/playground/slack/validate/blocks.ts';
import { toJson } from '../../../src/report/json.ts';
import { plainStyle } from '../../../src/report/style.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import { toMarkdown, toText } from '../../../src/terminal/write-answer.ts';
import { answerDoc } from '../../../src/words/index.ts';
import * as clusters from '../../support/clusters.ts';
import { extractSchema } from '../../support/json-schemas/extract.ts';
import { bareLab, lesson } from '../../support/lab.ts';
import { snapshotOf } from '../../support/objects.ts';

const alice: Person = { id: 'U0ALICE', role: 'student', namespace: 'student-07' };

async function explained(words: string, documents: readonly unknown[], rest: Partial<Lab> = {}, by = alice) {
  const lab = bareLab((namespace) => snapshotOf(documents, namespace), rest);
  const outcome = await runAdmittedCommand({ command: 'explain', words: words.split(' ') }, by, lab);
  if (outcome.answer.kind !== 'extract') throw new Error(`an answer of the kind ${outcome.answer.kind}`);
  const offers = (outcome.next ?? []).map(({ label, command }) => `${label}: ${command}`);
  return { ...outcome, answer: outcome.answer, offers, text: toText(outcome.answer, plainStyle) };
}
const choosing = (picks: readonly SentencePick[] | null): Partial<Lab> => ({ explainResult: async () => picks });

describe('without a model', () => {
  test('the cards stand in their order, what is not as the exercise says first', async () => {
    const { answer, text, offers, audit, chosen } = await explained('result 1', clusters.nodeSubnet);
    expect(text).toMatchInlineSnapshot(`
      "What this result means
      ≠ Do Pod addresses come from another range than node addresses?
      With a node subnet, each Pod takes an address of the VNet subnet that its node is in. So Pods and
      nodes share one range. That is right for this model; the exercise expects another one.

      ✓ Which addresses do the nodes have?
      On AKS a node is a machine in the VNet, and INTERNAL-IP is its address there. Nodes have such
      addresses in every model. So this column alone does not tell which model you have.

      student-07, dump test, 2026-11-24 16:40 UTC. I only read.
      "
    `);
    expect(answer.pages.map(({ id, status }) => [id, status])).toEqual([
      ['finding/pods-outside-node-range', 'differs'],
      ['finding/node-addresses', 'pass'],
    ]);
    expect(offers).toEqual([
      'Read all of the first: explain pods-outside-node-range',
      'Read all of the second: explain node-addresses',
      'Check again: check 1',
    ]);
    expect(audit).toMatchObject({ did: 'read', what: 'explain', namespace: 'student-07' });
    expect([answer.by, chosen]).toEqual(['handbook', false]);
  });

  test('a problem that was found comes before the cards, and leads to its walk', async () => {
    const { answer, offers } = await explained('result', clusters.egressBlocked);
    expect(answer.pages[0]).toMatchObject({ id: 'problem/no-egress', title: lesson.problems['no-egress'].title });
    expect(offers[0]).toBe('Read all of the first: walk no-egress');
  });

  test.each(['result', 'result 2', 'result cilium-agents', 'result no-cilium-pods'])(
    '%s says the same twice, fits into Slack, and has the documented JSON',
    async (words) => {
      const [first, second] = [
        await explained(words, clusters.overlayCilium),
        await explained(words, clusters.overlayCilium),
      ];
      expect(first.text).toBe(second.text);
      expect(first.answer.pages.length).toBeGreaterThan(0);
      expect(blockFaults(answerMessage(first.answer).blocks)).toEqual([]);
      expect(extractSchema.safeParse(JSON.parse(toJson(first.answer))).error).toBeUndefined();
      expect(toMarkdown(first.answer)).toContain('What this result means');
    },
  );

  test.each([
    ['an overlay', clusters.overlayCilium],
    ['a node subnet', clusters.nodeSubnet],
    ['shut policies', clusters.egressBlocked],
    ['an empty namespace', clusters.emptyNamespace],
  ])('%s: every sentence is one that people wrote', async (_, documents) => {
    const { answer } = await explained('result', documents);
    const written = JSON.stringify(lesson);
    const shown = answer.pages.flatMap(({ paragraphs }) => paragraphs.flat());
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.filter((each) => !written.includes(JSON.stringify(each).slice(1, -1)))).toEqual([]);
  });
});

describe('with a choice', () => {
  test('the sentences stand under the title of their page, and small print says who chose', async () => {
    const picks = [{ source: 'finding/pods-outside-node-range', sentences: [1] }];
    const { answer, text, chosen } = await explained('result', clusters.nodeSubnet, choosing(picks));
    expect(answer.pages.map(({ id }) => id)).toEqual(['finding/pods-outside-node-range']);
    // It begins with “So”, so that the one before comes along.
    expect(answer.pages[0]?.paragraphs[0]?.[0]).toMatch(/^With a node subnet/u);
    expect(answer.pages[0]?.paragraphs[0]?.[1]).toMatch(/^So /u);
    expect(text).toContain('A language model chose these sentences. People wrote them.');
    expect([answer.by, chosen]).toEqual(['tutor', true]);
  });

  test('a page about another model carries its name in each sentence', async () => {
    const picks = [{ source: 'passage/node-subnet', sentences: [0, 1] }];
    const { answer, text } = await explained('result same-range', clusters.overlayCilium, choosing(picks));
    const name = 'Azure CNI node subnet (traditional)';
    const count = answer.pages[0]?.paragraphs.flat().length ?? 0;
    expect(answer.pages[0]).toMatchObject({ id: 'passage/node-subnet', model: name });
    expect(count).toBeGreaterThan(1);
    expect(text.replaceAll(/\s+/gu, ' ').split(`${name}: `).length - 1).toBe(count);
    // Its healthy neighbour is the same page where it is about the cluster's own model.
    const own = await explained('result same-range', clusters.nodeSubnet, choosing(picks));
    expect(own.answer.pages[0]).toMatchObject({ id: 'passage/node-subnet', model: null });
    expect(own.text).not.toContain(`${name}: `);
  });

  test.each<readonly [string, readonly SentencePick[] | null]>([
    ['nothing', null],
    ['a page that is not there', [{ source: 'passage/made-up', sentences: [0] }]],
    ['sentences that are not there', [{ source: 'finding/node-addresses', sentences: [99, -1] }]],
  ])('of %s, the own order stands', async (_, picks) => {
    const [own, other] = [
      await explained('result', clusters.nodeSubnet),
      await explained('result', clusters.nodeSubnet, choosing(picks)),
    ];
    expect(other.answer).toEqual(own.answer);
    expect(other.chosen).toBe(false);
  });
});

describe('what is asked about', () => {
  test.each([
    ['result', { is: 'all' }],
    ['result 2', { is: 'task', task: 2 }],
    ['Result node-addresses', { is: 'finding', code: 'node-addresses' }],
    ['result no-egress', { is: 'problem', problem: 'no-egress' }],
    ['result to me please', null],
    ['result thing', null],
    ['that', null],
  ])('%s', (words, subject) => {
    expect(parseResultSubject(words.split(' '))).toEqual(subject);
  });

  test('codes and statuses alone describe it: no name, no address, no count', async () => {
    const assessment = assess(await snapshotOf(clusters.egressBlocked, 'student-07'));
    const { sources, ...codes } = describeResult({ is: 'all' }, assessment, lesson);
    expect(JSON.stringify(codes)).toMatch(/^[a-z0-9{}[\]":,_ -]+$/iu);
    for (const each of ['student-07', 'web', '10.', '172.']) expect(JSON.stringify(codes)).not.toContain(each);
    const written = new Set(
      JSON.stringify(lesson)
        .split('"')
        .flatMap((text) => sentencesOf(text)),
    );
    expect(written.size).toBeGreaterThan(300);
    expect(sources.flatMap(({ sentences }) => sentences).length).toBeGreaterThan(20);
    expect(JSON.stringify(sources)).not.toContain('student-07');
    expect(JSON.stringify(sources).length).toBeLessThan(20_000);
  });

  test('somebody without a namespace has no result', async () => {
    const lab = bareLab(() => Promise.reject(new Error('not asked')));
    const by = { ...alice, namespace: null };
    const { answer } = await runAdmittedCommand({ command: 'explain', words: ['result'] }, by, lab);
    expect(answer.kind).toBe('trouble');
  });

  test('it stays within the words of a lesson page', async () => {
    const { answer } = await explained('result', clusters.egressBlocked);
    const { parts } = answerDoc(answer, 'slack');
    expect(parts.length).toBeGreaterThan(1);
  });
});
