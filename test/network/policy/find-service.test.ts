// A Service by its name or its own address, and its slices: found, proven absent, or why that could not be seen.
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import type { NamespacePolicies, PolicySnapshot } from '../../../src/model/reach.ts';
import type { Read } from '../../../src/model/read.ts';
import type { Service } from '../../../src/model/snapshot.ts';
import {
  findService,
  parseServiceName,
  serviceWithAddress,
  slicesOf,
} from '../../../src/network/policy/find-service.ts';
import { endpointSlice, listOf, pod, service } from '../../support/objects.ts';
import { policyIndexFrom } from '../../support/policy-index.ts';

const refuse = (read: Read<unknown>) => refusalOf(read.ask, 403);
const inSpaces =
  (change: (space: NamespacePolicies) => Partial<NamespacePolicies>) =>
  ({ namespaces }: PolicySnapshot) => ({ namespaces: namespaces.map((space) => ({ ...space, ...change(space) })) });
const named = (namespace: string, name: string, ip: string, more: object = {}) =>
  service(namespace, name, { clusterIP: ip, ports: [{ port: 80 }], ...more });
const api = named('x', 'api', '10.96.0.7');
const world = (...services: readonly ReturnType<typeof service>[]) => [
  listOf('Namespace', [{ kind: 'Namespace', metadata: { name: 'x' } }]),
  listOf('Pod', [pod('x', 'a', 'n1', '10.244.0.10', '10.0.0.4'), pod('x', 'odd', 'n1', '10.96.0.8', '10.0.0.4')]),
  listOf('Service', services),
  listOf('EndpointSlice', [
    endpointSlice('x', 'api', [{ port: 80 }], [['a', '10.244.0.10']]),
    endpointSlice('x', 'other', [{ port: 80 }], [['odd', '10.96.0.8']]),
  ]),
];

describe('a name', () => {
  test.each(['team/svc/api', 'team/service/api', 'team/services/api'])('%s', (text) => {
    expect(parseServiceName(text)).toEqual({ namespace: 'team', name: 'api' });
  });

  test.each(['team/api', 'a/team/svc/api', 'team/svc/api/b', 'team/svc/', 'team/svcs/api', '10.0.0.1'])(
    'is none of a Service: %s',
    (text) => expect(parseServiceName(text)).toBeNull(),
  );
});

describe('by its name', () => {
  type Without = Parameters<typeof policyIndexFrom>[1];
  const find = async (name: string, without?: Without, namespace = 'x') => {
    const documents = world(api, named('y', 'api', '10.96.0.9'), named('y', 'far', '10.96.0.10'));
    return findService(namespace, name, await policyIndexFrom(documents, without));
  };
  const found = { kind: 'service', service: expect.objectContaining({ namespace: 'x', name: 'api' }) };
  const noWhole = ({ services }: PolicySnapshot) => ({ services: refuse(services) });
  const noOwn = inSpaces(({ services }) => ({ services: refuse(services) }));
  const neither = (terrain: PolicySnapshot) => ({ ...noWhole(terrain), ...noOwn(terrain) });
  const noSpaces = () => ({ namespaces: [] });

  test.each([
    ['in the list of its namespace', noWhole],
    ['in the list of the whole cluster where its namespace’s was not allowed', noOwn],
    ['in the list of the whole cluster where its namespace was not read', noSpaces],
  ])('%s', async (_, without) => {
    expect(await find('api', without)).toEqual(found);
    expect(await find('nobody', without)).toEqual({ kind: 'absent' });
    expect(await find('far', without)).toEqual({ kind: 'absent' });
  });

  test('the list of its own namespace goes before that of the cluster', async () => {
    const emptied = inSpaces(({ services }) =>
      services.outcome === 'ok' ? { services: { ...services, data: [] } } : {},
    );
    expect(await find('api', emptied)).toEqual({ kind: 'absent' });
    expect(await find('api')).toEqual(found);
  });

  test('it is that of the namespace that is asked for, among others of that name', async () => {
    expect(await find('api', noSpaces, 'y')).toMatchObject({ kind: 'service', service: { namespace: 'y' } });
  });

  test('neither list was allowed: it is said of its own namespace', async () => {
    const because = 'not allowed to list services in namespace x (403)';
    expect(await find('api', neither)).toEqual({ kind: 'unseen', because });
  });

  test('neither list was asked for', async () => {
    const none = (terrain: PolicySnapshot) => ({ ...noWhole(terrain), ...noSpaces() });
    expect(await find('api', none)).toEqual({ kind: 'unseen', because: 'the Services of x were not read' });
  });

  test('a list that may lack some shows what it holds, and proves no absence', async () => {
    const unproven = inSpaces(({ services }) =>
      services.outcome === 'ok' ? { services: { ...services, absence: 'unproven' } } : {},
    );
    const because = 'the dump does not prove that its list of Services is whole';
    expect(await find('nobody', unproven)).toEqual({ kind: 'unseen', because });
    expect(await find('api', unproven)).toEqual(found);
  });
});

describe('by its own address', () => {
  const at = async (text: string, ...services: readonly ReturnType<typeof service>[]) =>
    serviceWithAddress(text, await policyIndexFrom(world(...services)))?.name;

  test('each of its addresses is its own, an external one is not', async () => {
    const both = named('x', 'api', '10.96.0.7', { clusterIPs: ['10.96.0.7', 'fd00::7'], externalIPs: ['20.0.0.8'] });
    const found = [await at('10.96.0.7', both), await at('fd00::7', both), await at('20.0.0.8', both)];
    expect([...found, await at('10.96.0.99', both)]).toEqual(['api', 'api', undefined, undefined]);
  });

  test('the same number in the other family is another address', async () => {
    const six = named('x', 'six', '::a60:7');
    expect([await at('10.96.0.7', six, api), await at('::a60:7', api, six)]).toEqual(['api', 'six']);
  });

  test('an address that a Pod has too stands for the Pod', async () => {
    expect([await at('10.96.0.8', named('x', 'api', '10.96.0.8')), await at('10.96.0.7', api)]).toEqual([
      undefined,
      'api',
    ]);
  });
});

describe('its slices', () => {
  const own: Pick<Service, 'namespace' | 'name'> = { namespace: 'x', name: 'api' };
  const slices = async (without?: Parameters<typeof policyIndexFrom>[1]) => {
    const index = await policyIndexFrom(world(api), without);
    const found = findService(own.namespace, own.name, index);
    return found.kind === 'service' ? slicesOf(found.service, index) : found.kind;
  };

  test('are those that name it, and no others', async () => {
    expect(await slices()).toMatchObject({ outcome: 'ok', data: [{ service: 'api', endpoints: [{ pod: 'x/a' }] }] });
  });

  test('not allowed, or not asked for: it is said', async () => {
    expect(await slices(inSpaces(({ endpointSlices }) => ({ endpointSlices: refuse(endpointSlices) })))).toContain(
      'not allowed to list endpointslices.discovery.k8s.io in namespace x (403)',
    );
    expect(await slices(() => ({ namespaces: [] }))).toBe('the EndpointSlices of x were not read');
  });
});
