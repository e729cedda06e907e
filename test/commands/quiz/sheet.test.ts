import { describe, expect, test } from 'vitest';
import { buildQuizSheet } from '../../../src/commands/quiz/sheet.ts';
import { toJson } from '../../../src/report/json.ts';
import { plainStyle } from '../../../src/report/style.ts';
import { toMarkdown, toText } from '../../../src/terminal/write-answer.ts';
import * as clusters from '../../support/clusters.ts';
import { quizSchema } from '../../support/json-schemas/quiz.ts';
import { lesson } from '../../support/lab.ts';
import { snapshotOf } from '../../support/objects.ts';

import type { Documents } from '../../support/quiz-worlds.ts';

describe('on a sheet', () => {
  const sheet = async (answers: boolean, documents: Documents = clusters.kubenet) =>
    buildQuizSheet(lesson, 2, await snapshotOf(documents), answers);

  test('as text', async () => {
    expect(
      toText(await sheet(true), plainStyle)
        .split('\n')
        .slice(0, 14)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "The quiz has 7 questions here.
      Task 2, predict (predict-agents)
      Does each Ready Linux node have a ready Cilium agent?
        A  Each Ready Linux node has a ready agent of Azure-managed Cilium.
        B  Some have none that is ready, or there is no Cilium.
        - To see it: kubectl get pods -n kube-system -l k8s-app=cilium -o wide
        - Answer: Some have none that is ready, or there is no Cilium.
        - Seen: No Cilium agent runs in kube-system.
        - Why: kubectl get pods -n kube-system -l k8s-app=cilium -o wide lists the agents with their
          nodes. Count them against the Linux nodes that are Ready: one each. The agent turns Services and
          NetworkPolicies into eBPF programs on its node. If it is not ready, new Pods on that node may
          get no network.

      Task 2, predict (predict-kube-proxy)"
    `);
  });

  test('as Markdown', async () => {
    expect(
      toMarkdown(await sheet(false))
        .split('\n')
        .slice(0, 16)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "# The quiz has 7 questions here.

      ## Task 2, predict (predict-agents)

      Does each Ready Linux node have a ready Cilium agent?

      - A: Each Ready Linux node has a ready agent of Azure-managed Cilium.
      - B: Some have none that is ready, or there is no Cilium.

      - To see it: \`kubectl get pods -n kube-system -l k8s-app=cilium -o wide\`

      ## Task 2, predict (predict-kube-proxy)

      You know by now whether Cilium runs here. What do you expect of kube-proxy?

      - A: kube-proxy runs."
    `);
  });

  test('the documented JSON; answers only where they were asked for', async () => {
    const bare = quizSchema.parse(JSON.parse(toJson(await sheet(false))));
    expect(bare.questions.every(({ answer }) => answer === null)).toBe(true);
    const full = quizSchema.parse(JSON.parse(toJson(await sheet(true))));
    expect(full.questions.map(({ id, answer }) => [id, answer?.value])).toContainEqual(['predict-kube-proxy', 'yes']);
    expect(toJson(await sheet(true))).toBe(toJson(await sheet(true)));
    const none = quizSchema.parse(JSON.parse(toJson(await sheet(true, []))));
    expect([none.questions, none.leftOut.length > 0]).toEqual([[], true]);
  });
});
