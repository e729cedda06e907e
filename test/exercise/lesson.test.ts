import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { citedPassages } from '../../src/checks/cited-passages.ts';
import { checks } from '../../src/checks/index.ts';
import { determineFact } from '../../src/commands/quiz/facts.ts';
import { judgeOpenAnswer } from '../../src/commands/quiz/judge.ts';
import { placeholdersIn } from '../../src/exercise/hints.ts';
import { findingCodes, problemIds } from '../../src/model/finding.ts';
import { hintLevels } from '../../src/model/lesson.ts';
import { quizFacts } from '../../src/model/quiz.ts';
import * as clusters from '../support/clusters.ts';
import { lesson } from '../support/lab.ts';
import { snapshotOf } from '../support/objects.ts';

/** The ids on the last line of what is said in each case. */
function namedInCases(): readonly string[] {
  const folder = new URL('../cases/', import.meta.url).pathname;
  return findingCodes.flatMap((code) => {
    const files = readdirSync(`${folder}${code}`).filter((name) => name.endsWith('.said.txt'));
    const lines = files.map((name) => readFileSync(`${folder}${code}/${name}`, 'utf8'));
    return lines.flatMap((text) =>
      [...text.matchAll(/(?:^theory|; drift): ([^;\n]*)/gmu)].flatMap(([, list = '']) =>
        list.split(', ').filter(Boolean),
      ),
    );
  });
}

const ids = new Set(lesson.passages.map(({ id }) => id));
const taught = lesson.passages.filter(({ drift }) => drift === null);

describe('the outline', () => {
  test('follows the exercise from its first line to its last, without a gap', () => {
    expect(lesson.lines[0]?.from).toBe(1);
    expect(lesson.lines.at(-1)?.to).toBe(118);
    const gaps = lesson.lines.filter(({ from }, index) => from !== (lesson.lines[index - 1]?.to ?? 0) + 1);
    expect(gaps).toEqual([]);
  });

  test('each line is covered by a passage that teaches, not only by a note that contradicts it', () => {
    const covered = taught.flatMap(({ covers }) => covers);
    expect(covered).toEqual(expect.arrayContaining(lesson.lines.map(({ id }) => id)));
    expect(lesson.lines.length).toBeGreaterThan(30);
  });

  test('each task and each problem covers its own lines, and between them all of theirs', () => {
    const named = (start: string) => lesson.lines.map(({ id }) => id).filter((id) => id.startsWith(start));
    for (const { task, covers } of lesson.tasks) expect(covers).toEqual(named(`task-${task}-`));
    const problems = Object.values(lesson.problems).flatMap(({ covers }) => covers);
    expect(problems.toSorted()).toEqual(named('problem-').toSorted());
  });
});

