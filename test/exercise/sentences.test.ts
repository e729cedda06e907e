// What of the lesson can be shown a sentence at a time: authored sentences, none without the one that it leans on.
import { expect, test } from 'vitest';
import { openLesson } from '../../src/app/lesson.ts';
import { paragraphsOfPick, picksInOrder, resolvePicks } from '../../src/exercise/pick-sentences.ts';
import { authoredSource, leansOnBefore, passageSource, sentencesOf } from '../../src/exercise/sentences.ts';
import { lesson } from '../support/lab.ts';

const texts = [
  ...lesson.passages.map(({ id, title, body }) => ({ id, title, body })),
  ...Object.values(lesson.cards).flatMap(({ cards }) =>
    cards.map(({ finding, status, concept, why, next }) => ({
      id: finding,
      title: status,
      body: [concept, why, next],
    })),
  ),
  ...Object.values(lesson.problems).map(({ problem: id, title, supported, todo, lookalike }) => ({
    ...{ id, title, body: [...supported, todo, ...lookalike] },
  })),
];
const sources = texts.map(({ id, title, body }) => authoredSource(id, title, body));

test('a text is its sentences: numbers and names in lower case inside of one end none', () => {
  expect(sentencesOf('A node has `10.224.0.4`. A Pod of v1.31 has another. kube-proxy is not there. Why? ')).toEqual([
    'A node has `10.224.0.4`.',
    'A Pod of v1.31 has another.',
    'kube-proxy is not there.',
    'Why?',
  ]);
});

test('a page is its sentences without questions to the reader, nor what leans on one', () => {
  const { sentences } = authoredSource('x', 'X', ['What is it? It is a range. A node has one.', 'Pods share a node.']);
  expect(sentences.map(({ text }) => text)).toEqual(['Pods share a node.']);
});

test.each([
  'It grows.',
  'So Pods use up no addresses.',
  'But names fail.',
  'Both usually end so.',
  'They deliver traffic.',
  'Such keys are a clue.',
  'Here that service is the API server.',
  'Then start one Pod.',
  'There is one exception.',
  'Names too: without port 53 none resolves.',
  'With Azure CNI it is usually empty.',
  'Other machines cannot call it.',
  '“That” is a clue.',
])('“%s” leans on the one before', (sentence) => {
  expect(leansOnBefore(sentence, false)).toBe(true);
});

test.each(['A Pod that listens answers.', 'Every command of this exercise only reads.', 'eBPF runs in the kernel.'])(
  'its healthy neighbour, “%s”, stands alone',
  (sentence) => {
    expect(leansOnBefore(sentence, true)).toBe(false);
  },
);

test('every sentence of the lesson that leans on another brings it along, or is not there to be chosen', () => {
  const opener = /^(?:It|This|That|These|Those|So|But|There|Then|Both|They|Such|Here|Its|Or|And|Otherwise|Still)\b/u;
  const openers = texts.flatMap(({ body }) => body.flatMap(sentencesOf)).filter((each) => opener.test(each));
  expect(openers.length).toBeGreaterThan(60);
  let alone = 0;
  for (const source of sources) {
    for (const at of source.sentences.keys()) {
      const [pick] = resolvePicks([{ source: source.id, sentences: [at] }], [source]);
      const [first] = pick ? paragraphsOfPick(pick, source) : [];
      if (first === undefined) continue;
      alone++;
      // What is shown first leans on nothing, and the one that was asked for is there.
      expect(opener.test(first[0] ?? ''), `${source.id}: ${first[0]}`).toBe(false);
      expect(first).toContain(source.sentences[at]?.text);
    }
    expect(source.sentences[0]?.leans ?? false, source.id).toBe(false);
  }
  expect(alone).toBeGreaterThan(500);
});

test('six sentences of two pages at most, in the order of each page, whatever is chosen', () => {
  const [one, two, three] = ['overlay', 'kubenet', 'vnet'].map((id) => {
    const found = lesson.passages.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no passage ${id}`);
    return passageSource(found);
  });
  if (!one || !two || !three) throw new Error('three pages were wanted');
  const all = (source: typeof one) => ({ source: source.id, sentences: [...source.sentences.keys()].reverse() });
  const shown = resolvePicks(
    [all(one), all(two), all(three), { source: 'made-up', sentences: [0] }],
    [one, two, three],
  );
  expect(shown.length).toBeLessThanOrEqual(2);
  expect(shown.flatMap(({ sentences }) => sentences).length).toBeLessThanOrEqual(6);
  for (const { sentences } of shown) expect(sentences).toEqual(sentences.toSorted((a, b) => a - b));
  expect(resolvePicks([{ source: one.id, sentences: [-1, 99, 0.5] }], [one])).toEqual([]);
  expect(picksInOrder([one, two, three]).map(({ source, sentences }) => [source, sentences.join()])).toEqual([
    [one.id, '0,1,2'],
    [two.id, '0,1,2'],
  ]);
});

test('a sentence for which there is no room with those before it is left out', () => {
  const long = authoredSource('x', 'X', [
    'Pods run. It is so. It is so. It is so. It is so. It is so. It is so. Nodes too run.',
  ]);
  expect(resolvePicks([{ source: 'x', sentences: [6] }], [long])).toEqual([]);
  expect(resolvePicks([{ source: 'x', sentences: [5] }], [long])[0]?.sentences.length).toBe(6);
});

test('a day changes words and no numbers: what was chosen of a page stays chosen', () => {
  const days = ['2026-11-24', '2028-03-31', '2028-04-01', '2031-01-01'].map((day) =>
    openLesson(null, () => `${day}T12:00:00.000Z`)().passages.map(passageSource),
  );
  const shape = (pages: (typeof days)[number]) =>
    pages.map(({ id, sentences }) => `${id} ${sentences.map(({ leans }) => (leans ? 1 : 0)).join('')}`);
  expect(days.slice(1).map(shape)).toEqual(days.slice(1).map(() => shape(days[0] ?? [])));
  expect(JSON.stringify(days[0])).not.toBe(JSON.stringify(days[3]));
});
