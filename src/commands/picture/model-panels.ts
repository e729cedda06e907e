import type { NetworkModel } from '../../model/network.ts';
import type { ExampleRange, ModelPanel, ModelPanels } from '../../model/picture.ts';
import { describeModelEnd } from '../../network/plan/end-dates.ts';

type ExampleAddresses = ExampleRange['holds'];

const nodes: ExampleAddresses = [
  { kind: 'node', address: '10.224.0.4' },
  { kind: 'node', address: '10.224.0.5' },
];
const nodeSubnet: ExampleRange = { label: 'VNet subnet', block: '10.224.0.0/16', inVnet: true, holds: nodes };
const podCidr: ExampleRange = {
  label: 'Pod CIDR, no part of the VNet',
  block: '10.244.0.0/16',
  inVnet: false,
  holds: [
    { kind: 'pod', address: '10.244.0.17' },
    { kind: 'pod', address: '10.244.1.18' },
  ],
};
const shared: ExampleRange = {
  ...nodeSubnet,
  label: 'One VNet subnet for both',
  holds: [...nodes, { kind: 'pod', address: '10.224.0.12' }, { kind: 'pod', address: '10.224.0.43' }],
};
const podSubnet: ExampleRange = {
  label: 'A second VNet subnet',
  block: '10.225.0.0/16',
  inVnet: true,
  holds: [
    { kind: 'pod', address: '10.225.0.6' },
    { kind: 'pod', address: '10.225.0.22' },
  ],
};
const either = 'kube-proxy or Cilium';

// Facts as the lesson has them: Microsoft Learn, IP address planning for AKS, Azure CNI Overlay concepts (2026-08).
const panels: readonly Omit<ModelPanel, 'yours'>[] = [
  {
    models: ['kubenet'],
    name: 'kubenet',
    ranges: [nodeSubnet, podCidr],
    dataplane: 'kube-proxy',
    lines: ['A route table leads each node’s /24 to its node: at most 400 nodes.'],
  },
  {
    models: ['azure-cni-node-subnet'],
    name: 'Azure CNI node subnet',
    ranges: [shared],
    dataplane: either,
    lines: ['A node reserves an address for each Pod it may run, 30 by default, before the first one starts.'],
  },
  {
    models: ['azure-cni-pod-subnet-dynamic', 'azure-cni-pod-subnet-static'],
    name: 'Azure CNI Pod subnet',
    ranges: [nodeSubnet, podSubnet],
    dataplane: either,
    lines: ['A node takes addresses 16 at a time as it needs them (dynamic), or as fixed blocks of 16 (static).'],
  },
  {
    models: ['azure-cni-overlay'],
    name: 'Azure CNI Overlay',
    ranges: [nodeSubnet, podCidr],
    dataplane: either,
    lines: [
      'Each node holds a /24, without a route table: up to 5,000 nodes. Outside, a Pod shows its node’s address.',
    ],
  },
];

/** The lines of a panel, with until when its model is supported, where that ends. */
function linesAt({ models, lines }: (typeof panels)[number], now: string): readonly string[] {
  const ends = models.map((each) => describeModelEnd(each, now)).filter((each) => each !== null);
  return ends.length === 0 ? lines : [[...lines, ...ends].join(' ')];
}

/**
 * The models side by side with the exercise's numbers as examples; `model` is the cluster's own, where one was seen. Dates
 * read as they do at `now` (ISO).
 */
export function modelPanels(model: NetworkModel | null, now: string): ModelPanels {
  return {
    kind: 'models',
    panels: panels.map((panel) => ({
      ...panel,
      lines: linesAt(panel, now),
      yours: panel.models.some((each) => each === model),
    })),
    note: 'All addresses are examples. Cilium is a data plane and no model of its own: it changes no addresses.',
  };
}
