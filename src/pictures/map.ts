import type { NetworkMap, ThemeName } from '../model/picture.ts';
import { fillColumns, type LayoutBlock, stack, textLine, verticalGap, wrappedText } from './layout.ts';
import { mapAlt } from './map-alt.ts';
import { nodeCard, podBox } from './map-node.ts';
import { groupBox, mapLegend, noteLines, rangeBoxes, unseenBox } from './map-rows.ts';
import { findLargest, toDrawableText } from './measure.ts';
import { columnSize, drawPicture, pictureSize, textStyles } from './page.ts';
import { type Theme, themes } from './theme.ts';
import { altLimit, formatCount, listFirst } from './words.ts';

/** Own Pods fill a map up to the first of these heights, cards of nodes up to the second. */
const heights = { pods: 1400, nodes: 2000 } as const;

const between = 18;

/** The title of a map. */
export function mapTitle({ namespace }: Pick<NetworkMap, 'namespace'>): string {
  return toDrawableText(`The network of ${namespace}`);
}

function head(map: NetworkMap, theme: Theme): LayoutBlock {
  const { title, heading, text } = textStyles(theme);
  const { model, dataplane, policyEngine } = map;
  const possible = model.candidates.length === 0 ? '' : `Still possible: ${model.candidates.join(', ')}.`;
  return stack([
    textLine(mapTitle(map), pictureSize.inner, title),
    verticalGap(4),
    textLine(`Model: ${model.says}`, pictureSize.inner, heading),
    possible === '' ? verticalGap(0) : wrappedText(possible, pictureSize.inner, text, 3),
    wrappedText(`Data plane: ${dataplane} · NetworkPolicies: ${policyEngine}`, pictureSize.inner, text, 2),
    noteLines(map.notes, theme),
  ]);
}

/** Cards of nodes: as many, and as many own Pods on each, as there is room for; two, and one on each, at least. */
function cards({ nodes, counted }: NetworkMap, above: number, theme: Theme): LayoutBlock {
  const { heading, muted } = textStyles(theme);
  const title = counted === '' ? verticalGap(0) : wrappedText(counted, pictureSize.inner, heading, 2);
  const drawn = (many: number, most: number) => {
    const all = nodes.slice(0, many).map((node) => nodeCard(node, most, columnSize.width, theme));
    const more = nodes.length - all.length;
    const rest =
      more > 0 ? textLine(`… and ${formatCount(more, 'node')} more`, pictureSize.inner, muted) : verticalGap(0);
    return stack([title, fillColumns(all, 2, columnSize.step, 16), rest], 10);
  };
  const many = Math.max(
    2,
    findLargest(nodes.length, (n) => drawn(n, 1).height <= heights.nodes - above),
  );
  return drawn(
    many,
    Math.max(
      1,
      findLargest(8, (most) => drawn(many, most).height <= heights.pods - above),
    ),
  );
}

function waitingPods({ waiting }: NetworkMap, theme: Theme): LayoutBlock {
  if (waiting.length === 0) return verticalGap(0);
  const { heading, muted } = textStyles(theme);
  const shown = waiting.slice(0, 2).map((pod) => podBox(pod, columnSize.width, theme));
  const more = waiting.slice(2);
  return stack(
    [
      textLine('Your Pods that no node is named for', pictureSize.inner, heading),
      fillColumns(shown, 2, columnSize.step, 10),
      more.length > 0
        ? wrappedText(
            listFirst(more, 0, ({ name }) => name),
            pictureSize.inner,
            muted,
            1,
          )
        : verticalGap(0),
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
    stack([mapLegend(colours), wrappedText(map.read, pictureSize.inner, textStyles(colours).muted, 2)]),
  ];
  const rest = stack([...above, ...below], between).height + between;
  const content = stack([...above, cards(map, rest, colours), ...below], between);
  return drawPicture(content, colours, { title: mapTitle(map), alt: mapAlt(map, altLimit) });
}
