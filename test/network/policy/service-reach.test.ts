// The answers about all Pods behind a Service as one: its words, its remarks, and what is refused.
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import type { PolicySnapshot, ReachQuery, Semantics } from '../../../src/model/reach.ts';
import { reachService } from '../../../src/network/policy/service-reach.ts';
import {
  configMap,
  endpointSlice,
  listOf,
  networkPolicy,
  node,
  overlayLabels,
  pod,
  service,
} from '../../support/objects.ts';
import { policyIndexFrom } from '../../support/policy-index.ts';

type Fields = Readonly<Record<string, unknown>>;

const addresses = new Map(
  ['web', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6'].map((name, place) => [name, `10.244.0.1${place}`]),
);
const pods = [...addresses].map(([name, ip]) => pod('x', name, 'n1', ip, '10.0.0.4', { labels: { app: name } }));
const api = service('x', 'api', { clusterIP: '10.96.0.7', ports: [{ name: 'http', port: 80 }] });
const behind = (...names: readonly string[]) =>
  endpointSlice(
    'x',
    'api',
    [{ name: 'http', port: 8080, protocol: 'TCP' }],
    names.map((name) => [name, addresses.get(name) ?? '10.244.0.99']),
  );
const into = (name: string, app: string, ...ingress: readonly Fields[]) =>
  networkPolicy('x', name, { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress'], ingress });

type World = {
  readonly service?: Fields;
  readonly pods: readonly string[];
  readonly policies?: readonly Fields[];
  readonly cilium?: readonly Fields[];
  readonly settings?: Fields;
  readonly without?: (terrain: PolicySnapshot) => Partial<PolicySnapshot>;
};
type Asked = Partial<ReachQuery> & { readonly semantics?: readonly Semantics[] };

async function ask(world: World, { semantics = ['plain'], ...query }: Asked = {}) {
  const documents = [
    listOf('Namespace', [{ kind: 'Namespace', metadata: { name: 'x' } }]),
    listOf('Node', [node('n1', '10.0.0.4', { labels: overlayLabels })]),
    listOf('Pod', [...pods, pod('team', 'a', 'n1', '10.244.0.30', '10.0.0.4')]),
    listOf('NetworkPolicy', world.policies ?? []),
    listOf('CiliumNetworkPolicy', world.cilium ?? []),
    listOf('CiliumClusterwideNetworkPolicy', []),
    listOf('Service', [world.service ?? api]),
    listOf('EndpointSlice', [behind(...world.pods)]),
    configMap('cilium-config', world.settings ?? {}),
  ];
  const index = await policyIndexFrom(documents, world.without);
  return reachService({ from: 'x/web', to: 'x/svc/api', port: 80, protocol: 'TCP', ...query }, index, semantics);
}
const unreadPolicies = ({ namespaces }: PolicySnapshot) => ({
  namespaces: namespaces.map((space) => ({ ...space, networkPolicies: refusalOf(space.networkPolicies.ask, 403) })),
});
const free = (name: string) => `No policy restricts the ingress of x/${name}, so everything may come in.`;
const shut = (name: string, policy: string) =>
  `NetworkPolicy/x/${policy} selects x/${name} for ingress, without one ingress rule.`;

describe('the words about all Pods', () => {
  const sent = {
    verdict: 'allowed',
    policies: [],
    because: 'No policy restricts the egress of x/web, so everything may leave.',
  };

  test('one Pod: its own words', async () => {
    expect(await ask({ pods: ['p1'] })).toMatchObject({
      verdict: 'allowed',
      egress: sent,
      ingress: { because: free('p1') },
      notes: [{ id: 'service' }],
      homes: { from: 'x', to: 'x' },
      semantics: ['plain'],
    });
  });

  test('two that agree for different reasons: the first one’s, and that it is so for the others', async () => {
    const policies = [into('z', 'p1'), into('a', 'p2')];
    expect(await ask({ pods: ['p1', 'p2'], policies })).toMatchObject({
      verdict: 'denied',
      egress: sent,
      ingress: {
        verdict: 'denied',
        policies: ['NetworkPolicy/x/a', 'NetworkPolicy/x/z'],
        because: `${shut('p1', 'z')} It is denied for the others as well.`,
      },
    });
  });

  test('all unknown for the same reason: it is said once', async () => {
    const because = 'It cannot be told: not allowed to list networkpolicies.networking.k8s.io in namespace x (403).';
    const side = { verdict: 'unknown', policies: [], because };
    const found = await ask({ pods: ['p1', 'p2'], without: unreadPolicies });
    expect(found).toMatchObject({ verdict: 'unknown', egress: side, ingress: side });
  });

  test('all unknown, each for its own reason: each is said', async () => {
    const each = ['gone', 'lost'].map(
      (name) => `x/${name} at 8080: unknown. It cannot be told: there is no Pod x/${name}.`,
    );
    const because = `It depends on the Pod behind the Service. ${each.join(' ')}`;
    expect(await ask({ pods: ['gone', 'lost'] })).toMatchObject({ egress: { because }, ingress: { because } });
  });

  test.each([
    [5, ''],
    [6, ' And 1 more.'],
  ])('of %i that differ five are named', async (count, rest) => {
    const names = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'].slice(0, count);
    const others = ['p2', 'p3', 'p4', 'p5'].map((name) => `x/${name} at 8080: allowed. ${free(name)}`);
    const because = `It depends on the Pod behind the Service. x/p1 at 8080: denied. ${shut('p1', 'z')} ${others.join(' ')}${rest}`;
    const ingress = { verdict: 'unknown', policies: ['NetworkPolicy/x/z'], because };
    expect(await ask({ pods: names, policies: [into('z', 'p1')] })).toMatchObject({ egress: sent, ingress });
  });
});

describe('back to the Pod itself', () => {
  const because =
    'It cannot be told: through its Service the Pod comes back to itself, and whether policies judge that is left open.';
  const side = { verdict: 'unknown', policies: [], because };
  const open = { verdict: 'unknown', egress: side, ingress: side, backends: [{ to: 'x/web', verdict: 'unknown' }] };
  const passes = { verdict: 'allowed', backends: [{ to: 'x/web', verdict: 'allowed' }] };
  const always = { 'enable-policy': 'always' };
  const own = {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'c', namespace: 'x' },
    spec: { endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }] },
  };

  test('policies that were not read may judge it', async () => {
    expect(await ask({ pods: ['web'], without: unreadPolicies })).toMatchObject(open);
    expect(await ask({ pods: ['web'] })).toMatchObject(passes);
  });

  test('Cilium that restricts every Pod may judge it; without it, and by other engines, nothing does', async () => {
    const asked: World = { pods: ['web'], settings: always };
    expect(await ask(asked, { semantics: ['cilium'] })).toMatchObject(open);
    expect(await ask(asked, { semantics: ['plain'] })).toMatchObject(passes);
    expect(await ask({ pods: ['web'] }, { semantics: ['cilium'] })).toMatchObject(passes);
  });

  test('one of two ways to read the policies is enough', async () => {
    const asked: World = { pods: ['web'], cilium: [own] };
    expect(await ask(asked, { semantics: ['plain', 'cilium'] })).toMatchObject(open);
    expect(await ask(asked, { semantics: ['plain'] })).toMatchObject(passes);
  });
});

