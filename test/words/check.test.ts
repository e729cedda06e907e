// The answer to `check` as one screen: the verdict in its order, a line per task, one cause told once, what changed.
import { describe, expect, test } from 'vitest';
import { checkSignatureOf } from '../../src/checks/check-signature.ts';
import type { CheckAnswer } from '../../src/model/check.ts';
import type { Doc } from '../../src/model/doc.ts';
import { findingCodes, problemIds, type Status } from '../../src/model/finding.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { plainStyle } from '../../src/report/style.ts';
import { toText } from '../../src/terminal/write-answer.ts';
import { answerDoc } from '../../src/words/index.ts';
import {
  answerFrom,
  answerTo,
  everyDump,
  lineSays,
  observed,
  outcomeOf,
  partSays,
  sectionSays,
} from '../support/check-answers.ts';
import * as clusters from '../support/clusters.ts';
import { countWords } from '../support/messages.ts';
import { configMap, forbidden, listOf, networkPolicy, node, pod, snapshotOf, withReads } from '../support/objects.ts';

type Documents = readonly unknown[];

const without = (...kinds: readonly string[]) =>
  clusters.overlayCilium.filter(({ kind }) => !kinds.includes(String(kind)));
const nodesForbidden = [...without('NodeList'), forbidden('nodes', null)];
const dnsClosed = networkPolicy('student-07', 'only-web', {
  podSelector: { matchLabels: { app: 'web' } },
  policyTypes: ['Egress'],
  egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }],
});
const agentMissing = clusters.overlayCilium.map((each) =>
  each.kind === 'PodList' && Array.isArray(each.items)
    ? listOf(
        'Pod',
        each.items.filter((item) => !JSON.stringify(item).includes('"cilium-1"')),
      )
    : each,
);

const messageOf = ({ verdict, parts, smallPrint }: Doc): string =>
  [lineSays(verdict), ...parts.map(partSays), ...smallPrint.map(lineSays)].join('\n');
const slack = (answer: CheckAnswer): Doc => answerDoc(answer, 'slack');
const verdictOf = async (documents: Documents, remark: string | null = null) =>
  lineSays(slack(await answerTo(documents, remark)).verdict);

/** An overlay of which every read failed in this way. */
async function failing(because: string, code: number | null): Promise<Snapshot> {
  const snapshot = await snapshotOf(clusters.overlayCilium, 'student-07');
  const reads = Object.fromEntries(
    Object.entries(snapshot.reads).map(([name, { ask }]) => [name, { ask, outcome: 'failed', because, code }]),
  );
  return withReads(snapshot, reads);
}

