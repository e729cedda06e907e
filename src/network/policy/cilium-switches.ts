import { findOwnValue } from '../../model/own-value.ts';
import type { Reads } from '../../model/snapshot.ts';
import { nodesMarkedByCilium } from '../detect/dataplane.ts';
import { ciliumOwnerOf } from '../facts/cilium.ts';
import type { BlockMeaning } from './rule.ts';

/**
 * What cilium-config decides about every policy, whatever stands in the policies themselves
 * (docs.cilium.io, Policy Enforcement Modes and Layer 3 Policies).
 */
export type CiliumSwitches = {
  /** `enable-policy`: `always` restricts Pods that no policy selects, `never` lets everything pass. */
  readonly enforcement: 'default' | 'always' | 'never';
  /** `policy-audit-mode`: what a policy denies is written to a log, and passes. */
  readonly audit: boolean;
  /** `enable-k8s-networkpolicy`, and the same of Cilium's own two kinds. */
  readonly reads: { readonly networkPolicies: boolean; readonly own: boolean; readonly clusterwide: boolean };
  /** `policy-cidr-match-mode`. */
  readonly blocks: BlockMeaning;
  /** `allow-localhost`: whether a node reaches its own Pods past their policies. */
  readonly localhost: boolean;
  /** `enable-host-firewall`: whether policies for nodes are enforced. */
  readonly hostFirewall: boolean;
  /** Whether the ConfigMap was read: without it the values are Cilium's defaults, which are AKS's too. */
  readonly read: boolean;
  /** Why the switches are not known; null where they are, or where AKS sets them. */
  readonly unknown: string | null;
};

/** Cilium's own defaults, which AKS keeps. */
export const defaultSwitches: CiliumSwitches = {
  enforcement: 'default',
  audit: false,
  reads: { networkPolicies: true, own: true, clusterwide: true },
  blocks: { pods: false, nodes: false },
  localhost: true,
  hostFirewall: false,
  read: false,
  unknown: null,
};

type Values = Readonly<Record<string, string>>;

const word = (values: Values, key: string) => (findOwnValue(values, key) ?? '').trim().toLowerCase();

// As Go parses a boolean.
const booleans: Readonly<Record<string, boolean>> = {
  '1': true,
  t: true,
  true: true,
  '0': false,
  f: false,
  false: false,
};

/** The accepted words of each switch; a value that is none of them is not guessed at. */
const accepted: Readonly<Record<string, readonly string[]>> = {
  'enable-policy': ['default', 'always', 'never'],
  'allow-localhost': ['auto', 'always', 'policy'],
  'policy-audit-mode': Object.keys(booleans),
  'enable-host-firewall': Object.keys(booleans),
  'enable-k8s-networkpolicy': Object.keys(booleans),
  'enable-cilium-network-policy': Object.keys(booleans),
  'enable-cilium-clusterwide-network-policy': Object.keys(booleans),
};

const modesOf = (values: Values) =>
  word(values, 'policy-cidr-match-mode')
    .split(/[\s,]+/u)
    .filter(Boolean);

function unknownValue(values: Values): string | null {
  const bad = Object.keys(accepted).find(
    (key) => word(values, key) !== '' && !findOwnValue(accepted, key)?.includes(word(values, key)),
  );
  const key =
    bad ?? (modesOf(values).every((mode) => mode === 'nodes' || mode === 'pods') ? null : 'policy-cidr-match-mode');
  return key === null ? null : `cilium-config has ${key}: ${findOwnValue(values, key)}, which is no value known here`;
}

function switchesFrom(values: Values): CiliumSwitches {
  const is = (key: string, otherwise: boolean) => findOwnValue(booleans, word(values, key)) ?? otherwise;
  const mode = word(values, 'enable-policy');
  const modes = modesOf(values);
  return {
    enforcement: mode === 'always' || mode === 'never' ? mode : 'default',
    audit: is('policy-audit-mode', false),
    reads: {
      networkPolicies: is('enable-k8s-networkpolicy', true),
      own: is('enable-cilium-network-policy', true),
      clusterwide: is('enable-cilium-clusterwide-network-policy', true),
    },
    blocks: { pods: modes.includes('pods'), nodes: modes.includes('nodes') },
    // Kubernetes asks that a node reaches its Pods, so `auto` is `always` there.
    localhost: word(values, 'allow-localhost') !== 'policy',
    hostFirewall: is('enable-host-firewall', false),
    read: true,
    unknown: unknownValue(values),
  };
}

/** Whether a Cilium was seen to run that AKS does not manage: somebody chose its configuration. */
function isSomebodysOwn(reads: Reads): boolean {
  const owner = ciliumOwnerOf(reads);
  return owner === 'self' || owner === 'unknown' || (owner === 'none' && nodesMarkedByCilium(reads).length > 0);
}

/** The switches of the Cilium that runs. AKS fixes its own ConfigMap (azure-cni-powered-by-cilium.md, FAQ). */
export function ciliumSwitchesOf(reads: Reads): CiliumSwitches {
  const { ciliumConfig } = reads;
  if (ciliumConfig.outcome === 'ok') return switchesFrom(ciliumConfig.data.values);
  if (!isSomebodysOwn(reads)) return defaultSwitches;
  const why = `this Cilium is not AKS’s own, and its cilium-config, which decides what policies mean, could not be read`;
  return { ...defaultSwitches, unknown: `${why}: ${ciliumConfig.because}` };
}

/** Whether policies may be enforced at all: surely not where the switches are known and say so. */
export function isEnforced({ enforcement, audit, unknown }: CiliumSwitches): boolean {
  return unknown !== null || (enforcement !== 'never' && !audit);
}
