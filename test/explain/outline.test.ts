// Each line of the exercise's outline is found by its heading and by its key words, and what newer sources say stands beside it.
import { describe, expect, test } from 'vitest';
import { createLab } from '../../src/app/lab.ts';
import { runAdmittedCommand } from '../../src/commands/dispatch.ts';
import { exactTopic } from '../../src/commands/explain/lookup.ts';
import { explainQuestion } from '../../src/explain/search/handbook.ts';
import type { Passage } from '../../src/model/lesson.ts';
import * as clusters from '../support/clusters.ts';
import { snapshotOf } from '../support/objects.ts';
import { taught as lesson } from '../support/tutors.ts';

/** Headings and key words, short and in our words, by the id of the line. */
const asked: readonly (readonly [string, readonly string[]])[] = [
  ['title', ['Azure CNI & Networking', 'azure cni networking']],
  ['objective', ['Objective', 'objectives', 'objective of the exercise']],
  ['models-intro', ['Theory', 'Networking Models in AKS', 'several networking models']],
  ['kubenet-addresses', ['kubenet (Basic)', 'kubenet basic', 'separate internal address space']],
  ['kubenet-routes', ['user-defined routes UDR pods across nodes AKS']],
  ['kubenet-limit', ['limited to 400 nodes', '400 nodes per cluster']],
  ['kubenet-nat', ['no direct VNet connectivity', 'kubenet NAT']],
  ['kubenet-retirement', ['deprecated retiring 31 March 2028', 'migrate to Azure CNI Overlay before retirement']],
  ['traditional-addresses', ['Azure CNI (Traditional)', 'every pod IP directly from VNet subnet']],
  ['traditional-reach', ['full VNet integration', 'pods directly routable from other VNet resources']],
  ['traditional-cost', ['Limitation', 'IP address consumption high pre-allocate', 'limitation of traditional CNI']],
  ['traditional-size', ['subnet size limits maximum number of pods']],
  ['traditional-formula', ['Formula', 'number of nodes x max pods per node + reserved IPs']],
  ['overlay-addresses', ['Azure CNI Overlay (Recommended)', 'Azure CNI Overlay', 'separate Pod CIDR']],
  ['overlay-nat', ['Pod IPs not routable', 'NAT for outbound traffic']],
  ['overlay-scale', ['highly scalable']],
  ['overlay-limits', ['1,000 nodes', 'up to 1,000 nodes and 250 pods per node']],
  ['overlay-advice', ['recommended for most new AKS clusters']],
  ['cilium-ebpf', ['Azure CNI with Cilium', 'eBPF-based dataplane powered by Cilium']],
  ['cilium-kube-proxy', ['replaces kube-proxy entirely', 'no iptables rules for service routing']],
  ['cilium-features', ['network policies observability load balancing kernel level', 'advanced features']],
  ['cilium-overlay', ['Cilium combined with Azure CNI Overlay IP management']],
  ['cilium-here', ['used in this training cluster']],
  [
    'drawing-kubenet',
    [
      'Networking Model Comparison',
      'drawing',
      'diagram',
      'graph',
      'colours',
      'picture of the models',
      'what do the colours mean',
    ],
  ],
  ['drawing-traditional', ['drawings', 'pods consume VNet IPs limited by subnet size diagram']],
  ['drawing-overlay', ['drawings', 'colors', 'what do the colours mean']],
  ['private-intro', ['Private Clusters', 'private AKS clusters']],
  ['private-endpoint', ['API server accessible only via private endpoint in the VNet']],
  ['private-no-public-ip', ['no public IP assigned to API server']],
  ['private-access', ['management access VPN ExpressRoute jump box']],
  ['private-security', ['additional layer of security sensitive workloads']],
  ['private-here', ['training cluster public API endpoint convenience']],
  ['nothing-to-deploy', ['Practical Tasks', 'practical tasks', 'theory and exploration']],
  [
    'task-1-nodes',
    ['Task 1', 'Task 1: Examine Cluster Networking', 'examine cluster networking', 'check node IP addresses'],
  ],
  ['task-1-internal-ip', ['INTERNAL-IP column']],
  ['task-1-pods', ['pod IP addresses']],
  ['task-1-compare', ['compare pod IPs with node IPs']],
  ['task-2-agents', ['Task 2: Verify Cilium Is Running', 'verify cilium is running', 'check cilium pods kube-system']],
  ['task-2-role', ['cilium agent on each node']],
  ['task-2-kube-proxy', ['check if kube-proxy is absent']],
  ['task-2-absent', ['no kube-proxy pods']],
  [
    'task-3-configmap',
    [
      'Task 3: Inspect Network Configuration',
      'inspect network configuration',
      'azure-cni-networkmonitor',
      'inspect ConfigMaps',
    ],
  ],
  ['task-3-missing', ['ConfigMap may not be present']],
  ['task-3-annotations', ['node annotations', 'check node annotations networking details']],
  ['task-3-pod-cidr', ['spec.podCIDR', 'pod CIDR configuration']],
  ['task-3-blocks', ['/24 per node']],
  ['problem-same-range', ['Common Problems', 'common problems', 'pod IPs in the same range as node IPs']],
  ['problem-no-cilium', ['Cilium pods not found']],
  ['problem-no-configmap', ['ConfigMap not found']],
  ['problem-no-egress', ['pods cannot reach external services', 'NSG blocking egress']],
  ['practice-overlay', ['Best Practices', 'best practices', 'use Azure CNI Overlay for new clusters']],
  ['practice-cilium', ['enable Cilium dataplane', 'best practices']],
  ['practice-plan', ['plan your IP address space', 'best practices']],
  ['practice-private', ['consider private clusters for production', 'best practices']],
  ['practice-understand', ['understand your networking model', 'networking model cannot be changed', 'best practices']],
  ['summary-models', ['Summary', 'four networking models']],
  ['summary-overlay', ['Summary', 'overlay separates pod IPs from VNet IPs']],
  ['summary-cilium', ['Summary', 'cilium replaces kube-proxy eBPF dataplane']],
  ['summary-kubectl', ['Summary', 'inspect networking with kubectl']],
  ['summary-private', ['Summary', 'concept of private clusters when to use']],
  ['summary-advice', ['Summary', 'why overlay with Cilium recommended configuration']],
];

