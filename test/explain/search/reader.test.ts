import { describe, expect, test } from 'vitest';
import { createSearch, explainQuestion } from '../../../src/explain/search/handbook.ts';
import { stemEnglish } from '../../../src/explain/search/stem.ts';
import { wordsOf } from '../../../src/explain/search/words.ts';
import { taught as lesson } from '../../support/tutors.ts';

const { read } = createSearch(lesson);
const sensesOf = (text: string) => read(text).units.map(({ senses }) => senses.join('|'));

describe('German is read as the English that it stands for', () => {
  test.each([
    ['Warum haben Pods einen anderen Adressbereich als die Knoten?', 'why has pods'],
    ['Was ist eine Netzwerkrichtlinie?', 'network policy'],
    ['wie viele Knoten darf ein Overlay haben', 'how many node'],
    ['mein Pod kommt nicht ins Internet', 'cannot reach'],
    ['was ist ein Teilnetz', 'subnet'],
    ['wie gross ist der Podadressbereich', 'how large'],
  ])('%s', (german, english) => {
    expect(read(german).isGerman).toBe(true);
    expect(read(german).english).toContain(english);
    expect(explainQuestion(lesson, german).understood).toBe('German');
  });

  test.each([
    'why is the address range of Pods another one',
    'was kubenet retired in March',
    'overlay',
    'die nodes die?',
  ])('its healthy neighbour is English: %s', (english) =>
    expect(explainQuestion(lesson, english).understood ?? 'English').toBe('English'),
  );
});

describe('slips of the fingers', () => {
  test.each([
    ['kubnet', 'kubenet'],
    ['overlya', 'overlay'],
    ['adresses', 'addresses'],
    ['anotations', 'annotations'],
    ['nta', 'nat'],
  ])('%s is %s', (typed, meant) => expect(sensesOf(typed)).toEqual(sensesOf(meant)));

  test.each([
    ['kubelet', 'kubenet'],
    ['logo', 'log'],
    ['gke', 'kube'],
  ])('its healthy neighbour, %s, is not %s', (typed, other) => {
    const senses = sensesOf(typed);
    expect(senses.length).toBeGreaterThan(0);
    expect(senses).not.toEqual(sensesOf(other));
  });
});

describe('a term of another field is what a question is about, whatever else it has', () => {
  test.each([
    'does istio work with an overlay',
    'how do I resize the node pool of an overlay',
    'BGP peering with cilium and the vnet',
    'nginx ingress controller with cilium',
    'which storage do pods of an overlay have',
    'was kostet ein Overlay',
    'how do I rename the vnet',
  ])('%s', (question) => expect(explainQuestion(lesson, question)).toMatchObject({ passages: [] }));

  test.each([
    ['does cilium work with an overlay', 'cilium-models'],
    ['how do I expand the Pod CIDR of an overlay', 'pod-cidr-growth'],
  ])('its healthy neighbour is answered: %s', (question, id) => {
    const { passages, offered = [] } = explainQuestion(lesson, question);
    expect([...passages, ...offered].map((each) => each.id)).toContain(id);
  });
});

test('hostile texts are read within bounds', () => {
  const hostile = ['a-', 'a.', '1.', 'not ', 'x', 'how do i ', '"', '/24 ', 'adressbereich', 'is our '];
  for (const each of hostile) {
    const text = each.repeat(100_000);
    expect([each, explainQuestion(lesson, text)]).toEqual([each, explainQuestion(lesson, text.slice(0, 2000))]);
  }
});

test.each([
  ['10.244.1.17', ['10.244.', '10.244.1.17']],
  ['NodeNetworkConfigs of web-7d4b9c6f5-x2x9z', ['node', 'network', 'configs', 'of', 'web', 'pod']],
  ['student-07 calls https://example.com/a', ['calls', 'website']],
  ['aks-nodepool1-12345678-vmss000001', ['node']],
  ['/24 für Größe', ['/24', 'fuer', 'groesse']],
])('the words of “%s”', (text, words) => expect(wordsOf(text)).toEqual(words));

test('words that differ by their ending are one', () => {
  expect(new Set(['retired', 'retires', 'retire', 'retirement'].map(stemEnglish)).size).toBe(1);
  expect(['addresses', 'routes', 'planned'].map(stemEnglish)).toEqual(['address', 'route', 'plan'].map(stemEnglish));
});