describe('the verdict', () => {
  test.each<readonly [string, Documents, string]>([
    ['as expected', clusters.overlayCilium, 'Your cluster looks as the exercise says.'],
    ['a problem', clusters.egressBlocked, 'One problem: your Pods cannot reach anything outside.'],
    [
      'a problem of names, for one of two Pods',
      [...without('NetworkPolicyList'), listOf('NetworkPolicy', [dnsClosed])],
      'One problem: a policy keeps 1 of your 2 Pods from looking up names.',
    ],
    [
      'another kind of cluster',
      clusters.nodeSubnet,
      'Your cluster is not the exercise’s kind (Azure CNI, node subnet), and all is right for its kind.',
    ],
    ['kubenet', clusters.kubenet, 'Your cluster is not the exercise’s kind (kubenet), and all is right for its kind.'],
    ['an empty namespace', clusters.emptyNamespace, 'There is nothing of yours to look at yet: start a Pod.'],
    [
      'a permission is missing',
      nodesForbidden,
      'I could not see everything: a permission is missing. You did nothing wrong.',
    ],
    [
      'something is broken',
      agentMissing,
      'One thing is broken: 1 of 3 Ready Linux nodes without a ready Cilium agent: n1.',
    ],
    [
      'one thing differs, and the kind does not',
      [
        ...clusters.overlayCilium.map((each) =>
          each.kind === 'ConfigMapList' && Array.isArray(each.items)
            ? listOf('ConfigMap', [...each.items, configMap('azure-cni-networkmonitor', {})])
            : each,
        ),
      ],
      'One thing is different from the exercise, but right: The ConfigMap exists.',
    ],
    ['nothing in the dump', [], 'I cannot judge anything: the dump does not hold all that I need.'],
  ])('%s', async (_, documents, verdict) => {
    expect(await verdictOf(documents)).toBe(verdict);
  });

  test.each([
    ['the API server could not be reached: ECONNREFUSED', null, 'The cluster did not answer. This is not your doing.'],
    ['the API server answered with status 500', 500, 'The cluster answered with an error. This is not your doing.'],
  ])('an outage: %s', async (because, code, verdict) => {
    const doc = slack(await answerFrom(await failing(because, code)));
    expect(lineSays(doc.verdict)).toBe(verdict);
    // The reason stands there once.
    expect(messageOf(doc).split(because)).toHaveLength(2);
  });

  test('what was seen of a cluster that answers in part is not called unseen', async () => {
    const snapshot = await snapshotOf(clusters.overlayCilium, 'student-07');
    const { ask } = snapshot.reads.nodes;
    const nodes = { ask, outcome: 'failed', because: 'no answer came before the deadline', code: null } as const;
    const doc = slack(await answerFrom(withReads(snapshot, { nodes })));
    expect(lineSays(doc.verdict)).toBe('The cluster did not answer every question. This is not your doing.');
    expect(messageOf(doc)).toContain('! Task 3 · could not be read, 2 of 3 questions');
  });

  test.each([
    ['networkPolicies', 'forbidden', /^I could not see everything: a permission is missing\./u],
    ['networkPolicies', 'failed', /^The cluster answered with an error at some questions\./u],
    ['ciliumPolicies', 'forbidden', /^I could not see everything: a permission is missing\./u],
    ['ciliumClusterPolicies', 'failed', /^The cluster answered with an error at some questions\./u],
    ['networkPolicies', 'not-in-dump', /^What the dump shows is as the exercise says\./u],
  ] as const)('policies that were not seen are not taken for harmless: %s, %s', async (read, outcome, verdict) => {
    const snapshot = await snapshotOf(clusters.overlayCilium, 'student-07');
    const { ask } = snapshot.reads[read];
    const lost = { ask, outcome, because: 'it was not read', code: outcome === 'failed' ? 500 : null };
    const doc = slack(await answerFrom(withReads(snapshot, { [read]: lost })));
    expect(lineSays(doc.verdict)).toMatch(verdict);
    expect(messageOf(doc)).toMatch(/policies\.(?:networking|cilium)|it was not read/u);
  });

  test('where Cilium does not enforce policies, its lists are no matter', async () => {
    const snapshot = await snapshotOf(clusters.nodeSubnet, 'student-07');
    const { ask } = snapshot.reads.ciliumPolicies;
    const lost = { ask, outcome: 'forbidden', because: 'it was not read', code: 403 } as const;
    const before = lineSays(slack(await answerFrom(snapshot)).verdict);
    expect(lineSays(slack(await answerFrom(withReads(snapshot, { ciliumPolicies: lost }))).verdict)).toBe(before);
  });

  test.each([
    [['forbidden'], '⊘ Common problems · no permission, 1 of 4'],
    [['failed'], '! Common problems · could not be read, 1 of 4'],
    [['forbidden', 'failed'], '⊘ ! Common problems · no permission or could not be read, 1 of 4'],
  ] as const)(
    'problems that could not be looked for, %j: no cause is told that may not be theirs',
    async (all, says) => {
      const answer = await answerTo(clusters.overlayCilium);
      const problems = answer.problems.map((row) => (row.id === 'no-egress' ? { ...row, unread: true } : row));
      const part = { name: 'list x', namespace: null, because: 'x', todo: 'Try again.', failure: null };
      const unread = all.map((outcome) => ({ ...part, outcome }));
      expect(messageOf(slack({ ...answer, problems, unread }))).toContain(says);
    },
  );

  test.each([
    ['undetermined', 'I cannot tell which data plane routes here. What I could judge is right.'],
    [
      'kube-proxy',
      'Your cluster is not the exercise’s kind (Azure CNI Overlay with kube-proxy), and all is right for its kind.',
    ],
  ] as const)('a data plane that was not seen is not called another one: %s', async (dataplane, verdict) => {
    const answer = await answerTo(clusters.overlayCilium);
    const cluster = { ...answer.report.cluster, dataplane };
    expect(lineSays(slack({ ...answer, report: { ...answer.report, cluster } }).verdict)).toBe(verdict);
  });

  test('a warning to an instructor stands before it', async () => {
    expect(await verdictOf(clusters.overlayCilium, 'Nobody has it.')).toBe(
      'Nobody has it. Your cluster looks as the exercise says.',
    );
  });

  test.each([
    ['1', clusters.overlayCilium, 'Task 1 is as the exercise says.'],
    ['2', clusters.nodeSubnet, 'Task 2 is different from the exercise, but right.'],
    ['1', clusters.emptyNamespace, 'There is nothing of yours to look at in task 1 yet: start a Pod.'],
    ['1', nodesForbidden, 'I could not look at task 1: a permission is missing. You did nothing wrong.'],
    ['3', nodesForbidden, 'I could not see all of task 3: a permission is missing. You did nothing wrong.'],
  ])('of task %s alone', async (task, documents, verdict) => {
    const doc = slack(await answerFrom(await snapshotOf(documents, 'student-07'), task));
    expect(lineSays(doc.verdict)).toBe(verdict);
    expect(messageOf(doc)).not.toMatch(new RegExp(`Task (?!${task})\\d`, 'u'));
  });

  test('a problem is no matter of a single task: it stands in its evidence, and is no verdict', async () => {
    const doc = slack(await answerFrom(await snapshotOf(clusters.egressBlocked, 'student-07'), '2'));
    expect(lineSays(doc.verdict)).toBe('Task 2 is as the exercise says.');
    expect(doc.details.map(sectionSays).join('\n')).toContain('● found: Nothing outside answers a Pod');
  });
});

