import { expect, test } from 'vitest';
import { problemTitlesOf } from '../../src/commands/help-request/ask-instructor.ts';
import { problemIds } from '../../src/model/finding.ts';
import type { HelpRequest } from '../../src/model/help-request.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { viewFaults } from '../../src/playground/slack/validate/views.ts';
import { answerMessage } from '../../src/slack/replies/answer-message.ts';
import { createFormView } from '../../src/slack/replies/form-view.ts';
import { lesson } from '../support/lab.ts';

const at = '2026-11-24T16:40:00.000Z';
const titles = problemTitlesOf(lesson);
const long = '<!channel> & '.repeat(200);

/** As much as a question can hold. */
const question: HelpRequest = {
  id: 'i'.repeat(36),
  user: 'U0ALICE',
  namespace: `student-${'7'.repeat(50)}`,
  problem: 'no-egress',
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
  reply: { by: 'U0INGE', words: long.slice(0, 2000), at },
};

test.each([
  ['the longest question', { kind: 'question', request: question, titles }],
  ['sixty questions', { kind: 'questions', requests: Array.from({ length: 60 }, () => question), titles }],
  ['none', { kind: 'questions', requests: [], titles }],
  [
    'the longest answer',
    { kind: 'reply', title: titles['no-egress'], reply: { by: 'U1', words: long.slice(0, 2000), at }, first: true },
  ],
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
  const { text } = answerMessage({ kind: 'question', request: asked, titles });
  const lines = text.split('\n').filter((line) => /“it”$|they reported/u.test(line));
  expect(lines).toEqual([
    `${titles['no-egress']}: what they reported, step by step`,
    ...['second “it”', 'second “it”'],
    `${titles['same-range']}: what they reported, step by step`,
    ...['first “it”', 'first “it”'],
    'Other steps: what they reported, step by step',
    ...['third “it”', 'third “it”'],
  ]);
  const none = { ...asked, evidence: { ...asked.evidence, reports: [report('same-range', 'first')] } };
  const shown = JSON.stringify(answerMessage({ kind: 'question', request: none, titles }).blocks);
  expect(shown).toContain(`${titles['no-egress']}: they reported nothing yet.`);
});

const walking = {
  kind: 'walking',
  namespace: 'student-07',
  readAt: at,
  remarks: ['Changed since the last look: no-egress was “I cannot see it”, is “the evidence speaks for it”.'],
  title: titles['no-egress'],
  row: { id: 'no-egress', status: 'supported', normal: false, because: 'a policy' },
  headline: 'Run this, and tell me what you see.',
  lines: ['If one server fails, look at it.'],
} as const;

test.each([
  ['with a command', { run: 'kubectl get pods', sees: ['No Pod'] }],
  ['at its end', null],
])('a step of a walk %s says what is read, and never that nothing changed', (_, command) => {
  const { text, blocks } = answerMessage({ ...walking, command });
  const shown = JSON.stringify(blocks);
  expect(text).toContain('I looked at 2026-11-24 16:40 UTC. I only read.');
  expect(shown).not.toContain('nothing changed');
  expect(shown.includes('The command only reads, too.')).toBe(command !== null);
  // What a command may show stands right below it.
  expect(shown.indexOf('kubectl get pods') < shown.indexOf('No Pod')).toBe(command !== null);
  if (command) expect(shown.indexOf('No Pod')).toBeLessThan(shown.indexOf('If one server fails'));
});

test.each([null, 'Somebody answered meanwhile.'])('the form too, with the note %j', (note) => {
  const view = createFormView({ kind: 'answer', request: question, titles, note }, '');
  expect(viewFaults(view, 'modal')).toEqual([]);
  expect(JSON.parse(view.private_metadata ?? '')).toEqual({ id: question.id, knew: 'U0INGE' });
});
