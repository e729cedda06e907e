import type { NetworkMap, ThemeName } from '../model/picture.ts';
import { altLimit } from './alt-limit.ts';
import { type Block, columns, gap, line, paragraph, stack } from './layout.ts';
import { mapAlt } from './map-alt.ts';
import { nodeCard, podBox } from './map-node.ts';
import { column, groupBox, legend, noteLines, rangeBoxes, unseenBox } from './map-rows.ts';
import { largest } from './measure.ts';
import { looks, page, paged } from './page.ts';
import { type Theme, themes } from './theme.ts';
import { listed } from './words.ts';

/** The height that own Pods may fill a map up to; past it only what must be there makes it higher. */
const preferred = 1400;

const between = 18;

/** What a map is called. */
export function mapTitle({ namespace }: Pick<NetworkMap, 'namespace'>): string {
  return `The network of ${namespace}`;
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

/** Cards of nodes: as many own Pods on each as `room` allows, and one at least. */
function cards({ nodes, counted }: NetworkMap, room: number, theme: Theme): Block {
  const title = counted === '' ? gap(0) : paragraph(counted, page.inner, looks(theme).heading, 2);
  const drawn = (most: number) => {
    const all = nodes.map((node) => nodeCard(node, most, column.width, theme));
    return stack([title, columns(all, 2, column.step, 16)], 10);
  };
  return drawn(
    Math.max(
      1,
      largest(8, (most) => drawn(most).height <= room),
    ),
  );
}

function waitingPods({ waiting }: NetworkMap, theme: Theme): Block {
  if (waiting.length === 0) return gap(0);
  const { heading, muted } = looks(theme);
  const shown = waiting.slice(0, 4).map((pod) => podBox(pod, column.width, theme));
  const more = waiting.slice(4);
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
  const content = stack([...above, cards(map, preferred - rest, colours), ...below], between);
  return paged(content, colours, { title: mapTitle(map), alt: mapAlt(map, altLimit) });
}
