import { describe, expect, test } from 'vitest';
import { parsePlanRequest } from '../../../src/commands/plan/plan.ts';
import type { Answer } from '../../../src/model/answer.ts';
import { toJson } from '../../../src/report/json.ts';
import { plainStyle } from '../../../src/report/style.ts';
import { answerMessage } from '../../../src/slack/replies/answer-message.ts';
import { toMarkdown, toText } from '../../../src/terminal/write-answer.ts';
import { dispatch } from '../../support/dispatch.ts';
import { planSchema } from '../../support/json-schemas/plan.ts';
import { bareLab, inside } from '../../support/lab.ts';

async function ask(said: string): Promise<Answer> {
  const find = async () => ({ id: 'alice', role: 'student', namespace: 'student-07' }) as const;
  return (
    await dispatch(
      said,
      inside('alice'),
      bareLab(() => Promise.reject(new Error('no cluster is read')), { findPerson: find }),
    )
  ).answer;
}

describe('the words of a plan', () => {
  const overlay = {
    model: 'azure-cni-overlay',
    nodes: 50,
    maxPods: null,
    surge: 1,
    subnet: null,
    podCidr: null,
    serviceCidr: null,
    peers: [],
  };
  test.each([
    ['overlay 50 nodes', overlay],
    ['overlay nodes 50', overlay],
    ['Overlay 50 nodes', overlay],
    ['overley 50 nodes 110 pods surge 2', { ...overlay, maxPods: 110, surge: 2 }],
    ['overlay 50 nodes peer 10.1.0.0/16 peer 10.2.0.0/16', { ...overlay, peers: ['10.1.0.0/16', '10.2.0.0/16'] }],
    ['traditional 50 nodes', { ...overlay, model: 'azure-cni-node-subnet' }],
    [
      'overlay subnet 10.1.2.3/24 pod-cidr 10.244.0.0/16 service-cidr 10.0.0.0/16',
      { ...overlay, nodes: null, subnet: '10.1.2.0/24', podCidr: '10.244.0.0/16', serviceCidr: '10.0.0.0/16' },
    ],
  ])('%s', (said, request) => {
    expect(parsePlanRequest(said.split(' '))).toEqual(request);
  });

  test.each([
    'banana 5 nodes',
    'overlay',
    'overlay many nodes',
    'overlay 0 nodes',
    'overlay 5 nodes subnet 10.0.0/8',
    'overlay 5 nodes subnet fd00::/64',
    'overlay 5 nodes subnet',
    'overlay 5 nodes please',
    'overlay nodes -5',
  ])('“%s” is refused in one line', async (said) => {
    expect((await ask(`plan ${said}`)).kind).toBe(said === 'overlay nodes -5' ? 'plan' : 'trouble');
  });
});

test('an unknown model gets exactly those that the help of the terminal lists', async () => {
  const answer = await ask('plan foo 5 nodes');
  const listed = 'There are kubenet, node-subnet, pod-subnet-dynamic, pod-subnet-static, overlay.';
  expect(answer).toMatchObject({ kind: 'trouble', message: expect.stringContaining(listed) });
});

describe('a plan', () => {
  test('in text, Markdown, Slack and JSON, with the exercise’s figure beside today’s', async () => {
    const answer = await ask('plan node-subnet 50 nodes');
    const flat = (shown: string) => shown.replaceAll(/\s+/gu, ' ').replaceAll('\\', '');
    expect(flat(answerMessage(answer).text)).toContain('51 + 51 × 30 = 1,581 addresses, fits into a /21');
    for (const shown of [toText(answer, plainStyle), toMarkdown(answer)]) {
      expect(flat(shown)).toContain('51 + 51 × 30 = 1,581 addresses, fits into a /21');
      expect(flat(shown)).toContain('50 × 30 + 5 = 1,505 addresses');
      expect(flat(shown)).toContain('(Microsoft Learn, IP address planning for AKS, 2026-08)');
    }
    expect(planSchema.parse(JSON.parse(toJson(answer))).ranges[0]?.addresses).toBe(1581);
  });

  test('the reverse says how many fit', async () => {
    expect(toText(await ask('plan node-subnet subnet 10.1.0.0/24'), plainStyle)).toContain(
      '10.1.0.0/24 holds 8 nodes at 30 Pods',
    );
  });
});
