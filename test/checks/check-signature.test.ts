import { describe, expect, test } from 'vitest';
import { assess } from '../../src/checks/assess.ts';
import { checkReportOf } from '../../src/checks/check-report.ts';
import { checkChangesSince, checkSignatureOf, lookTimeOf, type ShownCheck } from '../../src/checks/check-signature.ts';
import { evidenceTablesOf } from '../../src/checks/evidence-tables.ts';
import { statusSignatureOf } from '../../src/checks/status-signature.ts';
import type { CheckChange } from '../../src/model/check.ts';
import { answerDoc } from '../../src/words/index.ts';
import { answerTo } from '../support/check-answers.ts';
import * as clusters from '../support/clusters.ts';
import { forbidden, listOf, networkPolicy, node, pod, snapshotOf } from '../support/objects.ts';

type Documents = typeof clusters.overlayCilium;

async function shownOf(documents: Documents, remark: string | null = null): Promise<ShownCheck> {
  const assessment = assess(await snapshotOf(documents));
  const { snapshot, findings } = assessment;
  return { report: checkReportOf(assessment, 'azure-cni'), remark, tables: evidenceTablesOf(snapshot, findings) };
}

const without = (kind: string) => clusters.overlayCilium.filter((each) => each.kind !== kind);
const shut = networkPolicy('student-07', 'shut', { podSelector: {}, policyTypes: ['Egress'] });
const shutting = [...without('NetworkPolicyList'), listOf('NetworkPolicy', [shut])];
const morePods = clusters.overlayCilium.map((each) =>
  each.kind === 'PodList' && Array.isArray(each.items)
    ? listOf('Pod', [...each.items, pod('student-07', 'more', 'n1', '192.168.1.90', '172.20.0.5')])
    : each,
);
const worlds: Readonly<Record<string, Documents>> = {
  overlay: clusters.overlayCilium,
  'egress to DNS only': clusters.egressBlocked,
  'egress shut': shutting,
  'one Pod more': morePods,
  'no Pod': clusters.emptyNamespace,
  'policies not readable': [...without('NetworkPolicyList'), forbidden('networkpolicies', 'student-07')],
  'no ConfigMap read': without('ConfigMapList'),
  'node subnet': clusters.nodeSubnet,
  kubenet: clusters.kubenet,
};

/** All that Slack shows of it, the evidence too, but the receipt. */
async function messageOf(documents: Documents, remark: string | null = null): Promise<string> {
  const answer = await answerTo(documents, remark);
  const { verdict, parts, details } = answerDoc(answer, 'slack');
  return JSON.stringify([verdict, parts, details.slice(0, -1)]);
}

const namesOf = (changes: readonly CheckChange[] | null) =>
  changes?.map((each) => ('id' in each ? `${each.about} ${each.id}` : each.about));

describe('since an earlier check', () => {
  test.each(Object.keys(worlds))('%s: nothing changed exactly where the message is the same', async (name) => {
    const was = await shownOf(worlds[name] ?? []);
    const before = await messageOf(worlds[name] ?? []);
    for (const [other, documents] of Object.entries(worlds)) {
      const is = await shownOf(documents);
      const same = before === (await messageOf(documents));
      expect([other, checkChangesSince(checkSignatureOf(was), is)?.length === 0]).toEqual([other, same]);
      expect([other, same]).toEqual([other, name === other]);
    }
  });

  test('a problem that appears is named though every finding is what it was, and so is its end', async () => {
    const [open, closed] = [await shownOf(clusters.overlayCilium), await shownOf(shutting)];
    expect(statusSignatureOf(open.report.findings)).toBe(statusSignatureOf(closed.report.findings));
    const [appeared] = checkChangesSince(checkSignatureOf(open), closed) ?? [];
    expect(appeared).toMatchObject({ about: 'problem', id: 'no-egress', is: 'supported' });
    const [gone] = checkChangesSince(checkSignatureOf(closed), open) ?? [];
    expect(gone).toMatchObject({ about: 'problem', id: 'no-egress', was: 'supported' });
  });

  test('a verdict that rests on other values is named as still the same', async () => {
    const changes = checkChangesSince(checkSignatureOf(await shownOf(clusters.overlayCilium)), await shownOf(morePods));
    expect(changes).toContainEqual({ about: 'finding', id: 'pods-outside-node-range', was: 'pass', is: 'pass' });
    expect(namesOf(changes)).not.toContain('finding cilium-agents');
  });

  test('another model, data plane and policy engine are named, after findings and problems', async () => {
    const changes = checkChangesSince(checkSignatureOf(await shownOf(clusters.kubenet)), await shownOf(shutting));
    expect(changes).toContainEqual({ about: 'model', was: 'kubenet', is: 'azure-cni-overlay' });
    expect(changes).toContainEqual({ about: 'dataplane', was: 'kube-proxy', is: 'azure-cilium' });
    expect(namesOf(changes)).toContain('policyEngine');
  });

  test('each axis of the network counts by itself', async () => {
    const shown = await shownOf(clusters.overlayCilium);
    const { report } = shown;
    const others = { model: 'mixed', dataplane: 'none', policyEngine: 'calico' } as const;
    for (const [axis, is] of Object.entries(others)) {
      const other = { ...shown, report: { ...report, cluster: { ...report.cluster, [axis]: is } } };
      expect(namesOf(checkChangesSince(checkSignatureOf(shown), other))).toEqual([axis]);
    }
  });

  test('a remark before the summary counts, and one that stays does not', async () => {
    const [silent, warned] = [null, 'Nobody has it.'].map((remark) => shownOf(clusters.overlayCilium, remark));
    const [plain, remarked] = [await silent, await warned];
    if (plain === undefined || remarked === undefined) throw new Error('two were made');
    expect(checkChangesSince(checkSignatureOf(plain), remarked)).toEqual([{ about: 'remark' }]);
    expect(checkChangesSince(checkSignatureOf(remarked), plain)).toEqual([{ about: 'remark' }]);
    expect(checkChangesSince(checkSignatureOf(remarked), remarked)).toEqual([]);
  });
});

