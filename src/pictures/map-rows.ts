import type { MapGroup, MapRange, NetworkMap } from '../model/picture.ts';
import { type Block, beside, boxed, even, gap, line, lineEnd, paragraph, stack } from './layout.ts';
import { groupWords, spanWords } from './map-words.ts';
import { column, looks, page } from './page.ts';
import { addressLines, sign, signWidth } from './signs.ts';
import { tag } from './svg.ts';
import type { Theme } from './theme.ts';
import { count, digits } from './words.ts';

const pad = 16;
const inner = page.inner - 2 * pad;

/** Where addresses of nodes and of Pods come from, side by side. */
export function rangeBoxes(ranges: readonly MapRange[], theme: Theme): Block {
  const { heading, strong, muted } = looks(theme);
  const width = column.width - 2 * pad;
  const cells = ranges.map((range) => {
    const { kind, label, blocks, how } = range;
    const more = blocks.length > 3 ? [line(`… and ${digits(blocks.length - 3)} more`, width, muted)] : [];
    const content = stack([
      line(label, width, strong),
      addressLines(blocks.slice(0, 3), kind, width, heading, theme),
      ...more,
      paragraph(how, width, muted, 3),
    ]);
    const frame = { pad, fill: theme.background, stroke: theme[kind] };
    return (height: number) => boxed(content, column.width, frame, height);
  });
  return even(cells, column.step);
}

/** A bar of a group's nodes: filled as far as they are Ready. */
function readyBar({ nodes, ready }: MapGroup, theme: Theme): Block {
  const share = nodes === 0 ? 0 : (inner * ready) / nodes;
  const shape = { height: 12, rx: 4 };
  return {
    height: 16,
    at: (x, y) =>
      tag('rect', { x, y: y + 2, width: inner, ...shape, fill: 'none', stroke: theme.line, 'stroke-width': 2 }) +
      (share > 0 ? tag('rect', { x, y: y + 2, width: share, ...shape, fill: theme.node }) : ''),
  };
}

function groupRow(group: MapGroup, theme: Theme): Block {
  const { strong, text } = looks(theme);
  return stack([
    beside([0, line(group.label, 300, strong)], [310, lineEnd(groupWords(group), inner - 310, text)]),
    readyBar(group, theme),
    addressLines([spanWords(group)], 'node', inner, text, theme),
  ]);
}

/** Nodes that are not drawn by themselves, a row for each group; bars show how many are Ready. */
export function groupBox(groups: readonly MapGroup[], theme: Theme): Block {
  if (groups.length === 0) return gap(0);
  const nodes = groups.reduce((sum, group) => sum + group.nodes, 0);
  const title = line(`${count(nodes, 'node')} by pool (the bar: how many are Ready)`, inner, looks(theme).strong);
  const rows = groups.map((group) => groupRow(group, theme));
  return boxed(stack([title, ...rows], 12), page.inner, { pad, fill: theme.card, stroke: theme.line });
}

/** What must be known to read the map right. */
export function noteLines(notes: readonly string[], theme: Theme): Block {
  const { text, muted } = looks(theme);
  const more = notes.length - 2;
  return stack([
    ...notes.slice(0, 2).map((note) => paragraph(note, page.inner, text, 2)),
    more > 0 ? line(`… and ${count(more, 'more remark')} in the check`, page.inner, muted) : gap(0),
  ]);
}

/** Lists that could not be read, each with the reason: dashed, so that nobody takes them for empty. */
export function unseenBox({ unseen }: Pick<NetworkMap, 'unseen'>, theme: Theme): Block {
  if (unseen.length === 0) return gap(0);
  const { warn, text } = looks(theme);
  const lines = unseen.map(({ what, because }) => paragraph(`${what}: ${because}`, inner, text, 2));
  const title = line('Not seen: what is not drawn here may still be there', inner, warn);
  const frame = { pad, fill: theme.background, stroke: theme.warn, dashed: true };
  return boxed(stack([title, ...lines], 6), page.inner, frame);
}

/** What the signs mean. */
export function legend(theme: Theme): Block {
  const { muted } = looks(theme);
  const frame = { pad: 2, fill: theme.background, stroke: theme.own, strong: true };
  return beside(
    [0, sign('node', theme)],
    [signWidth, line('a node’s address', 220, muted)],
    [270, sign('pod', theme)],
    [270 + signWidth, line('a Pod’s address', 220, muted)],
    [540, boxed(gap(24), 34, frame)],
    [584, line('thick border: a Pod of yours', page.inner - 584, muted)],
  );
}
