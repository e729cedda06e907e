// What a language model may know of an answer: authored sentences, and the question as it may leave.
import { expect, test } from 'vitest';
import { checks } from '../../../src/checks/index.ts';
import { findCard } from '../../../src/exercise/cards.ts';
import { packetOf, sentencesOf } from '../../../src/explain/tutor/sentences.ts';
import { taught } from '../../support/tutors.ts';

const id = 'pods-outside-node-range';
const finding = (lesson = taught) =>
  ({ id, asks: checks[id].asks, status: 'pass', card: findCard(lesson, id, 'pass', 'azure-cni-overlay') }) as const;
const none = { findings: [], passages: [], question: null };

test('a text is its sentences: numbers and names in lower case inside of one end none', () => {
  expect(sentencesOf('A node has `10.224.0.4`. A Pod of v1.31 has another. kube-proxy is not there. Why? ')).toEqual([
    'A node has 10.224.0.4.',
    'A Pod of v1.31 has another.',
    'kube-proxy is not there.',
    'Why?',
  ]);
});

test('passages go in the order of the lesson, eight at the most, without questions to the reader', () => {
  const all = taught.passages.map((passage) => passage.id);
  const { passages } = packetOf(taught, { ...none, passages: all.slice(0, 9).toReversed() });
  expect(passages.map((each) => each.id)).toEqual(all.slice(1, 9).map((each) => `passage/${each}`));
  const sentences = packetOf(taught, { ...none, passages: ['overlay'] }).passages.flatMap((each) => each.sentences);
  expect(sentences.length).toBeGreaterThan(2);
  const [asking, ...rest] = taught.passages;
  if (asking === undefined) throw new Error('the lesson is empty');
  const lesson = { ...taught, passages: [{ ...asking, body: ['What is it? It is a range.'] }, ...rest] };
  expect(packetOf(lesson, { ...none, passages: [asking.id] }).passages[0]?.sentences).toEqual(['It is a range.']);
});

test('a finding goes with its status and its card; without a card it stays', () => {
  const { findings } = packetOf(taught, { ...none, findings: [finding()] });
  expect(findings).toMatchObject([{ id: `finding/${id}`, title: checks[id].asks, status: 'pass' }]);
  expect(findings[0]?.sentences.join(' ')).toContain(sentencesOf(finding().card?.concept ?? '?')[0]);
  expect(packetOf(taught, { ...none, findings: [{ ...finding(), card: null }] }).findings).toEqual([]);
});

test('a question goes as it may leave, its healthy neighbour as it is', () => {
  const { question } = packetOf(taught, { ...none, question: 'who has 10.9.9.9? password=hunter2' });
  expect(question).toBe('who has [address]? [removed]');
  expect(packetOf(taught, { ...none, question: 'is 10.224.0.4 a node?' }).question).toBe('is 10.224.0.4 a node?');
  expect(packetOf(taught, none).question).toBeNull();
});
