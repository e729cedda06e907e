import type { Labels } from '../../model/kubernetes-labels.ts';
import type { ContainerPort, Pod } from '../../model/snapshot.ts';
import type { Address } from '../ip/address.ts';

/** Pods of one namespace with the same labels: to a policy's selectors they are one. */
export type PodIdentity = {
  readonly id: number;
  readonly namespace: string;
  readonly labels: Labels;
  /** The namespace's labels, `whole` false where only its name is known. */
  readonly namespaceLabels: { readonly labels: Labels; readonly whole: boolean };
};

/** A Pod as one end of a connection. */
export type PodEndpoint = {
  readonly kind: 'pod';
  readonly pod: Pod;
  readonly identity: PodIdentity;
  /** Null for a Pod without an address yet. */
  readonly point: Address | null;
};

/**
 * A node as one end; `name` is null where only its address is known. `local` where it is an address that every node has
 * for itself, so that it is always the node of whoever asks.
 */
export type NodeEndpoint = {
  readonly kind: 'node';
  readonly name: string | null;
  readonly point: Address;
  readonly local?: boolean;
};

/**
 * An address that is no known Pod's and no known node's; `doubtful` where it may be one that could not be
 * seen.
 */
export type AddressEndpoint = { readonly kind: 'address'; readonly point: Address; readonly doubtful: boolean };

/** One end of a connection. */
export type ConnectionEndpoint = PodEndpoint | NodeEndpoint | AddressEndpoint;

/**
 * The port that a name stands for on a Pod, undefined without one, null where its containers were not seen.
 */
export function namedPortOf(pod: Pod, name: string, protocol: string): ContainerPort | undefined | null {
  if (pod.ports === null) return null;
  return pod.ports.find((each) => each.name === name && each.protocol === protocol);
}
