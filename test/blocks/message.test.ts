import { describe, expect, test } from 'vitest';
import { escapeMrkdwn, truncateText } from '../../src/blocks/limits.ts';
import { docMessage } from '../../src/blocks/message.ts';
import { check } from '../../src/commands/check/check.ts';
import type { Answer } from '../../src/model/answer.ts';
import { formatMinute } from '../../src/model/time.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { mentionsIn } from '../../src/playground/slack/validate/mentions.ts';
import { answerMessage } from '../../src/slack/replies/answer-message.ts';
import { answerDoc } from '../../src/words/index.ts';
import { commandRun, createDoc, paragraphPart, textRun, timeRun } from '../../src/words/runs.ts';
import { lineSays, partSays } from '../support/check-answers.ts';
import * as clusters from '../support/clusters.ts';
import { bareLab } from '../support/lab.ts';
import { listOf, pod, snapshotOf } from '../support/objects.ts';

async function answerFor(documents: readonly unknown[]): Promise<Answer> {
  const lab = bareLab((namespace) => snapshotOf(documents, namespace));
  return (await check.run({ by: { id: 'x', role: 'student', namespace: 'student-07' }, words: [] }, lab)).answer;
}

// Longer than any Kubernetes name may be: a dump can hold anything.
const evil = [
  listOf(
    'Pod',
    Array.from({ length: 300 }, (_, i) =>
      pod('student-07', `<!channel>${'`*_~'.repeat(50)}${i}`, 'n1', '192.168.1.17', '172.20.0.5'),
    ),
  ),
];

describe('a message fits into Slack', () => {
  const rows = [
    ...Object.entries(clusters),
    ['nothing', []] as const,
    ['300 hostile Pods', [...clusters.overlayCilium.filter((each) => each.kind !== 'PodList'), ...evil]] as const,
  ];
  test.each(rows)('%s', async (_, documents) => {
    const { text, blocks } = answerMessage(await answerFor(documents));
    expect(blockFaults(blocks)).toEqual([]);
    expect(mentionsIn({ text, blocks })).toEqual([]);
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(text.length).toBeGreaterThan(50);
  });

  test.each(rows)('%s: the text alone carries all that the blocks say', async (_, documents) => {
    const answer = await answerFor(documents);
    const { verdict, parts, smallPrint, changed } = answerDoc(answer, 'slack');
    const { text } = answerMessage(answer);
    const said = [lineSays(verdict), ...parts.map(partSays), ...[...smallPrint, ...changed].map(lineSays)];
    // A time is written for no zone there.
    const lines = said
      .flatMap((each) => each.split('\n'))
      .map((each) => each.replaceAll(/\d{4}-\d\d-\d\dT\S+Z/gu, formatMinute('2026-11-24T16:40:00.000Z')));
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter((line) => !text.includes(escapeMrkdwn(line)))).toEqual([]);
  });

  test('of a page that is longer than a message the rest is folded', () => {
    const passage = {
      id: 'x',
      title: 'T',
      under: null,
      aliases: [],
      questions: [],
      covers: [],
      values: [],
      body: Array.from({ length: 80 }, (_, i) => `paragraph ${i}`),
      simpler: null,
      see: [],
      facts: [{ says: 'f', source: 's', checked: '2026-08' }],
      sources: ['s'],
      drift: null,
    };
    const { blocks } = answerMessage({
      kind: 'explain',
      explanation: { by: 'handbook', passages: [passage] },
      yours: [],
    });
    expect(blockFaults(blocks)).toEqual([]);
    expect(JSON.stringify(blocks)).toContain('paragraph 0');
    expect(JSON.stringify(blocks)).not.toContain('paragraph 79');
  });
});

describe('text', () => {
  test.each([
    ['<!channel> & <@U1>', '&lt;!channel&gt; &amp; &lt;@U1&gt;'],
    ['plain', 'plain'],
  ])('%s is escaped', (from, to) => expect(escapeMrkdwn(from)).toBe(to));

  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['abc😀def', 5, 'abc…'],
    ['abc&amp;def', 7, 'abc…'],
  ])('%s cut to %i is %s', (from, max, to) => expect(truncateText(from, max)).toBe(to));
});

describe('small print', () => {
  test('is as few elements as can be: Slack leaves a gap between them', () => {
    const smallPrint = [
      [textRun('Type '), commandRun('help'), textRun(' at '), timeRun('2026-11-24T16:40:00.000Z'), textRun('.')],
    ];
    const { blocks, text } = docMessage(createDoc([textRun('A verdict.')], [], { smallPrint }), { next: [], by: '*' });
    expect(blockFaults(blocks)).toEqual([]);
    expect(Object(blocks.at(-1)).elements.map(({ text }: { text: string }) => text)).toEqual([
      'Type /netlab help at ',
      expect.stringContaining('<!date^1795538400^'),
      '.',
    ]);
    expect(text).toContain('Type /netlab help at 2026-11-24 16:40 UTC.');
  });
});

describe('a Doc that is longer than Slack takes', () => {
  test('says how much is left out', () => {
    const parts = Array.from({ length: 80 }, (_, at) => paragraphPart(textRun(`paragraph ${at}`)));
    const { blocks } = docMessage(createDoc([textRun('A verdict.')], parts), { next: [], by: '*' });
    expect(blockFaults(blocks)).toEqual([]);
    expect(JSON.stringify(blocks.at(-1))).toContain('32 more parts do not fit');
  });
});
