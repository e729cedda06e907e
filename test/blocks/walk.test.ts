import { expect, test } from 'vitest';
import { partLines } from '../../src/blocks/write-doc.ts';
import { problemTitlesOf } from '../../src/commands/help-request/ask-instructor.ts';
import { problemIds } from '../../src/model/finding.ts';
import type { HelpRequest } from '../../src/model/help-request.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { viewFaults } from '../../src/playground/slack/validate/views.ts';
import { answerMessage } from '../../src/slack/replies/answer-message.ts';
import { createFormView } from '../../src/slack/replies/form-view.ts';
import { helpRequestDoc } from '../../src/words/help-request.ts';
import { lesson } from '../support/lab.ts';
import { buttonsOf } from '../support/message-buttons.ts';

const at = '2026-11-24T16:40:00.000Z';
const titles = problemTitlesOf(lesson);
const long = '<!channel> & '.repeat(200);

/** As much as a question can hold. */
const question: HelpRequest = {
  id: 'i'.repeat(36),
  user: 'U0ALICE',
  namespace: `student-${'7'.repeat(50)}`,
  subject: { about: 'problem', id: 'no-egress' },
  at,
  evidence: {
    readAt: at,
    rows: problemIds.map((id) => ({ id, status: 'cannot-see', normal: true, because: long.slice(0, 1000) })),
    reports: Array.from({ length: 30 }, () => ({
      run: long.slice(0, 300),
      saw: long.slice(0, 300),
      verdict: null,
      at,
    })),
  },
  toldAt: '2026-11-24T16:41:00.000Z',
  state: 'answered',
  claim: null,
  answerers: ['U0INGE'],
  reply: { by: 'U0INGE', at },
};
const title = titles['no-egress'];
const words = long.slice(0, 2000);

test.each([
  ['the longest question', { kind: 'question', request: question, title, titles, words }],
  ['a page of questions', { kind: 'questions', requests: Array.from({ length: 10 }, () => ({ ...question, title })) }],
  ['none', { kind: 'questions', requests: [] }],
  ['the longest answer', { kind: 'reply', from: 'instructor', title, by: 'U1', words, first: true }],
] as const)('%s is within Slack’s limits, and nothing in it is mark-up', (_, answer) => {
  const said = answerMessage(answer);
  expect(said.blocks.length).toBeGreaterThan(0);
  expect(blockFaults(said.blocks)).toEqual([]);
  expect(said.text).not.toContain('<');
  // Slack's own way to show a time is the only mark-up, and holds nobody's words.
  const marked = JSON.stringify(said.blocks).match(/"type":"mrkdwn","text":"[^"]*"/gu) ?? [];
  for (const each of marked)
    expect(each).toMatch(/^"type":"mrkdwn","text":"<!date\^\d+\^\{date_short_pretty\} \{time\}\|[\d: UTC-]+>"$/u);
});

test('what was reported stands by problem, the one that is asked about first', () => {
  const report = (problem: (typeof problemIds)[number] | undefined, run: string) => ({
    ...(problem ? { problem } : {}),
    ...{ run, saw: 'it', verdict: null, at },
  });
  const reports = [report('same-range', 'first'), report('no-egress', 'second'), report(undefined, 'third')];
  const asked = { ...question, evidence: { ...question.evidence, rows: [], reports: [...reports, ...reports] } };
  const reported = (request: HelpRequest) =>
    helpRequestDoc({ request, title, titles, words: null })
      .details.filter(({ title }) => title === 'What they reported')
      .flatMap(({ parts }) => parts.flatMap(partLines));
  expect(reported(asked)).toEqual([
    `${titles['no-egress']}: what they reported, step by step`,
    ...['second → “it”', 'second → “it”'],
    `${titles['same-range']}: what they reported, step by step`,
    ...['first → “it”', 'first → “it”'],
    'Other steps: what they reported, step by step',
    ...['third → “it”', 'third → “it”'],
  ]);
  const none = { ...asked, evidence: { ...asked.evidence, reports: [report('same-range', 'first')] } };
  expect(reported(none)[0]).toBe(`${titles['no-egress']}: they reported nothing yet.`);
});

const walking = {
  kind: 'walking',
  namespace: 'student-07',
  readAt: at,
  remarks: [
    { is: 'changed', since: at, rows: [{ id: 'no-egress', was: 'cannot-see', is: 'supported' }], findings: [] },
  ],
  text: lesson.problems['no-egress'],
  titles,
  row: { id: 'no-egress', status: 'supported', normal: false, because: 'a policy', unread: false },
  shut: null,
  still: [],
} as const;
const places = {
  command: { at: 'command', run: 'kubectl get pods', note: null, sees: ['No Pod', 'A Pod'], contradicted: false },
  confirmed: { at: 'confirmed', by: 'live', rule: null },
} as const;

test.each(['command', 'confirmed'] as const)(
  'a step of a walk (%s) says when it was read, and what changed above its buttons',
  (where) => {
    const offer = { next: [{ label: 'A', command: 'walk saw 1' }], by: 'U1', details: { id: 'x', command: 'walk' } };
    const { blocks, text } = answerMessage({ ...walking, place: places[where] }, offer);
    const shown = blocks.map((block) => JSON.stringify(block));
    expect(text).toContain('Looked at 2026-11-24 16:40 UTC. I only read.');
    expect(text).not.toContain('nothing changed');
    expect(shown.at(-2)).toContain('now ● found, before ? not visible');
    expect(shown.at(-1)).toContain('"actions"');
  },
);

test('what a command may show stands right below it, as A and B; on the buttons too, before what is folded', () => {
  const next = ['A', 'B', 'Not sure'].map((label, at) => ({ label, command: `walk saw ${at}` }));
  const { blocks } = answerMessage(
    { ...walking, place: places.command },
    { next, by: 'U1', details: { id: 'x', command: 'walk' } },
  );
  const shown = JSON.stringify(blocks);
  expect(shown.indexOf('kubectl get pods')).toBeLessThan(shown.indexOf('No Pod'));
  expect(shown.indexOf('No Pod')).toBeLessThan(shown.indexOf('A Pod'));
  expect(Object.keys(buttonsOf(blocks))).toEqual(['A', 'B', 'Not sure', 'More']);
});

test.each([null, 'Somebody answered meanwhile.'])('the form too, with the note %j', (note) => {
  const view = createFormView(
    { kind: 'answer', request: question, title, titles, words: null, knew: 'U0INGO', note },
    '',
  );
  expect(viewFaults(view, 'modal')).toEqual([]);
  expect(JSON.parse(view.private_metadata ?? '')).toEqual({ id: question.id, knew: 'U0INGO' });
});
