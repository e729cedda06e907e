// What an address of LocalDNS may be seen as: the host, an address outside, or either.
import { expect, test } from 'vitest';
import { localDnsEndpoints } from '../../../src/network/policy/local-dns-endpoints.ts';
import { addressOf } from '../../support/policy-index.ts';

const point = addressOf('169.254.10.11');
const outside = { kind: 'address', point, doubtful: false };
const host = { kind: 'node', name: null, point, local: true };

test.each([
  ['on', false, [host]],
  ['on', true, [outside, host]],
  ['unseen', false, [outside, host]],
  ['unseen', true, [outside, host]],
  ['off', false, [outside]],
  ['off', true, [outside]],
] as const)('LocalDNS %s, Cilium %s', (state, cilium, ends) => {
  expect(localDnsEndpoints(point, state, cilium)).toEqual(ends);
});
