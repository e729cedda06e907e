// Details of an answer in a modal, or as messages: nothing of them is cut, however much there is.
import { describe, expect, test } from 'vitest';
import { type DetailsAddress, detailsMessages, detailsView } from '../../src/blocks/details.ts';
import { splitLines, splitRuns, splitText } from '../../src/blocks/long-text.ts';
import { splitTableText } from '../../src/blocks/table-text.ts';
import type { Doc, DocPart } from '../../src/model/doc.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { viewFaults } from '../../src/playground/slack/validate/views.ts';
import { answerDoc } from '../../src/words/index.ts';
import { createDoc, textRun } from '../../src/words/runs.ts';
import { answerTo } from '../support/check-answers.ts';
import * as clusters from '../support/clusters.ts';
import { listOf, node, pod } from '../support/objects.ts';

const address: DetailsAddress = { id: 'an-id', by: 'U0ALICE', command: 'check' };

type Element = {
  readonly type: string;
  readonly text?: { readonly text: string };
  readonly value?: string;
  readonly options?: readonly { readonly value: string }[];
};

/** Every page of details, each as a modal; at most so many, so that a fault in turning pages ends. */
function pagesOf(doc: Doc) {
  const views = Array.from({ length: 200 }, (_, page) => detailsView(doc, page, address));
  const texts = views.map((view) => JSON.stringify(view.blocks));
  return views.filter((_, at) => at === 0 || texts[at] !== texts[at - 1]);
}

const navigationOf = (view: ReturnType<typeof detailsView>): readonly Element[] =>
  view.blocks.flatMap((block) =>
    'elements' in block && block.type === 'actions' ? (block.elements as readonly Element[]) : [],
  );

const docWith = (...parts: readonly DocPart[]): Doc =>
  createDoc([textRun('x')], [], { details: [{ title: 'Task 1', parts }] });

/** All text in blocks, without what decorates it. */
const wordsIn = (blocks: unknown): string => {
  const found: string[] = [];
  JSON.stringify(blocks, (key, value) => {
    if (key === 'text' && typeof value === 'string') found.push(value);
    return value;
  });
  return found.join('\n');
};

const many = Array.from({ length: 1000 }, (_, i) => `aks-nodepool1-17143216-vmss${i.toString(36).padStart(6, '0')}`);
const address4 = (i: number) => `10.224.${Math.floor(i / 250)}.${(i % 250) + 4}`;

describe('a cluster of 1,000 nodes', async () => {
  const nodes = many.map((name, i) => node(name, address4(i)));
  const pods = many.map((name, i) =>
    pod('student-07', `web-${i}`, name, `10.244.${Math.floor(i / 250)}.${i % 250}`, address4(i)),
  );
  const answer = await answerTo([
    listOf('Node', nodes),
    listOf('Pod', pods),
    ...clusters.overlayCilium.filter(({ kind }) => kind === 'ConfigMapList'),
  ]);
  const doc = answerDoc(answer, 'slack');

  test('has every node and every Pod on some page, each within Slack’s limits', () => {
    const views = pagesOf(doc);
    expect(views.length).toBeGreaterThan(8);
    expect(views.flatMap((view) => viewFaults(view, 'modal'))).toEqual([]);
    const text = wordsIn(views.map(({ blocks }) => blocks));
    expect(many.filter((name) => !text.includes(name))).toEqual([]);
    expect(many.filter((_, i) => !text.includes(`web-${i} `))).toEqual([]);
    expect(text).not.toContain('…,');
    // The head of a table stands on each of its blocks.
    expect(text.split('NODE').length).toBeGreaterThan(text.split('INTERNAL-IP').length);
  });

  test('as messages, where no modal can be opened, has all of them as well', () => {
    const messages = detailsMessages(doc, 'A note.');
    expect(messages.flatMap(({ blocks }) => blockFaults(blocks))).toEqual([]);
    const text = wordsIn(messages.map(({ blocks }) => blocks));
    expect(many.filter((name) => !text.includes(name))).toEqual([]);
    expect(text.startsWith('A note.')).toBe(true);
    expect(messages.every((each) => each.text.length > 0 && each.text.length <= 4000)).toBe(true);
  });
});

test('each of several messages says its own part to a screen reader', () => {
  const parts = Array.from({ length: 120 }, (_, i): DocPart => ({ part: 'paragraph', runs: [textRun(`line ${i}.`)] }));
  const messages = detailsMessages(docWith(...parts), 'A note.');
  expect(messages.length).toBeGreaterThan(2);
  expect(messages[0]?.text.startsWith('A note.\nTask 1\nline 0.')).toBe(true);
  const said = messages.map(({ text }) => text).join('\n');
  expect(parts.filter((_, i) => said.split(`line ${i}.`).length !== 2)).toEqual([]);
});

test('as messages every rule between parts stays', () => {
  const rule: DocPart = { part: 'rule' };
  const line: DocPart = { part: 'paragraph', runs: [textRun('x')] };
  const [message] = detailsMessages(docWith(rule, line, rule, line, rule), null);
  expect(message?.blocks.filter(({ type }) => type === 'divider')).toHaveLength(3);
});

