// What `reach` looks up, from documents in memory, for tests of one of its parts.
import type { PolicySnapshot } from '../../src/model/reach.ts';
import { detect } from '../../src/network/detect/detect.ts';
import { type Address, parseAddress } from '../../src/network/ip/address.ts';
import { indexPolicies, type PolicyIndex } from '../../src/network/policy/policy-index.ts';
import { terrainFrom } from './terrain.ts';

/** The index of these documents; `without` says what of the terrain is otherwise. */
export async function policyIndexFrom(
  documents: readonly unknown[],
  without: (terrain: PolicySnapshot) => Partial<PolicySnapshot> = () => ({}),
): Promise<PolicyIndex> {
  const whole = await terrainFrom(documents);
  const terrain = { ...whole, ...without(whole) };
  return indexPolicies(terrain, detect(terrain.snapshot));
}

/** The address of a text. @throws Error where it is none */
export function addressOf(text: string): Address {
  const point = parseAddress(text);
  if (point === null) throw new Error(`${text} is no address`);
  return point;
}