describe('the order of what is said first', () => {
  const order = ['fail', 'problem', 'blocked', 'error', 'not-measurable', 'differs', 'pass'] as const;
  const starts: Readonly<Record<(typeof order)[number], RegExp>> = {
    fail: /broken/u,
    problem: /^One problem/u,
    blocked: /permission/u,
    error: /^The cluster/u,
    'not-measurable': /^I cannot judge/u,
    differs: /different/u,
    pass: /as the exercise says/u,
  };

  /** An answer whose findings and problems have these states, whatever else. */
  async function withStates(states: readonly (typeof order)[number][]): Promise<CheckAnswer> {
    const answer = await answerTo(clusters.overlayCilium);
    const statuses = states.filter((each) => each !== 'problem');
    const findings = answer.report.findings.map((finding, at) =>
      finding.task === null ? finding : { ...finding, status: statuses[at] ?? ('pass' as Status) },
    );
    const problems = answer.problems.map((row) =>
      row.id === 'no-egress' && states.includes('problem') ? { ...row, status: 'supported' as const } : row,
    );
    const part = {
      name: 'list nodes at cluster scope',
      namespace: null,
      because: 'x',
      todo: 'Try again.',
      failure: null,
    };
    const unread = (['forbidden', 'failed'] as const).map((outcome) => ({ ...part, outcome }));
    return { ...answer, report: { ...answer.report, findings }, problems, unread };
  }

  test.each(order.map((state, at) => [state, order.slice(at)] as const))(
    '%s before all after it',
    async (state, rest) => {
      const said = lineSays(slack(await withStates(rest.toReversed())).verdict);
      expect(said).toMatch(starts[state]);
    },
  );

  test('two of a kind: their number, and the first', async () => {
    const said = lineSays(slack(await withStates(['fail', 'fail'])).verdict);
    expect(said).toMatch(/^2 things are broken\. The first: 3 nodes/u);
  });
});

