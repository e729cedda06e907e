import { describe, expect, test } from 'vitest';
import { check } from '../../src/commands/check/check.ts';
import type { Answer } from '../../src/model/answer.ts';
import { toJson } from '../../src/report/json.ts';
import { colourStyle, plainStyle } from '../../src/report/style.ts';
import { wrap } from '../../src/report/wrap.ts';
import { toMarkdown, toText } from '../../src/terminal/write-answer.ts';
import * as clusters from '../support/clusters.ts';
import { checkSchema } from '../support/json-schemas/check.ts';
import { explainSchema } from '../support/json-schemas/explain.ts';
import { bareLab, lesson } from '../support/lab.ts';
import { listOf, pod, snapshotOf } from '../support/objects.ts';

async function answerFor(documents: readonly unknown[], words: readonly string[] = []): Promise<Answer> {
  const lab = bareLab((namespace) => snapshotOf(documents, namespace));
  return (await check.run({ by: { id: 'x', role: 'student', namespace: 'student-07' }, words }, lab)).answer;
}

describe('text, as a person reads it', () => {
  test('task 2 on a node subnet', async () => {
    expect(toText(await answerFor(clusters.nodeSubnet, ['2']), plainStyle)).toMatchInlineSnapshot(`
      "netlab check · student-07 · azure-cni
      2 × differs, and is right here
      Read 2026-11-24T16:40:00.000Z from dump test: 9 of 14 questions answered, nothing changed. Not used:
      1 ConfigMap.

      The network of this cluster
        model     Azure CNI node subnet (traditional)
        data      kube-proxy
        policies  not determined
        decisive  kube-system DaemonSets: none named cilium → no Cilium agent runs in kube-system
        decisive  kube-system DaemonSet kube-proxy: DESIRED 3, READY 3 → kube-proxy routes Service traffic
        medium    kube-system has no NodeNetworkConfig n0 (and 2 more like it) → neither overlay nor a Pod
                  subnet, which always have one
        medium    Node n0: spec.podCIDR is empty (and 2 more like it) → not kubenet, which fills it
        medium    kube-system has no DaemonSet azure-cns → no address service runs
        medium    kube-system DaemonSet kube-proxy: --detect-local-mode=InterfaceNamePrefix → Pods hang on
                  Azure CNI’s interfaces
        medium    kube-system ConfigMap azure-ip-masq-agent-config-reconciled: 172.20.0.0/16, 10.0.0.0/16,
                  172.16.0.0/12 → the VNet needs no masquerading: not an overlay

      Task 2
        ≠ differs, and is right here  cilium-agents
          Does a Cilium agent run on every node?
          No Cilium agent runs in kube-system.
            expected  One ready Cilium agent on every Linux node.
            counted   nodes 3, agents 0
            $ kubectl get pods -n kube-system -l k8s-app=cilium -o wide
              none
            next      Right for a cluster without the Cilium data plane. Ask your instructor which data
                      plane this one is meant to have.
            more      netlab explain cilium

        ≠ differs, and is right here  kube-proxy-absent
          Is kube-proxy absent, because Cilium took its place?
          kube-proxy runs: it routes Service traffic on this cluster.
            expected  No kube-proxy Pods: Cilium routes Service traffic.
            counted   daemonSets 4, Pods 4
            $ kubectl get pods -n kube-system -l component=kube-proxy
              kube-proxy-0, kube-proxy-1, kube-proxy-2
            $ kubectl get daemonsets -n kube-system
              kube-proxy: DESIRED 3
            next      Right for a cluster without Azure-managed Cilium. Say what kube-proxy does with
                      iptables.
            more      netlab explain kube-proxy

      Common problems
        supported  same-range: All 2 Pods have an address of the node subnet.
        supported  no-cilium-pods: No Cilium agent runs in kube-system: the cluster does not use that data
                   plane.
        supported  no-configmap: The ConfigMap does not exist. That is the normal answer, not a mistake.
        cannot-see no-egress: No policy restricts the egress of the Pods in student-07. NSG rules, route
                   tables and firewalls lie outside of what Kubernetes shows.
      "
    `);
  });

  test('colour only where it was asked for', async () => {
    const answer = await answerFor(clusters.overlayCilium);
    expect(toText(answer, plainStyle)).not.toContain('\u001b');
    expect(toText(answer, colourStyle)).toContain('\u001b[32m✓ as expected');
  });
});

describe('URLs in markdown', () => {
  const url = 'https://learn.microsoft.com/azure/aks/a_b?view=1&c=*x*';
  const body = [`Look at ${url}.`, `(${url}), [here](${url}) and <${url}>; \`curl ${url}\``];
  const sources = [`Microsoft Learn, ${url} (2026-08)`];
  const drift = { where: 'w', exercise: 'e', date: '2026-08' };
  const passages = lesson.passages.slice(0, 1).map((first) => ({ ...first, body, sources, drift }));

  test('in the lesson’s words each bare one is a link, and what is one already stays', () => {
    const shown = toMarkdown({ kind: 'explain', explanation: { by: 'handbook', passages }, yours: [] });
    expect(shown).toContain(`Look at <${url}>.`);
    expect(shown).toContain(`(<${url}>), here <${url}> and <${url}>; \`curl ${url}\``);
    expect(shown).toContain(`- Microsoft Learn, <${url}> (2026-08)`);
    expect(toMarkdown({ kind: 'notes', notes: passages })).toContain(`Microsoft Learn, <${url}>`);
  });

  test('what comes from a cluster is no link, and reads as it is', () => {
    const yours = [{ label: 'a label', value: 'see https://evil.example/x, www.evil.example and HTTP://evil' }];
    const shown = toMarkdown({ kind: 'explain', explanation: { by: 'handbook', passages: [] }, yours });
    expect(shown).toContain('see https\\://evil.example/x, www\\.evil.example and HTTP\\://evil');
  });
});

