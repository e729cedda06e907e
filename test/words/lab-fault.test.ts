// What is said of a fault that is the lab's: to the instructors, and to whoever saw it.
import { describe, expect, test } from 'vitest';
import type { FaultReportAnswer, FaultToldAnswer } from '../../src/model/lab-fault.ts';
import { blockFaults } from '../../src/playground/slack/validate/blocks.ts';
import { answerMessage } from '../../src/slack/replies/answer-message.ts';
import { answerDoc } from '../../src/words/index.ts';
import { answerFrom, lineSays, observed, partSays, sectionSays } from '../support/check-answers.ts';
import { countWords } from '../support/messages.ts';

const readAt = '2026-11-24T16:40:00.000Z';

async function reportOf(dump: string, account: string | null = null): Promise<FaultReportAnswer> {
  const { unread } = await answerFrom(await observed(dump));
  return { kind: 'fault-report', user: 'U0ALICE', namespace: 'student-07', readAt, account, unread, findings: [] };
}

describe('an instructor', () => {
  test('reads three of many permissions, all of them one press away, and whom to ask for them', async () => {
    const report = await reportOf('dumps/permissions-missing', 'system:serviceaccount:netlab:netlab');
    const doc = answerDoc(report, 'slack');
    expect(lineSays(doc.verdict)).toBe('netlab lacks 10 permissions: students cannot see all of their cluster.');
    const said = doc.parts.map(partSays).join('\n');
    expect(said).toContain('and 7 more');
    expect(said).toContain('grants this to system:serviceaccount:netlab:netlab.');
    expect(said).toContain('do not write to you again today.');
    const all = doc.details.map(sectionSays).join('\n');
    expect(report.unread.filter(({ name }) => !all.includes(name))).toEqual([]);
    expect(report.unread).toHaveLength(10);
    expect(countWords(doc)).toBeLessThanOrEqual(120);
    expect(blockFaults(answerMessage(report).blocks)).toEqual([]);
  });

  test('reads of an outage what the cluster said, and nothing of permissions', async () => {
    const report = await reportOf('dumps/permissions-missing');
    const failed = report.unread.map((part) => ({ ...part, outcome: 'failed' as const, because: 'no answer came' }));
    const doc = answerDoc({ ...report, unread: failed }, 'slack');
    // Some of the questions, or all of them: the report does not know of those that were answered.
    expect(lineSays(doc.verdict)).toBe('The cluster leaves netlab’s questions without a usable answer.');
    // An outage is told again after an hour, a permission after a day.
    expect(doc.parts.map(partSays).join('\n')).toContain('do not write to you again within the hour.');
    expect(doc.parts.map(partSays).join('\n')).toContain('list nodes at cluster scope: no answer came');
    expect(doc.parts.map(partSays).join('\n')).not.toContain('grants');
  });
});

describe('whoever saw it', () => {
  test.each<readonly [FaultToldAnswer['state'], string | null, string]>([
    ['sending', null, 'I am writing to your instructor now.'],
    ['others', null, 'Somebody of your class is telling your instructor about this just now.'],
    ['told', readAt, 'Your instructor knows about this already.'],
    ['nothing', null, 'I looked again, and now I can see everything.'],
  ])('%s: nothing is promised that did not happen', (state, at, verdict) => {
    const doc = answerDoc({ kind: 'fault-told', state, at, readAt, namespace: 'student-07' }, 'slack');
    expect(lineSays(doc.verdict)).toBe(verdict);
    const said = doc.parts.map(partSays).join('\n');
    expect(said.includes(readAt)).toBe(state === 'told');
    expect(said.includes('If I reach nobody, I say so here.')).toBe(state === 'sending');
    expect(countWords(doc)).toBeLessThanOrEqual(120);
  });
});
