import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { observeDump } from '../../src/cluster/dump/source.ts';
import { networkMapOf } from '../../src/commands/picture/map.ts';
import { modelPanels } from '../../src/commands/picture/model-panels.ts';
import { planBars } from '../../src/commands/picture/plan-bars.ts';
import { parsePlanRequest } from '../../src/commands/plan/request.ts';
import type { NetworkMap } from '../../src/model/picture.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { detect } from '../../src/network/detect/detect.ts';
import { plan } from '../../src/network/plan/plan.ts';
import { altOf, svgOf, titleOf } from '../../src/pictures/draw.ts';
import { scenarioNames } from '../../src/playground/aks/scenario.ts';
import { crowd, nodeAt, podOn, snapshotWith } from '../support/maps.ts';
import { snapshotOf } from '../support/objects.ts';
import { collisions, textsOf } from '../support/svg.ts';
import { documentsOf, shapes, worldOf } from '../support/worlds.ts';

const home = join(import.meta.dirname, '..');
const scenarios = scenarioNames(join(home, '../src/playground/aks/scenarios'));

async function scenario(name: string): Promise<NetworkMap> {
  const now = () => new Date('2026-11-24T16:40:00Z');
  const snapshot = await observeDump([join(home, 'dumps', name)], 'student-07', now);
  return networkMapOf({ ...snapshot, source: { kind: 'dump', name } }, detect(snapshot));
}

function mapped(snapshot: Snapshot): NetworkMap {
  return networkMapOf(snapshot, detect(snapshot));
}

describe.each(scenarios)('%s', (name) => {
  test('is told as in its golden', async () => {
    const map = await scenario(name);
    const told = `${altOf(map)}\n\nin 1,000 characters:\n${altOf(map, 1000)}\n`;
    await expect(told).toMatchFileSnapshot(`goldens/${name}.alt.txt`);
  });

  test('is drawn without collisions, and no text is cut', async () => {
    const svg = svgOf(await scenario(name), 'light');
    expect(textsOf(svg).length).toBeGreaterThan(10);
    expect(collisions(svg)).toEqual([]);
    expect(textsOf(svg).filter(({ text }) => text.includes('…'))).toEqual([]);
  });
});

test.each([
  ['models', modelPanels('azure-cni-pod-subnet-static', '2026-11-24')],
  ['plan-node-subnet', planBars(plan(parsePlanRequest('node-subnet 50 nodes'.split(' '))))],
  ['plan-too-small', planBars(plan(parsePlanRequest('node-subnet 50 nodes subnet 10.1.0.0/24'.split(' '))))],
  ['plan-overlay', planBars(plan(parsePlanRequest('overlay 50 nodes pod-cidr 10.244.0.0/16'.split(' '))))],
] as const)('%s is told as in its golden', async (name, picture) => {
  await expect(`${titleOf(picture)}\n\n${altOf(picture)}\n`).toMatchFileSnapshot(`goldens/${name}.alt.txt`);
});

/** Own Pods that a map names or counts. */
function accounted({ nodes, groups, waiting }: NetworkMap): number {
  const cards = nodes.reduce((sum, { own }) => sum + (own?.pods.length ?? 0), 0);
  return cards + groups.reduce((sum, { own }) => sum + (own ?? 0), 0) + waiting.length;
}

/** How many of these texts stand in the picture; a text that stands there twice is counted twice. */
function drawn(svg: string, texts: readonly string[]): number {
  return textsOf(svg).filter(({ text }) => texts.includes(text)).length;
}

/** What lines of this kind count, all together. */
function more(svg: string, line: RegExp): number {
  return textsOf(svg).reduce((sum, { text }) => sum + Number(line.exec(text)?.[1]?.replaceAll(',', '') ?? 0), 0);
}

/** The map with so many blocks on each of its nodes. */
function withBlocks(map: NetworkMap, many: number): NetworkMap {
  const blocks = Array.from({ length: many }, (_, i) => `10.225.0.${16 * i}/28`);
  return { ...map, nodes: map.nodes.map((node) => ({ ...node, blocks })) };
}

describe('whatever the cluster is', () => {
  test('every own Pod is named or counted, and every text of the picture is in its words or stands for more', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.nat(5), async (shape, many) => {
        const map = withBlocks(mapped(await snapshotOf(documentsOf(worldOf(shape)))), many);
        const svg = svgOf(map, 'dark');
        const alt = altOf(map);
        expect(accounted(map)).toBe(shape.pods.length);
        expect(collisions(svg)).toEqual([]);
        for (const { name } of map.nodes) expect(alt).toContain(name);
        const [own, blocks] = [
          map.nodes.flatMap((each) => each.own?.pods ?? []),
          map.nodes.flatMap((each) => each.blocks),
        ];
        for (const { name, ips } of own) expect(alt).toContain([name, ...ips].join(' '));
        for (const block of blocks) expect(alt).toContain(block);
        // What is left out is counted by a line of its own kind.
        const names = map.nodes.map(({ name }) => name);
        expect(drawn(svg, names) + more(svg, /^… and ([\d,]+) nodes? more$/u)).toBe(names.length);
        const inNodes = drawn(
          svg,
          own.map(({ name }) => name),
        );
        expect(inNodes + more(svg, /^… and ([\d,]+) more of yours$/u)).toBe(own.length);
        const named = blocks.map((block) => `Pods from ${block}`);
        expect(drawn(svg, named) + more(svg, /^… and ([\d,]+) more blocks?$/u)).toBe(blocks.length);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [3, 4],
    [12, 30],
    [1000, 2500],
  ])('%i nodes with %i own Pods: all of them are named or counted, within the limit', (nodes, pods) => {
    const map = mapped(crowd(nodes, pods));
    expect(accounted(map)).toBe(pods);
    expect(altOf(map).length).toBeLessThanOrEqual(2000);
    expect(altOf(map, 1000).length).toBeLessThanOrEqual(1000);
  });

  test('of IPv6 addresses in full length nothing is left out, in the picture and in its words', () => {
    const wide = (i: number, group: string) => `fd12:3456:789a:${group}:f012:3456:789a:bcd${i}`;
    const all = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => nodeAt(i, { internalIPs: [wide(i, 'aaa1')], ready: true }));
    const own = [
      podOn(all[0] ?? null, 1, { ips: ['10.244.0.9', wide(1, 'bbb1')] }),
      podOn(null, 2, { ips: [wide(1, 'bbb2')] }),
    ];
    const map = mapped(snapshotWith(all, own));
    const svg = svgOf(map, 'light');
    const whole = textsOf(svg)
      .map(({ text }) => text)
      .join('');
    const ends = map.groups.flatMap(({ span }) => (span ? [span.from, span.to] : []));
    expect(ends.length).toBeGreaterThan(2);
    for (const each of [
      ...map.nodes.flatMap(({ addresses }) => addresses),
      ...own.flatMap(({ ips }) => ips),
      ...ends,
    ]) {
      expect(whole).toContain(each);
      expect(altOf(map)).toContain(each);
    }
    expect(collisions(svg)).toEqual([]);
  });

  test('what is left out is counted, not dropped', () => {
    const map = mapped(crowd(1000, 2500));
    expect(altOf(map)).toContain('4 of 1,000 nodes');
    expect(altOf(map, 1000)).toMatch(/… and [\d,]+ more/u);
    expect(altOf(mapped(crowd(3, 4)))).not.toContain('… and');
  });
});
