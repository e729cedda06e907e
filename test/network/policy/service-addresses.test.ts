// Whether an address that is no Pod's may be a Service's own, where the Services were not all read.
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../src/cluster/refusals.ts';
import type { PolicySnapshot } from '../../../src/model/reach.ts';
import type { Read } from '../../../src/model/read.ts';
import type { ServiceRange } from '../../../src/model/snapshot.ts';
import { detect } from '../../../src/network/detect/detect.ts';
import { type Address, parseAddress } from '../../../src/network/ip/address.ts';
import { indexPolicies, type PolicyIndex } from '../../../src/network/policy/policy-index.ts';
import { isMaybeLoadBalancer, whyMaybeService } from '../../../src/network/policy/service-addresses.ts';
import { listOf, node, pod, service } from '../../support/objects.ts';
import { terrainFrom } from '../../support/terrain.ts';

const publicNode = '198.51.100.4';
const services = listOf('Service', [
  service('default', 'kubernetes', { clusterIP: '10.1.0.1' }),
  service('x', 'api', { clusterIP: '10.1.0.7' }),
]);

const terrain = (): Promise<PolicySnapshot> =>
  terrainFrom([
    listOf('Node', [node('n1', '10.0.0.4'), node('n2', publicNode, { labels: {} })]),
    listOf('Pod', [pod('x', 'a', 'n1', '10.244.0.10', '10.0.0.4')]),
    services,
  ]);

const indexOf = (snapshot: PolicySnapshot): PolicyIndex => indexPolicies(snapshot, detect(snapshot.snapshot));

/** The cluster whose Services were not read, with these ranges of them. */
async function unseen(ranges?: (own: Read<readonly ServiceRange[]>) => Read<readonly ServiceRange[]>) {
  const own = await terrain();
  return indexOf({
    ...own,
    services: refusalOf(own.services.ask, 403),
    serviceRanges: ranges ? ranges(own.serviceRanges) : own.serviceRanges,
  });
}

function at(text: string): Address {
  const point = parseAddress(text);
  if (point === null) throw new Error(`${text} is no address`);
  return point;
}

const why = (text: string, index: PolicyIndex) => whyMaybeService(at(text), index);
const kubernetes: readonly ServiceRange[] = [{ name: 'kubernetes', cidrs: ['10.1.0.0/16'] }];

describe('where the Services were not read', () => {
  test('and their ranges were, an address in one may be a Service’s, one beside them is none', async () => {
    const index = await unseen(({ ask }) => ({ ask, outcome: 'ok', data: kubernetes, absence: 'proven' }));
    expect(why('10.1.0.99', index)).toMatch(
      /^whether 10\.1\.0\.99 is the address of a Service could not be seen: not allowed to list services/u,
    );
    expect(why('10.2.0.99', index)).toBeNull();
  });

  test.each<[string, (own: Read<readonly ServiceRange[]>) => Read<readonly ServiceRange[]>]>([
    ['were refused', ({ ask }) => refusalOf(ask, 403)],
    ['may be more than those read', ({ ask }) => ({ ask, outcome: 'ok', data: kubernetes, absence: 'unproven' })],
    ['were read, and are none', ({ ask }) => ({ ask, outcome: 'ok', data: [], absence: 'proven' })],
  ])('and their ranges %s, every inner address may be one, a public one not', async (_, ranges) => {
    const index = await unseen(ranges);
    expect(why('10.2.0.99', index)).toContain('whether 10.2.0.99 is the address of a Service could not be seen');
    expect(why('203.0.113.7', index)).toBeNull();
  });

  test('a node’s own address and one of a link are no Service’s', async () => {
    const index = await unseen();
    expect(why('10.0.0.5', index)).toContain('whether 10.0.0.5');
    expect([why('10.0.0.4', index), why('169.254.10.10', index)]).toEqual([null, null]);
  });

  test('a public address may be a load balancer’s, unless it is a node’s; an inner one is none', async () => {
    const index = await unseen();
    const asked = ['203.0.113.7', publicNode, '10.2.0.99'];
    expect(asked.map((text) => isMaybeLoadBalancer(at(text), index))).toEqual([true, false, false]);
  });
});

test('where every Service was read, an address that is none of theirs is no Service’s', async () => {
  const index = indexOf(await terrain());
  expect([why('10.2.0.99', index), isMaybeLoadBalancer(at('203.0.113.7'), index)]).toEqual([null, false]);
  expect(why('10.2.0.99', await unseen())).toContain('whether 10.2.0.99');
});