describe('signatures of other versions', () => {
  test('one of findings alone names what changed, and never that nothing did', async () => {
    const [overlay, kubenet] = [await shownOf(clusters.overlayCilium), await shownOf(clusters.kubenet)];
    const old = statusSignatureOf(overlay.report.findings);
    expect(checkChangesSince(old, overlay)).toBeNull();
    expect(namesOf(checkChangesSince(old, kubenet))).toContain('finding cilium-agents');
  });

  test('one without a time is compared all the same, and says no time', async () => {
    const [overlay, closed] = [await shownOf(clusters.overlayCilium), await shownOf(shutting)];
    const [, , ...rest] = checkSignatureOf(overlay).split('.');
    const timeless = ['2', ...rest].join('.');
    expect(lookTimeOf(timeless)).toBeNull();
    expect(checkChangesSince(timeless, overlay)).toEqual([]);
    expect(namesOf(checkChangesSince(timeless, closed))).toContain('problem no-egress');
  });

  test('the time of the look travels with it, in whole seconds, and what is no time is none', async () => {
    const shown = await shownOf(clusters.overlayCilium);
    const later = { ...shown, report: { ...shown.report, readAt: '2026-11-24T16:40:07.890Z' } };
    expect(lookTimeOf(checkSignatureOf(later))).toBe('2026-11-24T16:40:07.000Z');
    // The time alone is no change.
    expect(checkChangesSince(checkSignatureOf(shown), later)).toEqual([]);
    expect(['', '3', '3.', '3.NaN.pppp', '3.zzzzzzzzz.p', 'pppp'].map(lookTimeOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(checkSignatureOf(later).length).toBeLessThanOrEqual(160);
  });

  test('what only a table shows counts: the seventh node, which no sentence names', async () => {
    const nodes = (last: string) =>
      listOf(
        'Node',
        Array.from({ length: 8 }, (_, i) => node(`n${i}`, i === 7 ? last : `172.20.0.${10 + i}`)),
      );
    const [was, is] = await Promise.all(['172.20.0.17', '172.20.0.99'].map((last) => shownOf([nodes(last)])));
    if (was === undefined || is === undefined) throw new Error('two were made');
    expect(JSON.stringify(was.report.findings)).toBe(JSON.stringify(is.report.findings));
    expect(namesOf(checkChangesSince(checkSignatureOf(was), is))).toContain('finding node-addresses');
  });

  test.each([
    '',
    'zzzzzzzzzzzz',
    '2',
    '2.....',
    '2.pppppppp.ssss.okl',
    '3.pppppppp',
    '3.0.pp',
    '2.--------.----.---.1.2',
  ])('“%s” is stale', async (signature) => {
    const shown = await shownOf(clusters.overlayCilium);
    const changes = checkChangesSince(signature, shown) ?? [{ about: 'evidence' }];
    expect(changes.length).toBeGreaterThan(0);
  });

  test('a check of one task is not compared with one of all', async () => {
    const snapshot = await snapshotOf(clusters.overlayCilium);
    const one = { report: checkReportOf(assess(snapshot, 2), 'azure-cni'), remark: null, tables: [] };
    expect(checkChangesSince(checkSignatureOf(one), await shownOf(clusters.overlayCilium))).toBeNull();
    expect(checkChangesSince(checkSignatureOf(one), one)).toEqual([]);
  });
});
