import { describe, expect, test } from 'vitest';
import { reportOn } from '../../src/checks/report.ts';
import { openLesson } from '../../src/compose.ts';
import { answerQuestion, explainFindings } from '../../src/explain/handbook.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf } from '../support/objects.ts';

const lesson = openLesson(null);
const idsOf = (question: string) => answerQuestion(lesson, question).passages.map(({ id }) => id);

describe('questions', () => {
  test.each([
    ['What is an overlay network and why?', ['overlay']],
    ['why is kube-proxy gone', ['kube-proxy']],
    ['does kubenet use UDR?', ['kubenet']],
    ['What does eBPF do?', ['cilium']],
    ['Is NodeNetworkConfig a secret', ['pod-cidr']],
    ['overlaying maps', []],
    ['how do I bake bread?', []],
    ['', []],
  ])('%s', (question, ids) => expect(idsOf(question)).toEqual(ids));

  test('at most two passages, the longest name first', () => {
    expect(idsOf('kubenet or azure cni overlay or cilium?')).toEqual(['overlay', 'kubenet']);
  });
});

test('findings bring the passages that they name, each once', async () => {
  const { findings } = reportOn(await snapshotOf(clusters.overlayCilium), lesson.id);
  const { by, passages } = explainFindings(lesson, findings);
  expect(by).toBe('handbook');
  expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length);
  expect(passages.map(({ id }) => id)).toEqual(expect.arrayContaining(['overlay', 'cilium', 'drift-networkmonitor']));
});