describe('never firmer than what was seen', () => {
  const sure = /as the exercise says|all is right/u;

  test('a network that is not known is said, and nothing is called the exercise’s', async () => {
    const answer = await answerTo(clusters.overlayCilium);
    const { cluster } = answer.report;
    const other = (more: Partial<typeof cluster>) => ({
      ...answer,
      report: { ...answer.report, cluster: { ...cluster, ...more } },
    });
    const said = (more: Partial<typeof cluster>) => messageOf(slack(other(more)));
    expect(said({ model: 'undetermined' })).toMatch(
      /^I cannot tell which network model this is\. What I could judge is right\./u,
    );
    expect(said({ model: 'mixed' })).toMatch(/^Your cluster has more than one network model\./u);
    const conflicts = [{ id: 'two-data-planes', says: 'kube-proxy and Cilium both run' }];
    expect(said({ conflicts })).toMatch(
      /one observation does not fit the others\.[\s\S]*kube-proxy and Cilium both run/u,
    );
    for (const more of [{ model: 'undetermined' }, { model: 'mixed' }, { conflicts }] as const)
      expect(said(more)).not.toMatch(sure);
    // A permission without which an axis stays open contradicts nothing.
    expect(said({ conflicts: [{ id: 'no-permission-calicoDaemonSets', says: 'x' }] })).toMatch(
      /^Your cluster looks as/u,
    );
  });

  test('where only a problem could not be looked for, that is said', async () => {
    const documents = [...without('NetworkPolicyList'), forbidden('networkpolicies', 'student-07')];
    const message = messageOf(slack(await answerTo(documents)));
    expect(message).toMatch(/^I could not see everything: a permission is missing/u);
    expect(message).toContain('⊘ Common problems · no permission, 1 of 4');
    expect(message).toContain('“list networkpolicies.networking.k8s.io in namespace student-07”');
  });

  test('no dump of which a finding is open is said to be as the exercise says', async () => {
    const open: string[] = [];
    for (const dump of everyDump()) {
      const answer = await answerFrom(await observed(dump));
      const judged = answer.report.findings.every(
        ({ task, status }) => task === null || status === 'pass' || status === 'differs',
      );
      if (judged) continue;
      open.push(dump);
      expect([dump, lineSays(slack(answer).verdict)]).toEqual([dump, expect.not.stringMatching(sure)]);
    }
    expect(open.length).toBeGreaterThan(50);
  });

  test('what is normal for a cluster is never called a problem', async () => {
    const said = messageOf(slack(await answerTo(clusters.nodeSubnet)));
    expect(said).not.toMatch(/problem/iu);
    // Three rows of the exercise's table are supported there.
    const { problems } = await answerTo(clusters.nodeSubnet);
    expect(problems.filter(({ status, normal }) => status === 'supported' && normal)).toHaveLength(3);
  });
});

