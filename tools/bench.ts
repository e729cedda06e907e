// Ratios of one run: what detection and inspection cost against parsing every address once, and how both grow.
import { assess } from '../src/checks/assess.ts';
import type { Snapshot } from '../src/model/snapshot.ts';
import { parseAddress, parseCidr } from '../src/network/ip/address.ts';
import { asking, indexing } from './bench-reach.ts';
import { clusterOf, least } from './bench-worlds.ts';

function textsOf({ reads: { nodes, pods, nodeNetworkConfigs } }: Snapshot): readonly string[] {
  if (nodes.outcome !== 'ok' || pods.outcome !== 'ok' || nodeNetworkConfigs.outcome !== 'ok') return [];
  const containers = nodeNetworkConfigs.data.flatMap((each) => each.containers);
  return [
    ...nodes.data.flatMap(({ internalIPs }) => internalIPs),
    // Host addresses are the nodes' once more, so they do not count.
    ...pods.data.flatMap(({ ips }) => ips),
    ...containers.flatMap(({ primary, space }) => [primary ?? '', space ?? '']),
  ];
}

const inspecting = (pods: number) =>
  least(5, () => {
    const snapshot = clusterOf(pods);
    return () => assess(snapshot);
  });
const parsing = (pods: number) =>
  least(5, () => {
    const texts = textsOf(clusterOf(pods));
    return () => texts.map((text) => (text.includes('/') ? parseCidr(text) : parseAddress(text))).length;
  });

const small = 1_000;
const large = 200_000;
least(3, () => () => assess(clusterOf(10_000)));
const [few, many, pass] = [inspecting(small), inspecting(large), parsing(large)];
const ratio = many / pass;
const exponent = Math.log(many / few) / Math.log(large / small);
const asked = asking();
const [sparse, dense] = [indexing(1_000), indexing(100_000)];
const indexed = Math.log(dense / sparse) / Math.log(100);
const rows: readonly (readonly [string, string, string, boolean])[] = [
  [
    '5,000 nodes and 200,000 Pods against one pass over their addresses',
    `${ratio.toFixed(2)}×`,
    'at most 3×',
    ratio <= 3,
  ],
  ['growth exponent from 1,000 to 200,000 Pods', exponent.toFixed(3), 'at most 1.1', exponent <= 1.1],
  [
    'reach, 500 policies over 10,000 Pods, one answer with all its words',
    `${asked.toFixed(2)} µs`,
    'at most 5 µs',
    asked <= 5,
  ],
  ['reach, growth exponent of indexing from 1,000 to 100,000 Pods', indexed.toFixed(3), 'at most 1.1', indexed <= 1.1],
];
process.stdout.write(
  `inspection ${many.toFixed(0)} ms, one pass ${pass.toFixed(0)} ms, 1,000 Pods ${few.toFixed(2)} ms\n`,
);
process.stdout.write(`reach: indexing ${sparse.toFixed(1)} ms for 1,000 Pods and ${dense.toFixed(0)} ms for 100,000\n`);
for (const [what, figure, bound, met] of rows) {
  process.stdout.write(`${met ? 'met    ' : 'NOT MET'}  ${what}: ${figure} (${bound})\n`);
}
process.exitCode = rows.every(([, , , met]) => met) ? 0 : 1;