describe('the passages', () => {
  test('no theory or drift id of a finding dangles', async () => {
    const reports = await Promise.all(Object.values(clusters).map(async (each) => assess(await snapshotOf(each))));
    const named = reports.flatMap(({ findings }) => findings.flatMap(({ theory, drift }) => [...theory, ...drift]));
    const declared = Object.values(checks).flatMap(({ theory }) => theory);
    const all: readonly string[] = [...new Set([...named, ...declared, ...namedInCases()])];
    expect(all.filter((id) => !ids.has(id))).toEqual([]);
    // What a lesson is held against when it is loaded.
    expect(all.toSorted()).toEqual([...citedPassages]);
    expect(named.length).toBeGreaterThan(20);
  });

  test('each is short enough to read at 16:40', () => {
    const words = lesson.passages.map(({ id, body }) => ({ id, words: body.join(' ').split(/\s+/u).length }));
    expect(words.length).toBeGreaterThan(50);
    expect(words.filter((each) => each.words < 20 || each.words > 110)).toEqual([]);
    expect(taught.filter(({ body }) => body.length > 4).map(({ id }) => id)).toEqual([]);
  });

  test('each has questions that it answers, and a part says of which topic', () => {
    expect(taught.filter(({ questions, overview }) => questions.length < 2 && !overview).map(({ id }) => id)).toEqual(
      [],
    );
    expect(taught.filter(({ under }) => under === null).length).toBeLessThanOrEqual(21);
  });

  test.each([
    ...['models', 'overlay', 'kubenet', 'node subnet', 'traditional', 'pod subnet', 'Cilium', 'eBPF', 'kube-proxy'],
    ...['iptables', 'formula', 'reserved IPs', 'private clusters', 'private endpoint', 'jump box', 'best practices'],
    ...['NSG', 'UDR', 'NAT', 'Pod CIDR', 'VNet', 'subnet', 'NetworkPolicy', 'observability', 'load balancing'],
    ...['ConfigMap', 'annotations', 'API server', 'IP planning', 'limits', '400 nodes', '1,000 nodes', '250 pods'],
    ...[
      'retirement date',
      'same-range',
      'no-cilium-pods',
      'no-configmap',
      'no-egress',
      'node labels',
      'DNS',
      'Windows',
    ],
  ])('the topic “%s” leads somewhere', (topic) => {
    const wanted = topic.toLowerCase().replace(/[ -]/gu, '-');
    const names = lesson.passages.flatMap(({ id, aliases }) => [id, ...aliases]);
    const found = names.map((name) => name.toLowerCase().replace(/[ -]/gu, '-'));
    expect(found.includes(wanted) || found.includes(`${wanted}s`)).toBe(true);
  });

  // Facts that were once wrong or missing here; sources and days stand with the passages.
  test.each<[string, readonly RegExp[]]>([
    [
      'nsg',
      [
        /rules of the nodes' subnet hold for Pods/u,
        /on an overlay too/u,
        /node to node, node to Pod CIDR, and Pod CIDR to Pod CIDR/u,
      ],
    ],
    ['changing-model', [/become an overlay.*Kubernetes 1\.27.*policy engine must be removed.*Pod subnet cannot/u]],
    [
      'changing-model',
      [/Cilium data plane.*Windows pool.*auto-provisioning must be off.*replaces Azure NPM or Calico.*reimaged/u],
    ],
    ['overlay-limits', [/1,000 nodes.*one node pool.*Free tier/u, /200,000.*250,000/u]],
    ['drift-node-limit', [/1,000 nodes.*one node pool.*Free tier/u]],
    ['local-dns', [/169\.254\.10\.0\/24.*port 53/u, /CiliumNetworkPolicy.*entity `host`/u, /localdns-state/u]],
    ['automatic', [/overlay with the Cilium data plane.*LocalDNS/u, /auto-provisioning/u]],
    ['pod-cidr-growth', [/hold the whole old one/u, /Linux/u, /IPv4/u, /subnetAddressSpace/u]],
    ['service-cidr-objects', [/--service-cidr/u, /1\.33/u, /kubectl get servicecidrs/u]],
    ['kube-proxy-modes', [/`iptables` is the default/u, /`IPVS`.*Azure NPM does not/u, /`nftables`.*preview.*1\.33/u]],
    ['networking-services', [/any data plane/u, /With Azure-managed Cilium.*host.*HTTP/u, /WireGuard/u]],
  ])('%s says so', (id, wanted) => {
    const body = lesson.passages.find((each) => each.id === id)?.body.join(' ') ?? '';
    expect(wanted.filter((each) => each.test(body))).toEqual(wanted);
  });

  test('no passage says that an NSG knows nothing of Pods', () => {
    const said = lesson.passages.map(({ body }) => body.join(' '));
    expect(said.filter((each) => /NSG.*knows nothing of Pods/u.test(each))).toEqual([]);
    expect(said.filter((each) => each.includes('NSG')).length).toBeGreaterThan(1);
  });

  test('a drift note is a pair: what the exercise says, what newer sources say, with source and date', () => {
    const notes = lesson.passages.filter(({ drift }) => drift !== null);
    expect(notes.map(({ id }) => id)).toEqual([
      'drift-annotations',
      'drift-cilium-addons',
      'drift-cilium-models',
      'drift-five-models',
      'drift-formula',
      'drift-kubenet-limit',
      'drift-model-change',
      'drift-networkmonitor',
      'drift-node-limit',
      'drift-pod-cidr',
      'drift-range-proof',
      'drift-windows-agents',
    ]);
    expect(notes.filter(({ sources, drift }) => !sources.join().includes(drift?.date ?? 'none'))).toEqual([]);
    expect(notes.filter(({ covers }) => covers.length === 0)).toEqual([]);
    expect(lesson.passages.filter(({ id, drift }) => id.startsWith('drift-') !== (drift !== null))).toEqual([]);
  });
});

describe('the hints', () => {
  test('five levels a task, from the idea to the student’s own values', () => {
    expect(lesson.hints.map(({ task, level }) => `${task} ${level}`)).toEqual(
      [1, 2, 3].flatMap((task) => hintLevels.map((level) => `${task} ${level}`)),
    );
  });

  test('the first three levels name no model, so none can be taken for the student’s', () => {
    const models =
      /overlay|kubenet|traditional|node subnet|pod subnet|static block|dynamic|byo|your (?:cluster|model)/iu;
    const early = lesson.hints.filter(({ level }) => level !== 'example' && level !== 'yours');
    expect(early).toHaveLength(9);
    expect(early.filter(({ body }) => models.test(body.join(' ')))).toEqual([]);
  });

  test('numbers of the exercise stand in the worked example, and nowhere below it', () => {
    const numbered = lesson.hints.filter(({ body }) => /\b10\.2[24]4\./u.test(body.join(' ')));
    expect(numbered.map(({ task, level }) => `${task} ${level}`)).toEqual(['1 example', '2 example', '3 example']);
  });

  test('the last one has values and ends with a question back', () => {
    expect(lesson.hints.filter(({ level }) => level === 'yours')).toHaveLength(3);
    for (const { level, body, values } of lesson.hints) {
      expect(new Set(placeholdersIn(body))).toEqual(new Set(values));
      expect(values.length > 0).toBe(level === 'yours');
      if (level === 'yours') expect(body.at(-1)).toMatch(/\?$/u);
    }
  });
});