describe('markdown', () => {
  test('task 2 on a node subnet', async () => {
    expect(toMarkdown(await answerFor(clusters.nodeSubnet, ['2']))).toMatchInlineSnapshot(`
      "# netlab check: student-07

      **2 × differs, and is right here**

      Read 2026-11-24T16:40:00.000Z from dump test: 9 of 14 questions answered, nothing changed. Not used: 1 ConfigMap.

      - model: Azure CNI node subnet (traditional)
      - data plane: kube-proxy
      - policies: not determined
      - decisive: kube-system DaemonSets: none named cilium → no Cilium agent runs in kube-system
      - decisive: kube-system DaemonSet kube-proxy: DESIRED 3, READY 3 → kube-proxy routes Service traffic
      - medium: kube-system has no NodeNetworkConfig n0 (and 2 more like it) → neither overlay nor a Pod subnet, which always have one
      - medium: Node n0: spec.podCIDR is empty (and 2 more like it) → not kubenet, which fills it
      - medium: kube-system has no DaemonSet azure-cns → no address service runs
      - medium: kube-system DaemonSet kube-proxy: --detect-local-mode=InterfaceNamePrefix → Pods hang on Azure CNI’s interfaces
      - medium: kube-system ConfigMap azure-ip-masq-agent-config-reconciled: 172.20.0.0/16, 10.0.0.0/16, 172.16.0.0/12 → the VNet needs no masquerading: not an overlay

      ## Task 2

      ### ≠ Does a Cilium agent run on every node?

      *differs, and is right here* · \`cilium-agents\`

      No Cilium agent runs in kube-system.

      - expected: One ready Cilium agent on every Linux node.
      - counted: nodes 3, agents 0
      - \`kubectl get pods -n kube-system -l k8s-app=cilium -o wide\`: none
      - next: Right for a cluster without the Cilium data plane. Ask your instructor which data plane this one is meant to have.

      ### ≠ Is kube-proxy absent, because Cilium took its place?

      *differs, and is right here* · \`kube-proxy-absent\`

      kube-proxy runs: it routes Service traffic on this cluster.

      - expected: No kube-proxy Pods: Cilium routes Service traffic.
      - counted: daemonSets 4, Pods 4
      - \`kubectl get pods -n kube-system -l component=kube-proxy\`: kube-proxy-0, kube-proxy-1, kube-proxy-2
      - \`kubectl get daemonsets -n kube-system\`: kube-proxy: DESIRED 3
      - next: Right for a cluster without Azure-managed Cilium. Say what kube-proxy does with iptables.

      ## Common problems

      - same-range: **supported**. All 2 Pods have an address of the node subnet.
      - no-cilium-pods: **supported**. No Cilium agent runs in kube-system: the cluster does not use that data plane.
      - no-configmap: **supported**. The ConfigMap does not exist. That is the normal answer, not a mistake.
      - no-egress: **cannot-see**. No policy restricts the egress of the Pods in student-07. NSG rules, route tables and firewalls lie outside of what Kubernetes shows.
      "
    `);
  });

  test('what comes from a cluster starts no mark-up, no mention and no table', async () => {
    const evil = listOf('Pod', [
      pod('student-07', '@all|**x**[l](http://e)`', 'n1', '192.168.1.17', '172.20.0.5'),
      pod('a', 'b', 'n1', '', ''),
    ]);
    const said = toMarkdown(
      await answerFor([...clusters.overlayCilium.filter((each) => each.kind !== 'PodList'), evil]),
    );
    expect(said).toContain('@\u200ball\\|\\*\\*x\\*\\*\\[l\\](http\\://e)\\`');
  });
});

describe('JSON', () => {
  test.each(Object.entries(clusters))(
    '%s has the documented form, and the same bytes each time',
    async (_, documents) => {
      const printed = toJson(await answerFor(documents));
      expect(checkSchema.safeParse(JSON.parse(printed)).error).toBeUndefined();
      expect(toJson(await answerFor(documents))).toBe(printed);
    },
  );

  test('a field too many is not the documented form', async () => {
    const printed = JSON.parse(toJson(await answerFor(clusters.overlayCilium)));
    expect(checkSchema.safeParse({ ...printed, extra: 1 }).success).toBe(false);
  });

  test('explain', () => {
    const [passage] = lesson.passages;
    const answer: Answer = {
      kind: 'explain',
      explanation: { by: 'handbook', passages: passage ? [passage] : [] },
      yours: [{ label: 'a', value: 'b' }],
    };
    expect(explainSchema.safeParse(JSON.parse(toJson(answer))).error).toBeUndefined();
  });
});

test.each([
  ['aa bb cc', 6, ['  aa', '  bb', '  cc']],
  ['aa bb cc', 7, ['  aa bb', '  cc']],
  ['a-very-long-word b', 6, ['  a-very-long-word', '  b']],
])('%s wrapped at %i', (words, width, lines) => {
  expect(wrap(words, '  ', width).split('\n')).toEqual(lines);
});
