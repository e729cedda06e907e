import { describe, expect, test } from 'vitest';
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

const flatten = (shown: string) => shown.replaceAll(/\s+/gu, ' ').replaceAll('\\', '');
const sayings = (answer: Answer) =>
  [toText(answer, plainStyle), toMarkdown(answer), answerMessage(answer).text].map(flatten);
const jsonOf = (answer: Answer) => planSchema.parse(JSON.parse(toJson(answer)));
/** What stands under a heading of the text for a terminal. */
async function linesUnder(heading: string, said: string): Promise<readonly string[]> {
  const answer = await ask(said);
  if (answer.kind !== 'plan') throw new Error(JSON.stringify(answer));
  return answer.words.groups.find((group) => group.heading === heading)?.lines ?? [];
}

test('an unknown model gets exactly those that the help of the terminal lists', async () => {
  const answer = await ask('plan foo 5 nodes');
  const listed = 'There are kubenet, node-subnet, pod-subnet-dynamic, pod-subnet-static, overlay.';
  expect(answer).toMatchObject({ kind: 'trouble', message: expect.stringContaining(listed) });
});

test.each([
  ['overlay 5 nodes 6 nodes', 'trouble'],
  ['overlay pool web 10 30 5 nodes', 'trouble'],
  ['overlay 5 nodes', 'plan'],
  ['overlay pool web 10 30', 'plan'],
])('Slack: “plan %s” gets %s', async (said, kind) => {
  expect((await ask(`plan ${said}`)).kind).toBe(kind);
});

