// Arbitrary pictures whose every name is hostile, for properties.
import fc from 'fast-check';
import type { MapGroup, MapNode, MapPod, NetworkMap, PlanBars } from '../../src/model/picture.ts';

/** Names that nobody should be able to give. */
export const hostile: readonly string[] = [
  '<script>alert(1)</script>',
  '"\'&amp;&lt; ]]> <!-- -->',
  'null\u0000bell\u0007escape\u001b[31m',
  'right\u202eto\u202cleft אבג عربى',
  '\ud800 lone surrogate \udfff',
  'emoji 👩‍🚀 and combining é̂̂̂',
  'W'.repeat(253),
  'words '.repeat(60),
  '',
];

const name = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ maxLength: 40 }),
);
const list = <T>(each: fc.Arbitrary<T>, maxLength: number) => fc.array(each, { maxLength });

const pod: fc.Arbitrary<MapPod> = fc.record({
  name,
  ips: list(name, 3),
  hostNetwork: fc.boolean(),
  mark: fc.option(name),
});

const node: fc.Arbitrary<MapNode> = fc.record({
  name,
  addresses: list(name, 3),
  ready: fc.option(fc.boolean()),
  tags: list(name, 2),
  blocks: list(name, 3),
  own: fc.option(fc.record({ pods: list(pod, 9), whole: fc.boolean() })),
  system: fc.option(fc.record({ count: fc.nat(), hostNetwork: fc.nat(), whole: fc.boolean() })),
});

const group: fc.Arbitrary<MapGroup> = fc
  .record({
    label: name,
    ready: fc.nat(5000),
    notReady: fc.nat(5000),
    unknown: fc.nat(9),
    own: fc.option(fc.nat()),
    span: fc.option(fc.record({ from: name, to: name })),
  })
  .map(({ unknown, ...rest }) => ({ ...rest, nodes: rest.ready + rest.notReady + unknown }));

/** A map as large as the data of one can be. */
export const maps: fc.Arbitrary<NetworkMap> = fc.record({
  kind: fc.constant('map' as const),
  namespace: name,
  read: name,
  model: fc.record({ says: name, candidates: list(name, 6) }),
  dataplane: name,
  policyEngine: name,
  ranges: fc.tuple(
    fc.record({ kind: fc.constant('node' as const), label: name, blocks: list(name, 5), how: name }),
    fc.record({ kind: fc.constant('pod' as const), label: name, blocks: list(name, 5), how: name }),
  ),
  counted: name,
  nodes: list(node, 6),
  groups: list(group, 4),
  waiting: list(pod, 6),
  notes: list(name, 5),
  unseen: list(fc.record({ what: name, because: name }), 6),
});

const kinds = ['reserved', 'nodes', 'pods', 'surge'] as const;

/** The bars of any plan. */
export const bars: fc.Arbitrary<PlanBars> = fc.record({
  kind: fc.constant('plan' as const),
  title: name,
  bars: list(
    fc.record({
      label: name,
      range: name,
      room: fc.option(fc.nat()),
      shares: list(
        fc.record({ kind: fc.constantFrom(...kinds), label: name, addresses: fc.integer({ min: 1, max: 2 ** 40 }) }),
        4,
      ),
    }),
    2,
  ),
  problems: list(name, 6),
});
