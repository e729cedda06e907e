// What of the lesson a language model may know: authored sentences, each by its number.
import { expect, test } from 'vitest';
import { checks } from '../../../src/checks/index.ts';
import { findCard } from '../../../src/exercise/cards.ts';
import { findingSource, passageSource, sentencesOf } from '../../../src/explain/tutor/sentences.ts';
import { taught } from '../../support/tutors.ts';

test('a text is its sentences: numbers and names in lower case inside of one end none', () => {
  expect(sentencesOf('A node has `10.224.0.4`. A Pod of v1.31 has another. kube-proxy is not there. Why? ')).toEqual([
    'A node has 10.224.0.4.',
    'A Pod of v1.31 has another.',
    'kube-proxy is not there.',
    'Why?',
  ]);
});

test('a passage is its sentences without questions to the reader', () => {
  const passage = taught.passages.find(({ id }) => id === 'overlay');
  if (passage === undefined) throw new Error('the lesson has no passage "overlay"');
  const { id, sentences } = passageSource(passage);
  expect(id).toBe('passage/overlay');
  expect(sentences.length).toBeGreaterThan(2);
  expect(passageSource({ ...passage, body: ['What is it? It is a range.'] }).sentences).toEqual(['It is a range.']);
});

test('a finding is what its inspection asks and the sentences of its card', () => {
  const id = 'pods-outside-node-range';
  const card = findCard(taught, id, 'pass', 'azure-cni-overlay');
  if (card === null) throw new Error(`the lesson has no card for ${id}`);
  const source = findingSource(id, checks[id].asks, card);
  expect(source).toMatchObject({ id: `finding/${id}`, title: checks[id].asks });
  expect(source.sentences.slice(0, 1)).toEqual(sentencesOf(card.concept).slice(0, 1));
  expect(source.sentences.at(-1)).toBe(sentencesOf(card.next).at(-1));
});