describe('a plan', () => {
  test('in text, Markdown, Slack and JSON, with the exercise’s figure beside today’s', async () => {
    const answer = await ask('plan node-subnet 50 nodes');
    const shown = sayings(answer);
    expect(shown).toHaveLength(3);
    // The sources are one press away in Slack.
    expect(
      shown.filter((each) => each.includes('(Microsoft Learn, IP address planning for AKS, 2026-08)')),
    ).toHaveLength(2);
    for (const each of shown) {
      expect(each).toContain('51 + 51 × 30 = 1,581 addresses, fits into a /21');
      expect(each).toContain('50 × 30 + 5 = 1,505 addresses');
    }
    expect(jsonOf(answer)).toMatchObject({
      request: { surge: 1, surgePercent: null, surgeSaid: false },
      ranges: [{ addresses: 1581 }],
      upgrade: null,
    });
  });

  test('both defaults of the surge are shown, each with its page', async () => {
    const answer = await ask('plan node-subnet 50 nodes');
    const said = flatten(toText(answer, plainStyle));
    expect(said).toContain('pages disagree on an upgrade’s default surge: 1 node or 10 %. With 10 %, 50 nodes and 5');
    expect(said).toContain('node subnet 1,705 addresses, a /21');
    expect(said).toMatch(
      /adds by default: 1 \(Microsoft Learn, rolling upgrades.*in percent of a pool: 10 \(Microsoft/u,
    );
    const chosen = flatten(toText(await ask('plan node-subnet 50 nodes surge 1'), plainStyle));
    expect(chosen).toContain('51 + 51 × 30 = 1,581');
    expect(chosen).not.toContain('disagree');
  });

  test('the reverse says how many fit', async () => {
    expect(toText(await ask('plan node-subnet subnet 10.1.0.0/24'), plainStyle)).toContain(
      '10.1.0.0/24 holds 8 nodes at 30 Pods',
    );
    expect(await linesUnder('Will an upgrade fit?', 'plan node-subnet subnet 10.1.0.0/21')).toEqual([
      'Yes, it is counted in: 64 nodes leave room for 1 more.',
      'with a surge of 10 %: 59 nodes leave room for 6 more',
    ]);
    const title = async (said: string) =>
      (toText(await ask(said), plainStyle).split('\n')[0] ?? '').replace(/ \(.*/u, '');
    // The subnet has room for 65,531: that it holds one would be wrong.
    expect(await title('plan overlay subnet 10.1.0.0/16 pod-cidr 10.245.0.0/24')).toBe(
      'Azure CNI Overlay: 1 node fits at 250 Pods',
    );
    expect(await title('plan overlay subnet 10.1.0.0/29 pod-cidr 10.244.0.0/16')).toBe(
      'Azure CNI Overlay: 10.1.0.0/29 holds 3 nodes at 250 Pods',
    );
    expect(await linesUnder('Will an upgrade fit?', 'plan overlay subnet 10.1.0.0/16 pod-cidr 10.245.0.0/23')).toEqual([
      'Yes, it is counted in: 1 node leaves room for 1 more.',
    ]);
    expect((await linesUnder('What it needs', 'plan overlay subnet 10.0.0.0/16'))[0]).toBe(
      '5,000 nodes at once: a cluster takes no more, whatever the ranges have room for',
    );
  });
});

describe('“will an upgrade fit?” is answered where a range is named', () => {
  const heading = 'Will an upgrade fit?';
  test.each([
    ['node-subnet 7 nodes subnet 10.1.0.0/24', 'fits', 'Yes.'],
    ['node-subnet 8 nodes subnet 10.1.0.0/24', 'does-not-fit', 'No.'],
    ['node-subnet 9 nodes subnet 10.1.0.0/24', 'does-not-fit', 'No: the cluster does not fit even without an upgrade.'],
    ['node-subnet 60 nodes subnet 10.1.0.0/21', 'depends', 'It depends on the surge that is set.'],
    ['node-subnet 60 nodes subnet 10.1.0.0/21 surge 10%', 'does-not-fit', 'No.'],
    ['node-subnet 60 nodes subnet 10.1.0.0/21 surge 8%', 'fits', 'Yes.'],
    ['node-subnet pool web 10 30 pool db 3 110 surge 33% subnet 10.1.0.0/22', 'fits', 'Yes.'],
    ['node-subnet pool web 10 30 pool db 3 110 surge 33% subnet 10.1.0.0/23', 'does-not-fit', 'No: the cluster'],
    ['overlay 200 nodes subnet 10.1.0.0/24', 'fits', 'Yes for the node subnet; no Pod CIDR was named.'],
    [
      'overlay 3 nodes subnet 172.30.0.0/24',
      'fits',
      'Yes by the numbers for the node subnet; no Pod CIDR was named, but see',
    ],
  ])('plan %s: %s', async (said, verdict, answer) => {
    const lines = await linesUnder(heading, `plan ${said}`);
    expect(lines[0]).toContain(answer);
    const asked = await ask(`plan ${said}`);
    expect(jsonOf(asked).upgrade?.verdict).toBe(verdict);
    for (const shown of sayings(asked)) expect(shown).toContain(flatten(lines[0] ?? 'nothing'));
  });

  test('with its sum, and what to do where only the upgrade does not fit', async () => {
    expect(await linesUnder(heading, 'plan node-subnet 8 nodes subnet 10.1.0.0/24')).toEqual([
      'No.',
      'without an upgrade: fits; 8 + 8 × 30 = 248 of 251 addresses of the node subnet 10.1.0.0/24',
      'with a surge of 1 node: does not fit; 9 + 9 × 30 = 279 of 251 addresses of the node subnet 10.1.0.0/24, 28 too many',
      'Take a larger range or fewer nodes, or upgrade in place (max unavailable), which adds no node.',
    ]);
  });

  test('where the end is a limit and no range, a larger range is not what helps', async () => {
    const advice = async (said: string) => (await linesUnder(heading, said)).at(-1);
    expect(await advice('plan kubenet 400 nodes pod-cidr 10.244.0.0/15')).toBe(
      'Take fewer nodes, or upgrade in place (max unavailable), which adds no node.',
    );
    expect(await advice('plan kubenet 256 nodes pod-cidr 10.244.0.0/16')).toMatch(/^Take a larger range or fewer/u);
  });

  test('without a range there is no such question', async () => {
    expect(await linesUnder(heading, 'plan node-subnet 8 nodes')).toEqual([]);
    expect(await linesUnder('What it needs', 'plan node-subnet 8 nodes')).not.toEqual([]);
  });
});

describe('what is said', () => {
  const against = 'What stands against it';
  const toKnow = 'To know';
  test.each([
    [against, 'node-subnet 2 nodes 10 pods', 'AKS wants room for 30 Pods in a pool; 2 × 10 are 20.'],
    [against, 'node-subnet pool web 2 10', 'Pool web: AKS wants room for 30 Pods in a pool; 2 × 10 are 20.'],
    [
      against,
      'node-subnet pool a 2 110 pool b 2 30 subnet 10.10.0.0/24',
      'The node subnet 10.10.0.0/24 has 251 usable addresses; 426 are needed (3 × 111 + 3 × 31), 284 without an upgrade (2 × 111 + 2 × 31).',
    ],
    [
      against,
      'node-subnet 8 nodes subnet 10.1.0.0/24',
      'The node subnet 10.1.0.0/24 has 251 usable addresses; 279 are needed (9 + 9 × 30), 248 without an upgrade (8 + 8 × 30), which fit.',
    ],
    [
      against,
      'overlay 300 nodes surge 0 pod-cidr 10.244.0.0/16',
      'The Pod CIDR 10.244.0.0/16 serves 256 nodes; 300 are needed.',
    ],
    [
      against,
      'overlay 3 nodes pod-cidr 172.30.0.0/16',
      'The Pod CIDR 172.30.0.0/16 overlaps with 172.30.0.0/16, which AKS keeps for itself (Microsoft Learn, CNI networking overview, 2026-08).',
    ],
    [
      against,
      'overlay 3 nodes subnet 10.244.1.0/24 pod-cidr 10.244.0.0/16',
      'The node subnet 10.244.1.0/24 and the Pod CIDR 10.244.0.0/16 overlap.',
    ],
    [against, 'overlay 3 nodes service-cidr 10.0.0.0/12', 'The service CIDR 10.0.0.0/12 must be smaller than a /12.'],
    [
      against,
      'pod-subnet-static 3 nodes pod-cidr 10.0.0.0/11',
      'The Pod subnet 10.0.0.0/11 is wider than a /12, the widest that Azure takes there.',
    ],
    [against, 'overlay 5000 nodes', 'Azure CNI Overlay ends at 5,000 nodes; 5,001 are needed.'],
    [against, 'node-subnet 5000 nodes surge 1 10 pods', 'A cluster ends at 5,000 nodes; 5,001 are needed.'],
    [against, 'node-subnet 3000 nodes surge 0', 'A VNet takes 65,536 addresses in use; 93,000 are needed.'],
    [against, 'overlay 3 nodes 251 pods', 'A node takes 10 to 250 Pods, not 251.'],
    [
      against,
      'overlay pool np-1 3 30',
      'AKS takes pool names of 1 to 12 small letters and digits that begin with a letter, not “np-1”.',
    ],
    [against, 'overlay pool big 1001 30', 'Pool big: a pool ends at 1,000 nodes, and this has 1,001.'],
    [against, 'overlay subnet 10.1.0.0/30', 'Not even one node fits.'],
    [against, 'node-subnet subnet 10.1.0.0/26', 'One node fits, but not the node that its upgrade adds.'],
    [toKnow, 'overlay 3 nodes', 'For a Windows node on an overlay, 110 Pods are advised.'],
    [
      toKnow,
      'node-subnet 3 nodes',
      'Windows nodes: Windows Server 2022 cannot be used from Kubernetes 1.37 on; take Windows Server 2025 (AKS release notes, 2026).',
    ],
    [
      toKnow,
      'overlay 900 nodes',
      'Full nodes would hold 225,000 Pods; an overlay is documented for 200,000 (Microsoft Learn, performance and scaling for large workloads, 2026-08), on another page for 250,000 (Microsoft Learn, plan Pod networking, 2025-03).',
    ],
    [toKnow, 'overlay 1001 nodes', 'A pool ends at 1,000 nodes, so 1,001 nodes need 2 pools.'],
    [
      toKnow,
      'overlay 3 nodes surge 5',
      'A surge of 5 is more than a pool has nodes: there an upgrade adds as many as it has (Microsoft Learn, rolling upgrades of node pools, 2026-05).',
    ],
    [
      toKnow,
      'overlay 3 nodes subnet 10.0.1.0/24',
      'No service CIDR was named. AKS then takes 10.0.0.0/16, which overlaps with the node subnet 10.0.1.0/24: name another one.',
    ],
    [
      toKnow,
      'overlay 256 nodes',
      'No Pod CIDR was named. AKS then takes 10.244.0.0/16, which serves 256 nodes of 257: name a larger one.',
    ],
    [
      toKnow,
      'node-subnet 3 nodes pod-cidr 10.9.0.0/16',
      'A node subnet has no range of its own for Pods, so 10.9.0.0/16 was left out of the plan.',
    ],
    [
      toKnow,
      'pod-subnet-dynamic 2 nodes surge 0 pod-cidr 10.9.0.0/24',
      'A node asks for 16 more while fewer than 8 of its addresses are free. Full nodes may so come to hold 128 each, 256 in all: more than 10.9.0.0/24 has.',
    ],
    [
      toKnow,
      'pod-subnet-static 5 nodes surge 0 32 pods',
      '15 blocks are needed, and a /24 has 14 without any of Azure’s own addresses in them. Whether AKS can use the two others is not documented: take a larger subnet.',
    ],
  ])('%s, plan %s', async (heading, said, line) => {
    expect(await linesUnder(heading, `plan ${said}`)).toContain(line);
  });

  test('each pool has its line; of very many lines, some are counted', async () => {
    expect(await linesUnder('Pools', 'plan overlay pool web 10 30 pool db 3 110 surge 33%')).toEqual([
      'web: 10 nodes and 4 for an upgrade, 30 Pods each',
      'db: 3 nodes and 1 for an upgrade, 110 Pods each',
    ]);
    const many = Array.from({ length: 25 }, (_, i) => `pool p${i} 3 30`).join(' ');
    const lines = await linesUnder('Pools', `plan overlay ${many}`);
    expect((await linesUnder(against, `plan overlay ${many.replaceAll('3 30', '1 10')}`)).at(-1)).toBe('… and 5 more');
    expect([lines.length, lines.at(-1)]).toEqual([21, '… and 5 more']);
    expect(await linesUnder('What it needs', `plan node-subnet ${many}`)).toContain(
      'node subnet: 25 pools = 3,100 addresses, fits into a /20',
    );
    expect(await linesUnder('Pools', 'plan overlay 3 nodes')).toEqual([]);
  });
});

test('JSON: what an older reader knows stays, and the rest stands beside it', async () => {
  const json = jsonOf(await ask('plan node-subnet pool web 10 30 pool db 2 10 surge 33% subnet 10.1.0.0/24'));
  expect(json).toMatchObject({
    request: { nodes: null, maxPods: null, surge: null, surgePercent: 33, surgeSaid: true, pools: [{}, {}] },
    ...{ nodes: 12, nodesInAll: 17, maxPods: null, pods: 320 },
    pools: [
      { name: 'web', surgeNodes: 4 },
      { name: 'db', surgeNodes: 1 },
    ],
    problems: [expect.stringContaining('251 usable addresses'), expect.stringContaining('Pool db: AKS wants')],
    against: [{ id: 'range-too-small' }, { id: 'too-few-pods', pool: 'db' }],
    withoutUpgrade: { surge: null, surgePercent: null, fits: false },
    upgrades: [{ surge: null, surgePercent: 33, surgeNodes: 5 }],
  });
  const one = jsonOf(await ask('plan overlay 50 nodes surge 2'));
  expect(one).toMatchObject({
    request: { surge: 2, pools: [] },
    nodes: 50,
    nodesInAll: 52,
    maxPods: 250,
    capacity: null,
  });
});