/** What `explain` shows for a text, or offers to choose from. */
function shownFor(text: string): readonly Passage[] {
  const { passages, offered = [] } = exactTopic(lesson, text)?.explanation ?? explainQuestion(lesson, text);
  return [...passages, ...offered];
}

const by = { id: 'U0ALICE', role: 'student', namespace: 'student-07' } as const;
const lab = createLab(
  () => lesson,
  (namespace) => snapshotOf(clusters.overlayCilium, namespace),
);
const explain = (text: string) => runAdmittedCommand({ command: 'explain', words: text.split(' ') }, by, lab);

/** The page that is shown for a text, as one text. */
async function pageFor(text: string): Promise<string> {
  const { answer } = await explain(text);
  if (answer.kind !== 'explain') throw new Error(`${text}: ${answer.kind}`);
  expect(answer.explanation.passages.length, text).toBe(1);
  return answer.explanation.passages.flatMap(({ body }) => body).join(' ');
}

describe('the outline', () => {
  test('every line of it is asked for, in its order', () => {
    expect(asked.map(([id]) => id)).toEqual(lesson.lines.map(({ id }) => id));
    expect(asked.length).toBeGreaterThan(50);
  });

  test.each(asked.flatMap(([id, texts]) => texts.map((text) => [text, id] as const)))(
    '“%s” leads to %s',
    (text, id) => {
      expect(shownFor(text).flatMap(({ covers }) => covers)).toContain(id);
    },
  );

  test('its neighbour, a word of nothing in it, leads nowhere', () => {
    expect(shownFor('zebra crossings')).toEqual([]);
    expect(shownFor('zebra practices of the exercise')).not.toContain(
      lesson.passages.find(({ id }) => id === 'best-practices'),
    );
    expect(shownFor('best practices').map(({ id }) => id)).toEqual(['best-practices']);
  });
});