describe('what has no answer', () => {
  const untold = (because: string) => {
    const side = { verdict: 'unknown', policies: [], because: `It cannot be told: ${because}.` };
    return { verdict: 'unknown', egress: side, ingress: side, backends: [], semantics: ['plain'] };
  };
  const noPort = 'x/svc/api has no TCP port 81; it has TCP 80 (http)';

  test('ExternalName', async () => {
    const external = service('x', 'api', { type: 'ExternalName', externalName: 'db.example.com' });
    expect(await ask({ pods: ['p1'], service: external }, { from: 'team/a' })).toMatchObject({
      ...untold('x/svc/api stands for the name db.example.com, outside of what policies know: ask for its address'),
      notes: [{ id: 'service-external-name' }],
      homes: { from: 'team', to: 'x' },
    });
  });

  test('Pods behind it that were not seen leave the source where it is', async () => {
    const found = await ask({ pods: ['gone'] }, { from: 'team/a' });
    expect(found).toMatchObject({ verdict: 'unknown', homes: { from: 'team', to: 'x' } });
  });

  test('a source that is no Pod has no namespace', async () => {
    expect(await ask({ pods: ['p1'] }, { from: '203.0.113.7' })).toMatchObject({
      ...untold('from outside of the Pods a connection may come with the address of a node'),
      notes: [{ id: 'service' }],
      homes: { from: null, to: 'x' },
    });
  });

  test('a port that the Service lacks is refused by its name, and left open by its address', async () => {
    expect(await ask({ pods: ['p1'] }, { port: 81 })).toEqual({
      kind: 'unanswerable',
      id: 'no-such-port',
      message: noPort,
    });
    expect(await ask({ pods: ['p1'] }, { port: 81, to: '10.96.0.7' })).toMatchObject(untold(noPort));
  });

  test('a Service or a source that is not there is refused, what is no Service is not its question', async () => {
    const absent = await ask({ pods: ['p1'] }, { to: 'x/svc/nobody' });
    const message = 'there is no Service x/svc/nobody';
    expect(absent).toEqual({ kind: 'unanswerable', id: 'service-not-found', message });
    const from = await ask({ pods: ['p1'] }, { from: 'x/nobody' });
    expect(from).toEqual({ kind: 'unanswerable', id: 'pod-not-found', message: 'there is no Pod x/nobody' });
    expect(await ask({ pods: ['p1'] }, { to: 'x/p1' })).toBeNull();
  });
});
