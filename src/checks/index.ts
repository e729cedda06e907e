import type { Code } from '../model/finding.ts';
import { apiEndpoint } from './api-endpoint.ts';
import type { Check } from './check.ts';
import { ciliumAgents } from './cilium-agents.ts';
import { kubeProxyAbsent } from './kube-proxy-absent.ts';
import { networkmonitorConfigmap } from './networkmonitor-configmap.ts';
import { nodeAddresses } from './node-addresses.ts';
import { nodeAnnotations } from './node-annotations.ts';
import { podCidrPerNode } from './pod-cidr-per-node.ts';
import { podsOutsideNodeRange } from './pods-outside-node-range.ts';

/** Every inspection by its code: forget one and the compiler says so. */
export const checks = {
  'node-addresses': nodeAddresses,
  'pods-outside-node-range': podsOutsideNodeRange,
  'cilium-agents': ciliumAgents,
  'kube-proxy-absent': kubeProxyAbsent,
  'networkmonitor-configmap': networkmonitorConfigmap,
  'node-annotations': nodeAnnotations,
  'pod-cidr-per-node': podCidrPerNode,
  'api-endpoint': apiEndpoint,
} as const satisfies { readonly [C in Code]: Check & { readonly code: Code } };
