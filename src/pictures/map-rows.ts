import type { MapGroup, MapRange, NetworkMap } from '../model/picture.ts';
import {
  drawBox,
  equalHeightRow,
  type LayoutBlock,
  placeSideBySide,
  rightAlignedLine,
  stack,
  textLine,
  verticalGap,
  wrappedText,
} from './layout.ts';
import { addressSpanWords, nodeGroupWords } from './map-words.ts';
import { columnSize, pictureSize, textStyles } from './page.ts';
import { addressLines, addressSign, signWidth } from './signs.ts';
import { svgElement } from './svg.ts';
import type { Theme } from './theme.ts';
import { formatCount, formatNumber } from './words.ts';

const pad = 16;
const inner = pictureSize.inner - 2 * pad;

/** Where addresses of nodes and of Pods come from, side by side. */
export function rangeBoxes(ranges: readonly MapRange[], theme: Theme): LayoutBlock {
  const { heading, strong, muted } = textStyles(theme);
  const width = columnSize.width - 2 * pad;
  const cells = ranges.map((range) => {
    const { kind, label, blocks, how } = range;
    const more = blocks.length > 3 ? [textLine(`… and ${formatNumber(blocks.length - 3)} more`, width, muted)] : [];
    const content = stack([
      textLine(label, width, strong),
      addressLines(blocks.slice(0, 3), kind, width, heading, theme),
      ...more,
      wrappedText(how, width, muted, 3),
    ]);
    const frame = { pad, fill: theme.background, stroke: theme[kind] };
    return (height: number) => drawBox(content, columnSize.width, frame, height);
  });
  return equalHeightRow(cells, columnSize.step);
}

/** A bar of a group's nodes: filled as far as they are Ready. */
function readyBar({ nodes, ready }: MapGroup, theme: Theme): LayoutBlock {
  const share = nodes === 0 ? 0 : (inner * ready) / nodes;
  const shape = { height: 12, rx: 4 };
  return {
    height: 16,
    at: (x, y) =>
      svgElement('rect', { x, y: y + 2, width: inner, ...shape, fill: 'none', stroke: theme.line, 'stroke-width': 2 }) +
      (share > 0 ? svgElement('rect', { x, y: y + 2, width: share, ...shape, fill: theme.node }) : ''),
  };
}

function groupRow(group: MapGroup, theme: Theme): LayoutBlock {
  const { strong, text } = textStyles(theme);
  return stack([
    placeSideBySide(
      [0, textLine(group.label, 300, strong)],
      [310, rightAlignedLine(nodeGroupWords(group), inner - 310, text)],
    ),
    readyBar(group, theme),
    addressLines([addressSpanWords(group)], 'node', inner, text, theme),
  ]);
}

/** Nodes that are not drawn by themselves, a row for each group; bars show how many are Ready. */
export function groupBox(groups: readonly MapGroup[], theme: Theme): LayoutBlock {
  if (groups.length === 0) return verticalGap(0);
  const nodes = groups.reduce((sum, group) => sum + group.nodes, 0);
  const title = textLine(
    `${formatCount(nodes, 'node')} by pool (the bar: how many are Ready)`,
    inner,
    textStyles(theme).strong,
  );
  const rows = groups.map((group) => groupRow(group, theme));
  return drawBox(stack([title, ...rows], 12), pictureSize.inner, { pad, fill: theme.card, stroke: theme.line });
}

/** What must be known to read the map right. */
export function noteLines(notes: readonly string[], theme: Theme): LayoutBlock {
  const { text, muted } = textStyles(theme);
  const more = notes.length - 2;
  return stack([
    ...notes.slice(0, 2).map((note) => wrappedText(note, pictureSize.inner, text, 2)),
    more > 0
      ? textLine(`… and ${formatCount(more, 'more remark')} in the check`, pictureSize.inner, muted)
      : verticalGap(0),
  ]);
}

/** Lists that could not be read, each with the reason: dashed, so that nobody takes them for empty. */
export function unseenBox({ unseen }: Pick<NetworkMap, 'unseen'>, theme: Theme): LayoutBlock {
  if (unseen.length === 0) return verticalGap(0);
  const { warn, text } = textStyles(theme);
  const lines = unseen.map(({ what, because }) => wrappedText(`${what}: ${because}`, inner, text, 2));
  const title = textLine('Not seen: what is not drawn here may still be there', inner, warn);
  const frame = { pad, fill: theme.background, stroke: theme.warn, dashed: true };
  return drawBox(stack([title, ...lines], 6), pictureSize.inner, frame);
}

/** What the signs mean. */
export function mapLegend(theme: Theme): LayoutBlock {
  const { muted } = textStyles(theme);
  const frame = { pad: 2, fill: theme.background, stroke: theme.own, strong: true };
  return placeSideBySide(
    [0, addressSign('node', theme)],
    [signWidth, textLine('a node’s address', 220, muted)],
    [270, addressSign('pod', theme)],
    [270 + signWidth, textLine('a Pod’s address', 220, muted)],
    [540, drawBox(verticalGap(24), 34, frame)],
    [584, textLine('thick border: a Pod of yours', pictureSize.inner - 584, muted)],
  );
}
