import type { FindingCode } from '../model/finding.ts';
import type { Check } from './define-check.ts';
import { apiEndpoint } from './inspections/api-endpoint.ts';
import { ciliumAgents } from './inspections/cilium-agents.ts';
import { kubeProxyAbsent } from './inspections/kube-proxy-absent.ts';
import { networkmonitorConfigmap } from './inspections/networkmonitor-configmap.ts';
import { nodeAddresses } from './inspections/node-addresses.ts';
import { nodeAnnotations } from './inspections/node-annotations.ts';
import { podCidrPerNode } from './inspections/pod-cidr-per-node.ts';
import { podsOutsideNodeRange } from './inspections/pods-outside-node-range.ts';

/** Every inspection by its code; the compiler refuses a table without one. */
export const checks = {
  'node-addresses': nodeAddresses,
  'pods-outside-node-range': podsOutsideNodeRange,
  'cilium-agents': ciliumAgents,
  'kube-proxy-absent': kubeProxyAbsent,
  'networkmonitor-configmap': networkmonitorConfigmap,
  'node-annotations': nodeAnnotations,
  'pod-cidr-per-node': podCidrPerNode,
  'api-endpoint': apiEndpoint,
} as const satisfies { readonly [C in FindingCode]: Check & { readonly code: FindingCode } };