describe('tasks, problems and quiz', () => {
  test('the tasks hold the findings of their number', () => {
    expect(lesson.tasks.map(({ task, findings }) => [task, findings])).toEqual(
      [1, 2, 3].map((task) => [task, findingCodes.filter((code) => checks[code].task === task)]),
    );
  });

  test('each of the four problems has its texts and commands', () => {
    expect(Object.keys(lesson.problems)).toEqual([...problemIds]);
    for (const { commands } of Object.values(lesson.problems)) expect(commands.length).toBeGreaterThanOrEqual(2);
  });

  test('at least twelve questions: to predict and to transfer, for each task and for the theory', () => {
    expect(lesson.quiz.length).toBeGreaterThanOrEqual(12);
    for (const task of [1, 2, 3, null]) {
      const kinds = new Set(lesson.quiz.filter((each) => each.task === task).map(({ kind }) => kind));
      expect([...kinds].toSorted()).toEqual(['after-look', 'predict', 'transfer']);
    }
  });

  test('a prediction is about a fact, with a choice and an explanation for each value that it can have', () => {
    const predictions = lesson.quiz.filter((each) => each.kind === 'predict');
    for (const { fact, choices, explain } of predictions) {
      expect(choices.map(({ value }) => value)).toEqual([...quizFacts[fact]]);
      expect(Object.keys(explain)).toEqual([...quizFacts[fact]]);
    }
    expect(new Set(predictions.map(({ fact }) => fact)).size).toBe(predictions.length);
  });

  test('each prediction has a question for after a look, whose cases end differently or say that they do not matter', () => {
    const later = lesson.quiz.filter((each) => each.kind === 'after-look');
    const predictions = lesson.quiz.filter((each) => each.kind === 'predict');
    expect(later.map(({ instead }) => instead)).toEqual(predictions.map(({ id }) => id));
    for (const { cases } of later) expect(cases.length).toBeGreaterThanOrEqual(2);
    const same = later.filter(({ cases }) => new Set(cases.map(({ right }) => right)).size === 1);
    expect(same.map(({ instead }) => instead)).toEqual(['predict-configmap']);
  });

  // What a case says of another model is what the engine says of a cluster of that model.
  const models = {
    kubenet: clusters.kubenet,
    'azure-cni-node-subnet': clusters.nodeSubnet,
    'azure-cni-overlay': clusters.overlayCilium,
    'kube-proxy': clusters.kubenet,
    'azure-cilium': clusters.overlayCilium,
    cilium: clusters.overlayCilium,
  } as const;
  const judged = lesson.quiz.flatMap((each) =>
    each.kind === 'after-look' && ['model', 'dataplane', 'policy-engine'].includes(each.suppose)
      ? each.cases.map(({ supposed, right }) => [each.id, supposed, right, each.fact] as const)
      : [],
  );
  test.each(judged.filter(([, supposed]) => supposed in models))('%s with %s: %s', async (_, supposed, right, fact) => {
    const documents = Object.entries(models).find(([name]) => name === supposed)?.[1] ?? [];
    expect(determineFact(fact, assess(await snapshotOf(documents))).value).toBe(right);
  });

  test('every case of another model but one is held against a cluster', () => {
    expect(judged.filter(([, supposed]) => !(supposed in models)).map(([, supposed]) => supposed)).toEqual(['none']);
  });

  test('an open question that netlab judges comes to what its answer says, and each near miss is another value', () => {
    const open = lesson.quiz.flatMap((each) => (each.kind === 'transfer' && each.expects !== null ? [each] : []));
    expect(open.map(({ id }) => id)).toEqual([
      'transfer-formula',
      'transfer-neighbour',
      'transfer-node-block',
      'transfer-pod-range',
    ]);
    for (const { expects, answer } of open) {
      if (expects === null) continue;
      const first = answer.join(' ').match(/\d[\d.,/]*(?<![.,])/u)?.[0] ?? '';
      const example = expects.kind === 'address' ? '10.244.7.20' : first;
      expect(answer.join(' ')).toContain(example);
      expect(judgeOpenAnswer(example, expects)).toMatchObject({ right: true });
      for (const { value, because } of expects.near) {
        const said = expects.kind === 'address' ? (value.split('/')[0] ?? '') : value;
        expect(judgeOpenAnswer(said, expects)).toMatchObject({ right: false, because });
      }
    }
  });
});