describe('turning pages', () => {
  const sections = (count: number): Doc =>
    createDoc([textRun('x')], [], {
      details: Array.from({ length: count }, (_, i) => ({
        title: `A section with a long title ${i}`,
        parts: [{ part: 'paragraph', runs: [textRun(`page ${i}`)] }],
      })),
    });

  test.each([1, 2, 5])('%i pages: a button each, of at most 24 characters; the shown one is marked', (count) => {
    const elements = navigationOf(detailsView(sections(count), 0, address));
    expect(elements.map(({ type }) => type)).toEqual(Array.from({ length: count === 1 ? 0 : count }, () => 'button'));
    expect(elements.filter(({ text }) => (text?.text.length ?? 0) > 24)).toEqual([]);
    expect(elements.filter(({ text }) => text?.text.startsWith('▸'))).toHaveLength(count === 1 ? 0 : 1);
  });

  test('six pages: a list, Next, and Back once there is something before', () => {
    const first = navigationOf(detailsView(sections(6), 0, address));
    expect(first.map(({ type, text }) => text?.text ?? type)).toEqual(['static_select', 'Next']);
    expect(first[0]?.options?.map(({ value }) => value)).toEqual(['0', '1', '2', '3', '4', '5']);
    const middle = navigationOf(detailsView(sections(6), 3, address));
    expect(middle.map(({ text }) => text?.text)).toEqual([undefined, 'Back', 'Next']);
    expect(middle.flatMap(({ value }) => (value ? [JSON.parse(value).page] : []))).toEqual([2, 4]);
    expect(navigationOf(detailsView(sections(6), 5, address)).map(({ text }) => text?.text)).toEqual([
      undefined,
      'Back',
    ]);
  });

  test('the modal itself says of which answer it is, since a choice from the list carries its page alone', () => {
    const view = detailsView(sections(6), 2, address);
    expect(JSON.parse(view.private_metadata ?? '')).toEqual({ say: 'check', by: 'U0ALICE', details: 'an-id' });
  });

  test('more pages than a list holds: each can be reached, and Slack takes it', () => {
    const doc = sections(250);
    expect([0, 120, 249].flatMap((page) => viewFaults(detailsView(doc, page, address), 'modal'))).toEqual([]);
    const [list] = navigationOf(detailsView(doc, 120, address));
    expect([list?.options?.length, list?.options?.some(({ value }) => value === '120')]).toEqual([100, true]);
  });

  test('a page that is not there is the last one', () => {
    expect(wordsIn(detailsView(sections(3), 9, address).blocks)).toContain('page 2');
  });
});

describe('what is longer than a block goes on in the next', () => {
  const long = Array.from({ length: 900 }, (_, i) => `word${i}`).join(' ');
  const parts: readonly (readonly [string, DocPart])[] = [
    ['a paragraph', { part: 'paragraph', runs: [textRun(long)] }],
    ['a list of one', { part: 'list', items: [[textRun(long)]] }],
    ['a list of many', { part: 'list', items: Array.from({ length: 300 }, (_, i) => [textRun(`entry word${i}`)]) }],
    ['code', { part: 'code', text: long }],
    [
      'a table',
      { part: 'table', columns: ['A', 'B'], rows: Array.from({ length: 400 }, (_, i) => [`word${i}`, 'x'.repeat(20)]) },
    ],
    ['a row that is longer than a block', { part: 'table', columns: ['A'], rows: [[long.replaceAll(' ', '-')]] }],
  ];

  test.each(parts)('%s', (_, part) => {
    const views = pagesOf(docWith(part));
    expect(views.flatMap((view) => viewFaults(view, 'modal'))).toEqual([]);
    const text = wordsIn(views.map(({ blocks }) => blocks)).replaceAll('\n', '');
    const last =
      part.part === 'list' && part.items.length > 1 ? 299 : part.part === 'table' && part.rows.length > 1 ? 399 : 899;
    for (const i of [0, 150, last]) expect(text).toContain(`word${i}`);
    expect(text).not.toContain('…');
  });

  test('no sign is cut in half, and none is lost', () => {
    const signs = 'a😀ö'.repeat(1000);
    const pieces = splitText(signs, 101);
    expect([pieces.join(''), pieces.every((piece) => piece.length <= 101)]).toEqual([signs, true]);
    expect(pieces.filter((piece) => /[\uD800-\uDBFF]$/u.test(piece))).toEqual([]);
    expect(splitLines(`${signs}\nend`, 101).join('')).toBe(`${signs}end`);
  });

  test('what fits stays whole, and keeps how it is decorated', () => {
    expect(splitText('short', 10)).toEqual(['short']);
    expect(splitRuns([{ text: 'abc', style: 'bold' }, { text: 'd' }], 10)).toEqual([
      [{ text: 'abc', style: 'bold' }, { text: 'd' }],
    ]);
    expect(splitRuns([{ text: 'abcdef', style: 'code' }], 4)).toEqual([
      [{ text: 'abcd', style: 'code' }],
      [{ text: 'ef', style: 'code' }],
    ]);
    expect(splitTableText({ columns: ['A', 'B'], rows: [] }, 100)).toEqual(['A  B']);
    expect(splitTableText({ columns: ['A'], rows: [['1'], ['2'], ['3']] }, 5)).toEqual(['A\n1\n2', 'A\n3']);
  });
});
