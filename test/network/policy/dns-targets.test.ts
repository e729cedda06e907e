// Where a Pod asks for names, and the answers about two such places as one.
import { describe, expect, test } from 'vitest';
import type { Reach, Remark, Side, Verdict } from '../../../src/model/reach.ts';
import { combineDnsReaches, listDnsTargets } from '../../../src/network/policy/dns-targets.ts';
import { aksLabels, listOf, node, pod } from '../../support/objects.ts';
import { policyIndexFrom } from '../../support/policy-index.ts';

const key = 'kubernetes.azure.com/localdns-state';
const labelled = (state: string) => ({ labels: state === '' ? aksLabels : { ...aksLabels, [key]: state } });
const asking = pod('x', 'a', 'n1', '10.244.0.10', '10.0.0.4');
const coreDns = ['coredns-1', 'coredns-2'].map((name, place) =>
  pod('kube-system', name, 'n2', `10.244.1.5${place}`, '10.0.0.5', { labels: { 'k8s-app': 'kube-dns' } }),
);

/** The targets of a Pod on a node with this label; the other node has LocalDNS. */
async function targets(state: string, dnsPods = coreDns) {
  const nodes = [node('n1', '10.0.0.4', labelled(state)), node('n2', '10.0.0.5', labelled('enabled'))];
  const index = await policyIndexFrom([listOf('Node', nodes), listOf('Pod', [asking, ...dnsPods])]);
  const found = index.pod('x/a');
  return found && listDnsTargets(found, index);
}

describe('a Pod asks', () => {
  test.each([
    ['LocalDNS on its node', 'enabled', ['169.254.10.11']],
    ['one Pod of kube-dns without it', 'disabled', ['kube-system/coredns-1']],
    ['either where its node does not say', '', ['kube-system/coredns-1', '169.254.10.11']],
  ])('%s', async (_, state, expected) => {
    expect(await targets(state)).toEqual(expected);
  });

  test.each([
    ['enabled', ['169.254.10.11']],
    ['disabled', []],
    ['', []],
  ])('where no Pod of kube-dns was seen, label “%s”: %j', async (state, expected) => {
    expect(await targets(state, [])).toEqual(expected);
  });
});

const side = (verdict: Verdict, because: string): Side => ({
  verdict,
  policies: [`NetworkPolicy/x/${because}`],
  because,
});
const note = (id: string, message = id): Remark => ({ id, message });

function answer(whole: Verdict, [egress, ingress]: readonly [Side, Side], notes: readonly Remark[]): Reach {
  const query = { from: 'x/a', to: 'kube-system/coredns-1', port: 53, protocol: 'UDP' } as const;
  const homes = { from: 'x', to: 'kube-system' };
  return { query, verdict: whole, egress, ingress, notes, homes, semantics: ['plain'] };
}

describe('two places as one answer', () => {
  const central = answer('allowed', [side('allowed', 'A.'), side('allowed', 'B.')], [note('host-network')]);
  const otherNotes = [note('host-network', 'again'), note('localdns'), note('localdns')];

  test('one place stays as it is', () => {
    expect(combineDnsReaches(central, undefined)).toBe(central);
  });

  test('what they agree on is said in the words of kube-dns, with the remarks of both, each once', () => {
    const local = answer('allowed', [side('allowed', 'C.'), side('denied', 'D.')], otherNotes);
    const found = combineDnsReaches(central, local);
    expect({ ...found, notes: [] }).toEqual({ ...central, notes: [] });
    expect(found.notes.slice(0, 2)).toEqual([note('host-network'), note('localdns')]);
    expect(found.notes.slice(2)).toEqual([
      { id: 'localdns-unseen', message: expect.stringContaining('could not be seen') },
    ]);
  });

  test('where they differ it is unknown, and each side that differs says both', () => {
    const local = answer('denied', [side('denied', 'C.'), side('allowed', 'D.')], otherNotes);
    const found = combineDnsReaches(central, local);
    expect([found.verdict, found.ingress]).toEqual(['unknown', central.ingress]);
    expect(found.egress).toEqual({
      verdict: 'unknown',
      policies: ['NetworkPolicy/x/A.'],
      because: 'It cannot be told: whether the Pod’s node has LocalDNS could not be seen. Without it: A. With it: C.',
    });
    const inward = answer('denied', [side('allowed', 'C.'), side('denied', 'D.')], otherNotes);
    expect(combineDnsReaches(central, inward)).toMatchObject({
      egress: central.egress,
      ingress: { verdict: 'unknown', because: expect.stringContaining('Without it: B. With it: D.') },
    });
  });
});