describe('overviews', () => {
  const overviews = lesson.passages.filter(({ overview }) => overview);

  test('each is found by its names and phrases, within a sentence too, and no search leads to one', () => {
    expect(overviews.length).toBeGreaterThan(6);
    for (const { id, title, aliases, phrases = [] } of overviews)
      for (const name of [title, ...aliases, ...phrases])
        expect(
          shownFor(name).map((each) => each.id),
          name,
        ).toEqual([id]);
    for (const text of [
      'what are the best practices?',
      'show me the best practices of the exercise',
      'Best Practices!',
    ])
      expect(
        shownFor(text).map(({ id }) => id),
        text,
      ).toEqual(['best-practices']);
    const found = lesson.passages
      .flatMap(({ questions }) => questions)
      .flatMap((each) => explainQuestion(lesson, each).passages);
    expect(found.length).toBeGreaterThan(100);
    expect(found.filter(({ overview }) => overview)).toEqual([]);
  });

  test('the best practices are five in one answer, and the last says what holds today', async () => {
    const page = await pageFor('best practices');
    for (const each of [
      /First.*overlay/u,
      /Second.*Cilium/u,
      /Third.*plan/u,
      /Fourth.*private cluster/u,
      /Fifth.*model/u,
    ])
      expect(page).toMatch(each);
    expect(page).toMatch(/The exercise calls that choice final\. Today a few changes are possible/u);
  });

  test.each(['summary', 'objective', 'objectives', 'what is the objective of this lab?'])(
    '“%s” has all six points',
    async (text) => {
      const page = await pageFor(text);
      for (const each of [
        /name the models/u,
        /ranges of the VNet/u,
        /kube-proxy with eBPF/u,
        /kubectl/u,
        /private cluster/u,
        /overlay with Cilium/u,
      ])
        expect(page).toMatch(each);
      expect(page).toMatch(/In AKS there are five/u);
    },
  );

  test.each(['drawing', 'diagram', 'graph', 'colours', 'what do the colours mean?', 'Networking Model Comparison'])(
    '“%s” is the models as one picture, with words beside it',
    async (text) => {
      const { answer, picture } = await explain(text);
      expect(picture).toMatchObject({ kind: 'models' });
      expect(answer).toMatchObject({ kind: 'explain', explanation: { passages: [{ id: 'drawings' }] } });
    },
  );

  test('its neighbour, the comparison in words, has no picture', async () => {
    const { answer, picture } = await explain('compare models');
    expect(answer).toMatchObject({ kind: 'explain', explanation: { passages: [{ id: 'comparison' }] } });
    expect(picture).toBeUndefined();
  });

  test('tasks and problems lead on to what looks at them', async () => {
    const offers = async (text: string) => ((await explain(text)).next ?? []).map(({ command }) => command);
    expect(await offers('practical tasks')).toEqual(
      expect.arrayContaining(['explain task-1', 'explain task-2', 'explain task-3']),
    );
    expect(await offers('Task 2: Verify Cilium Is Running')).toContain('check 2');
    expect(await offers('common problems')).toContain('walk');
  });

  test.each([
    ['1,000 nodes', /5,000 nodes.*The exercise names 1,000/u],
    ['cannot be changed', /The exercise says that the choice is final/u],
    ['Task 1', /this alone is no proof/u],
    ['four networking models', /Cilium.*a choice beside the model/u],
  ])('“%s” says what newer sources say', async (text, says) => {
    expect(await pageFor(text)).toMatch(says);
  });
});
