import type { NetworkMap, ThemeName } from '../model/picture.ts';
import { altLimit } from './alt-limit.ts';
import { type Block, columns, gap, line, paragraph, stack } from './layout.ts';
import { mapAlt } from './map-alt.ts';
import { nodeCard, podBox } from './map-node.ts';
import { groupBox, legend, noteLines, rangeBoxes, unseenBox } from './map-rows.ts';
import { largest, plain } from './measure.ts';
import { column, looks, page, paged } from './page.ts';
import { type Theme, themes } from './theme.ts';
import { count, listed } from './words.ts';

/** Own Pods fill a map up to the first of these heights, cards of nodes up to the second. */
const heights = { pods: 1400, nodes: 2000 } as const;

const between = 18;

/** What a map is called. */
export function mapTitle({ namespace }: Pick<NetworkMap, 'namespace'>): string {
  return plain(`The network of ${namespace}`);
}

function head(map: NetworkMap, theme: Theme): Block {
  const { title, heading, text } = looks(theme);
  const { model, dataplane, policyEngine } = map;
  const possible = model.candidates.length === 0 ? '' : `Still possible: ${model.candidates.join(', ')}.`;
  return stack([
    line(mapTitle(map), page.inner, title),
    gap(4),
    line(`Model: ${model.says}`, page.inner, heading),
    possible === '' ? gap(0) : paragraph(possible, page.inner, text, 3),
    paragraph(`Data plane: ${dataplane} · NetworkPolicies: ${policyEngine}`, page.inner, text, 2),
    noteLines(map.notes, theme),
  ]);
}

/** Cards of nodes: as many, and as many own Pods on each, as there is room for; two, and one on each, at least. */
function cards({ nodes, counted }: NetworkMap, above: number, theme: Theme): Block {
  const { heading, muted } = looks(theme);
  const title = counted === '' ? gap(0) : paragraph(counted, page.inner, heading, 2);
  const drawn = (many: number, most: number) => {
    const all = nodes.slice(0, many).map((node) => nodeCard(node, most, column.width, theme));
    const more = nodes.length - all.length;
    const rest = more > 0 ? line(`… and ${count(more, 'node')} more`, page.inner, muted) : gap(0);
    return stack([title, columns(all, 2, column.step, 16), rest], 10);
  };
  const many = Math.max(
    2,
    largest(nodes.length, (n) => drawn(n, 1).height <= heights.nodes - above),
  );
  return drawn(
    many,
    Math.max(
      1,
      largest(8, (most) => drawn(many, most).height <= heights.pods - above),
    ),
  );
}

function waitingPods({ waiting }: NetworkMap, theme: Theme): Block {
  if (waiting.length === 0) return gap(0);
  const { heading, muted } = looks(theme);
  const shown = waiting.slice(0, 2).map((pod) => podBox(pod, column.width, theme));
  const more = waiting.slice(2);
  return stack(
    [
      line('Your Pods that no node is named for', page.inner, heading),
      columns(shown, 2, column.step, 10),
      more.length > 0
        ? paragraph(
            listed(more, 0, ({ name }) => name),
            page.inner,
            muted,
            1,
          )
        : gap(0),
    ],
    10,
  );
}

/** The student's network as a picture: SVG text, the same for the same facts. */
export function mapSvg(map: NetworkMap, theme: ThemeName): string {
  const colours = themes[theme];
  const above = [head(map, colours), rangeBoxes(map.ranges, colours)];
  const below = [
    waitingPods(map, colours),
    groupBox(map.groups, colours),
    unseenBox(map, colours),
    stack([legend(colours), paragraph(map.read, page.inner, looks(colours).muted, 2)]),
  ];
  const rest = stack([...above, ...below], between).height + between;
  const content = stack([...above, cards(map, rest, colours), ...below], between);
  return paged(content, colours, { title: mapTitle(map), alt: mapAlt(map, altLimit) });
}
