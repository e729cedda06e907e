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
      "Task 2 is different from the exercise, but right.
      ≠ Task 2 · different, but right
      No Cilium agent runs in kube-system.

      Looked from student-07 (dump test), 2026-11-24 16:40 UTC. I only read.
      --verbose shows the evidence.
      "
    `);
  });

  test('the same with its evidence', async () => {
    expect(toText(await answerFor(clusters.nodeSubnet, ['2']), plainStyle, true)).toMatchInlineSnapshot(`
      "Task 2 is different from the exercise, but right.
      ≠ Task 2 · different, but right
      No Cilium agent runs in kube-system.

      Task 2
      ≠ different, but right: Does a Cilium agent run on every node?
      No Cilium agent runs in kube-system.
        - Expected: One ready Cilium agent on every Linux node.
        - Counted: nodes 3, agents 0
        - Next: Right for a cluster without the Cilium data plane. Ask your instructor which data plane
          this one is meant to have.
          $ kubectl get pods -n kube-system -l k8s-app=cilium -o wide
        - none

      ≠ different, but right: Is kube-proxy absent, because Cilium took its place?
      kube-proxy runs: it routes Service traffic on this cluster.
        - Expected: No kube-proxy Pods: Cilium routes Service traffic.
        - Counted: daemonSets 4, Pods 4
        - Next: Right for a cluster without Azure-managed Cilium. Say what kube-proxy does with iptables.
          $ kubectl get pods -n kube-system -l component=kube-proxy
        POD           NODE  READY
        kube-proxy-0  n0    ready
        kube-proxy-1  n1    ready
        kube-proxy-2  n2    ready
          $ kubectl get daemonsets -n kube-system
        DAEMONSET                       DESIRED  READY
        cloud-node-manager              3        3
        csi-azuredisk-node              3        3
        kube-proxy                      3        3
        windows-kube-proxy-initializer  0        0

      Common problems
      ✓ normal here: Pods and nodes seem to share a range
      All 2 Pods have an address of the node subnet.
          $ kubectl get pods -n student-07 -o wide

      ✓ normal here: No Cilium Pods are found
      No Cilium agent runs in kube-system: the cluster does not use that data plane.
          $ kubectl get daemonsets -n kube-system

      ✓ normal here: The ConfigMap azure-cni-networkmonitor is not found
      The ConfigMap does not exist. That is the normal answer, not a mistake.
          $ kubectl get configmap -n kube-system azure-cni-networkmonitor

      ? not visible: Nothing outside answers a Pod
      No policy restricts the egress of the Pods in student-07. NSG rules, route tables and firewalls lie
      outside of what Kubernetes shows.
          $ kubectl get networkpolicies -n student-07 -o yaml

      Why this model
        - Model: Azure CNI node subnet (traditional)
        - Data plane: kube-proxy
        - Policies: not determined

      Step by step, the strongest first
        - 1. decisive: kube-system DaemonSets: none named cilium → no Cilium agent runs in kube-system
        - 2. decisive: kube-system DaemonSet kube-proxy: DESIRED 3, READY 3 → kube-proxy routes Service
          traffic
        - 3. medium: kube-system has no NodeNetworkConfig n0 (and 2 more like it) → neither overlay nor a
          Pod subnet, which always have one
        - 4. medium: Node n0: spec.podCIDR is empty (and 2 more like it) → not kubenet, which fills it
        - 5. medium: kube-system has no DaemonSet azure-cns → no address service runs
        - 6. medium: kube-system DaemonSet kube-proxy: --detect-local-mode=InterfaceNamePrefix → Pods hang
          on Azure CNI’s interfaces
        - 7. medium: kube-system ConfigMap azure-ip-masq-agent-config-reconciled: 172.20.0.0/16,
          10.0.0.0/16, 172.16.0.0/12 → the VNet needs no masquerading: not an overlay

      What I read
      Looked from student-07 at 2026-11-24 16:40 UTC, from dump test: 9 of 14 questions answered. I only
      read.
        question                                              where          found  outcome
        get namespaces/student-07                             cluster        0      not in the dump
        list nodes                                            cluster        3      answered
        list pods                                             student-07     3      answered
        list pods                                             kube-system    4      answered
        list daemonsets.apps                                  kube-system    4      answered
        list daemonsets.apps                                  calico-system  0      not in the dump
        list nodenetworkconfigs.acn.azure.com                 kube-system    0      answered
        get configmaps/azure-cni-networkmonitor               kube-system    0      does not exist
        get configmaps/cilium-config                          kube-system    0      does not exist
        list ciliumnodes.cilium.io                            cluster        0      not in the dump
        get configmaps/azure-ip-masq-agent-config-reconciled  kube-system    1      answered
        list networkpolicies.networking.k8s.io                student-07     0      answered
        list ciliumnetworkpolicies.cilium.io                  student-07     0      not in the dump
        list ciliumclusterwidenetworkpolicies.cilium.io       cluster        0      not in the dump
        - Not used: 1 ConfigMap

      Looked from student-07 (dump test), 2026-11-24 16:40 UTC. I only read.
      --verbose shows the evidence.
      "
    `);
  });

  test('a problem, and what to type next', async () => {
    expect(toText(await answerFor(clusters.egressBlocked), plainStyle)).toMatchInlineSnapshot(`
      "One problem: your Pods cannot reach anything outside.
      ✓ Task 1 · as expected
      ✓ Task 2 · as expected
      ✓ Task 3 · as expected
      ● Problem found: api, web: restricted by NetworkPolicy/student-07/only-dns, and no rule leads out of
      the cluster.
      Next: netlab walk no-egress

      Azure CNI Overlay · Azure-managed Cilium · policies: Cilium
      Looked from student-07 (dump test), 2026-11-24 16:40 UTC. I only read.
      --verbose shows the evidence.
      "
    `);
  });

  test('colour only where it was asked for', async () => {
    const answer = await answerFor(clusters.overlayCilium);
    expect(toText(answer, plainStyle)).not.toContain('\u001b');
    expect(toText(answer, colourStyle)).toContain('\u001b[32m✓ Task 1 · as expected');
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

  test('a sign by its name in HTML stays that name: no mention begins with it', () => {
    const yours = [{ label: 'a label', value: '&commat;team &#64;team, R&D' }];
    const shown = toMarkdown({ kind: 'explain', explanation: { by: 'handbook', passages: [] }, yours });
    expect(shown).toContain('\\&commat;team \\&\\#64;team, R\\&D');
  });
});

describe('markdown', () => {
  test('task 2 on a node subnet, with all of its evidence', async () => {
    expect(toMarkdown(await answerFor(clusters.nodeSubnet, ['2']))).toMatchInlineSnapshot(`
      "# Task 2 is different from the exercise, but right.

      **≠ Task 2 · different, but right**  
      No Cilium agent runs in kube-system.

      ## Task 2

      ### ≠ different, but right: Does a Cilium agent run on every node?

      No Cilium agent runs in kube-system.

      - Expected: One ready Cilium agent on every Linux node.
      - Counted: nodes 3, agents 0
      - Next: Right for a cluster without the Cilium data plane. Ask your instructor which data plane this one is meant to have.

      \`\`\`
      kubectl get pods -n kube-system -l k8s-app=cilium -o wide
      \`\`\`

      - none

      ### ≠ different, but right: Is kube-proxy absent, because Cilium took its place?

      kube-proxy runs: it routes Service traffic on this cluster.

      - Expected: No kube-proxy Pods: Cilium routes Service traffic.
      - Counted: daemonSets 4, Pods 4
      - Next: Right for a cluster without Azure-managed Cilium. Say what kube-proxy does with iptables.

      \`\`\`
      kubectl get pods -n kube-system -l component=kube-proxy
      \`\`\`

      | POD | NODE | READY |
      |---|---|---|
      | kube-proxy-0 | n0 | ready |
      | kube-proxy-1 | n1 | ready |
      | kube-proxy-2 | n2 | ready |

      \`\`\`
      kubectl get daemonsets -n kube-system
      \`\`\`

      | DAEMONSET | DESIRED | READY |
      |---|---|---|
      | cloud-node-manager | 3 | 3 |
      | csi-azuredisk-node | 3 | 3 |
      | kube-proxy | 3 | 3 |
      | windows-kube-proxy-initializer | 0 | 0 |

      ## Common problems

      ### ✓ normal here: Pods and nodes seem to share a range

      All 2 Pods have an address of the node subnet.

      \`\`\`
      kubectl get pods -n student-07 -o wide
      \`\`\`

      ### ✓ normal here: No Cilium Pods are found

      No Cilium agent runs in kube-system: the cluster does not use that data plane.

      \`\`\`
      kubectl get daemonsets -n kube-system
      \`\`\`

      ### ✓ normal here: The ConfigMap azure-cni-networkmonitor is not found

      The ConfigMap does not exist. That is the normal answer, not a mistake.

      \`\`\`
      kubectl get configmap -n kube-system azure-cni-networkmonitor
      \`\`\`

      ### ? not visible: Nothing outside answers a Pod

      No policy restricts the egress of the Pods in student-07. NSG rules, route tables and firewalls lie outside of what Kubernetes shows.

      \`\`\`
      kubectl get networkpolicies -n student-07 -o yaml
      \`\`\`

      ## Why this model

      - Model: Azure CNI node subnet (traditional)
      - Data plane: kube-proxy
      - Policies: not determined

      ### Step by step, the strongest first

      - **1. decisive:** kube-system DaemonSets: none named cilium → no Cilium agent runs in kube-system
      - **2. decisive:** kube-system DaemonSet kube-proxy: DESIRED 3, READY 3 → kube-proxy routes Service traffic
      - **3. medium:** kube-system has no NodeNetworkConfig n0 (and 2 more like it) → neither overlay nor a Pod subnet, which always have one
      - **4. medium:** Node n0: spec.podCIDR is empty (and 2 more like it) → not kubenet, which fills it
      - **5. medium:** kube-system has no DaemonSet azure-cns → no address service runs
      - **6. medium:** kube-system DaemonSet kube-proxy: --detect-local-mode=InterfaceNamePrefix → Pods hang on Azure CNI’s interfaces
      - **7. medium:** kube-system ConfigMap azure-ip-masq-agent-config-reconciled: 172.20.0.0/16, 10.0.0.0/16, 172.16.0.0/12 → the VNet needs no masquerading: not an overlay

      ## What I read

      Looked from student-07 at 2026-11-24 16:40 UTC, from dump test: 9 of 14 questions answered. I only read.

      | question | where | found | outcome |
      |---|---|---|---|
      | get namespaces/student-07 | cluster | 0 | not in the dump |
      | list nodes | cluster | 3 | answered |
      | list pods | student-07 | 3 | answered |
      | list pods | kube-system | 4 | answered |
      | list daemonsets.apps | kube-system | 4 | answered |
      | list daemonsets.apps | calico-system | 0 | not in the dump |
      | list nodenetworkconfigs.acn.azure.com | kube-system | 0 | answered |
      | get configmaps/azure-cni-networkmonitor | kube-system | 0 | does not exist |
      | get configmaps/cilium-config | kube-system | 0 | does not exist |
      | list ciliumnodes.cilium.io | cluster | 0 | not in the dump |
      | get configmaps/azure-ip-masq-agent-config-reconciled | kube-system | 1 | answered |
      | list networkpolicies.networking.k8s.io | student-07 | 0 | answered |
      | list ciliumnetworkpolicies.cilium.io | student-07 | 0 | not in the dump |
      | list ciliumclusterwidenetworkpolicies.cilium.io | cluster | 0 | not in the dump |

      - Not used: 1 ConfigMap

      Looked from student-07 (dump test), 2026-11-24 16:40 UTC. I only read.

      --verbose shows the evidence.
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