describe('one cause is told once', () => {
  test('whatever it blocks: verb, resource, scope, and who grants it', async () => {
    const message = messageOf(slack(await answerTo(nodesForbidden)));
    expect(message.split('list nodes at cluster scope')).toHaveLength(2);
    expect(message.split('permission is missing')).toHaveLength(2);
    expect(message).toContain('Whoever runs the cluster can grant it; your instructor knows who.');
  });

  test('many causes: two by name, the number of the others, and all of them in the evidence', async () => {
    const answer = await answerFrom(await observed('dumps/permissions-missing'));
    const doc = slack(answer);
    expect(messageOf(doc)).toContain('and 8 more');
    const all = doc.details.find(({ title }) => title === 'What I could not read');
    expect(
      answer.unread
        .map(({ name }) => name)
        .filter((name) => !sectionSays(all ?? { title: '', parts: [] }).includes(name)),
    ).toEqual([]);
  });

  test('no id of netlab is in what is said, the evidence too', async () => {
    const ids = [...findingCodes, ...problemIds, 'cannot-see', 'ruled-out', 'not-measurable'];
    const docs = await Promise.all(Object.values(clusters).map(async (documents) => slack(await answerTo(documents))));
    const said = docs.flatMap((doc) => [messageOf(doc), ...doc.details.map(sectionSays)]).join('\n');
    expect(said.length).toBeGreaterThan(10_000);
    expect(ids.filter((id) => new RegExp(`(?<![\\w/-])${id}(?![\\w-])`, 'u').test(said))).toEqual([]);
  });

  test('names of nodes are short in sentences, and whole in the evidence', async () => {
    const long = ['aks-nodepool1-17143216-vmss000000', 'aks-nodepool1-17143216-vmss000001'] as const;
    const documents = [listOf('Node', [node(long[0], '172.20.0.4'), node(long[1], '')])];
    const doc = slack(await answerTo(documents));
    expect(messageOf(doc)).toContain('The addresses of …vmss000001 are not part of what was read.');
    expect(messageOf(doc)).not.toContain('nodepool1');
    expect(doc.details.map(sectionSays).join('\n')).toContain(long[1]);
  });
});

describe('what changed since the answer before', () => {
  const look = async (documents: Documents, at: string) => ({
    ...(await snapshotOf(documents, 'student-07')),
    readAt: at,
  });
  const [early, late] = ['2026-11-24T16:32:00.000Z', '2026-11-24T16:40:00.000Z'] as const;

  async function changedBetween(was: Documents, is: Documents): Promise<readonly string[]> {
    const { signature } = await outcomeOf(await look(was, early));
    const { answer } = await outcomeOf(await look(is, late), [], signature);
    return answerDoc(answer, 'slack').changed.map(lineSays);
  }

  test('nothing: since when, and when it was looked at again', async () => {
    expect(await changedBetween(clusters.overlayCilium, clusters.overlayCilium)).toEqual([
      `Looked again at ${late}: nothing changed since ${early}.`,
    ]);
  });

  test('a problem that came, and one that went', async () => {
    expect(await changedBetween(clusters.overlayCilium, clusters.egressBlocked)).toEqual([
      `Looked again at ${late}: 1 thing changed since ${early}.`,
      'Nothing outside answers a Pod: now ● found, before ? not visible.',
    ]);
    expect((await changedBetween(clusters.egressBlocked, clusters.overlayCilium)).at(-1)).toBe(
      'Nothing outside answers a Pod: now ? not visible, before ● found.',
    );
  });

  test('more than fits beside the buttons: how many, and all of it in the evidence', async () => {
    const { signature } = await outcomeOf(await look(clusters.nodeSubnet, early));
    const { answer } = await outcomeOf(await look(clusters.egressBlocked, late), [], signature);
    const doc = answerDoc(answer, 'slack');
    expect(doc.changed.map(lineSays).at(-1)).toMatch(/^\d+ more stand in the evidence\.$/u);
    const all = sectionSays(doc.details.find(({ title }) => title === 'What changed') ?? { title: '', parts: [] });
    for (const said of ['Task 2, kube-proxy: now ✓ as expected', 'Network model: now Azure CNI Overlay'])
      expect(all).toContain(said);
  });

  test('the same verdict by other values', async () => {
    const more = clusters.overlayCilium.map((each) =>
      each.kind === 'PodList' && Array.isArray(each.items)
        ? listOf('Pod', [...each.items, pod('student-07', 'more', 'n1', '192.168.1.90', '172.20.0.5')])
        : each,
    );
    expect(await changedBetween(clusters.overlayCilium, more)).toContain(
      'Task 1, Pod addresses: still ✓ as expected, but other values.',
    );
  });

  test('the first answer says nothing of it', async () => {
    const { answer } = await outcomeOf(await look(clusters.overlayCilium, early));
    expect(answerDoc(answer, 'slack').changed).toEqual([]);
  });

  test('after an answer of before, which held no time, none is named', async () => {
    const first = await answerTo(clusters.overlayCilium);
    const [, , ...rest] = checkSignatureOf(first).split('.');
    const { answer } = await outcomeOf(await look(clusters.overlayCilium, late), [], ['2', ...rest].join('.'));
    expect(answerDoc(answer, 'slack').changed.map(lineSays)).toEqual([
      `Looked again at ${late}: nothing changed since the answer before.`,
    ]);
  });
});

describe('one screen', () => {
  test('every dump and every cluster has at most 120 words', async () => {
    const answers = [
      ...(await Promise.all(everyDump().map(async (dump) => [dump, await answerFrom(await observed(dump))] as const))),
      ...(await Promise.all(
        Object.entries(clusters).map(async ([name, documents]) => [name, await answerTo(documents)] as const),
      )),
      [
        'an outage',
        await answerFrom(await failing('the API server could not be reached: ECONNREFUSED', null)),
      ] as const,
    ];
    expect(answers.length).toBeGreaterThan(90);
    const counts = answers.map(([name, answer]) => [name, countWords(slack(answer))] as const);
    expect(counts.filter(([, words]) => words > 120)).toEqual([]);
    expect(Math.max(...counts.map(([, words]) => words))).toBeGreaterThan(100);
  });

  test('with what changed as well, between any two clusters', async () => {
    const all = Object.values(clusters);
    const counts: number[] = [];
    for (const was of all)
      for (const is of all) {
        const { signature } = await outcomeOf(await snapshotOf(was, 'student-07'));
        const { answer } = await outcomeOf(await snapshotOf(is, 'student-07'), [], signature);
        counts.push(countWords(answerDoc(answer, 'slack')));
      }
    expect(counts.filter((words) => words > 120)).toEqual([]);
    expect(counts).toHaveLength(all.length ** 2);
  });

  test('sentences of at most 20 words, but for the engine’s own', async () => {
    const texts = await Promise.all(
      [
        clusters.overlayCilium,
        clusters.egressBlocked,
        clusters.emptyNamespace,
        clusters.nodeSubnet,
        nodesForbidden,
      ].map(async (documents) => messageOf(slack(await answerTo(documents)))),
    );
    const sentences = texts.flatMap((text) => text.split('\n')).flatMap((line) => line.split(/(?<=[.!?]) /u));
    const engine = /restricted by|kubectl/u;
    expect(sentences.length).toBeGreaterThan(30);
    expect(sentences.filter((each) => !engine.test(each) && each.split(' ').length > 20)).toEqual([]);
  });

  test('in a terminal the verdict is first, at most 40 lines, of at most 100 characters', async () => {
    const texts = await Promise.all(
      everyDump().map(async (dump) =>
        toText(await answerFrom(await observed(dump)), plainStyle).replaceAll(observedFolder, ''),
      ),
    );
    const lines = texts.map((text) => text.trimEnd().split('\n'));
    expect(lines.length).toBeGreaterThan(70);
    expect(lines.filter((each) => each.length > 40)).toEqual([]);
    expect(lines.flat().filter((line) => line.length > 100)).toEqual([]);
    expect(lines.map(([verdict = '']) => verdict).filter((verdict) => !/^\p{Lu}\p{Ll}*\b/u.test(verdict))).toEqual([]);
  });
});

const observedFolder = new URL('../', import.meta.url).pathname;
