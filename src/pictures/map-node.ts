import type { MapNode, MapPod } from '../model/picture.ts';
import {
  drawBox,
  type LayoutBlock,
  placeSideBySide,
  rightAlignedLine,
  stack,
  type TextStyle,
  textLine,
  verticalGap,
} from './layout.ts';
import { nodeStatusWords, noPodWords, podRemark, systemPodWords } from './map-words.ts';
import { textWidth } from './measure.ts';
import { textStyles } from './page.ts';
import { addressLines, signWidth } from './signs.ts';
import type { Theme } from './theme.ts';
import { formatCount, formatNumber } from './words.ts';

const pad = 16;

/** So many of a node's blocks are drawn; the others are counted. */
const mostBlocks = 2;

/** A word at the right of the first address where both have room, else below. */
function withWord(
  addresses: readonly string[],
  word: string,
  width: number,
  look: TextStyle,
  draw: (texts: readonly string[]) => LayoutBlock,
): LayoutBlock {
  const [first = '', ...rest] = addresses;
  const room = width - signWidth - textWidth(first, look) - textWidth(word, look) - 16;
  const end = rightAlignedLine(word, width, look);
  if (room < 0) return stack([draw(addresses), end]);
  return stack([placeSideBySide([0, draw([first])], [0, end]), draw(rest)]);
}

/** A Pod of the student's own: a thick border, its name in bold, and the word `yours`. */
export function podBox(pod: MapPod, width: number, theme: Theme): LayoutBlock {
  const { strong, text, muted } = textStyles(theme);
  const inner = width - 2 * 12;
  const remark = podRemark(pod);
  const kind = pod.hostNetwork ? 'node' : 'pod';
  const draw = (texts: readonly string[]) => addressLines(texts, kind, inner, text, theme);
  const yours = { ...strong, fill: theme.own };
  const content = stack([
    textLine(pod.name, inner, strong),
    pod.ips.length === 0
      ? placeSideBySide([0, textLine(remark, inner - 80, muted)], [0, rightAlignedLine('yours', inner, yours)])
      : withWord(pod.ips.slice(0, 2), 'yours', inner, yours, draw),
    remark === '' || pod.ips.length === 0 ? verticalGap(0) : textLine(remark, inner, muted),
  ]);
  return drawBox(content, width, { pad: 12, fill: theme.background, stroke: theme.own, strong: true });
}

function ownPods(own: MapNode['own'], most: number, width: number, theme: Theme): LayoutBlock {
  const { muted } = textStyles(theme);
  if (own === null || own.pods.length === 0) return textLine(noPodWords(own), width, muted);
  const more = own.pods.length - most;
  const boxes = own.pods.slice(0, most).map((pod) => podBox(pod, width, theme));
  return stack(
    [...boxes, more > 0 ? textLine(`… and ${formatNumber(more)} more of yours`, width, muted) : verticalGap(0)],
    8,
  );
}

function about(node: MapNode, width: number, theme: Theme): LayoutBlock {
  const { strong, text, muted, warn } = textStyles(theme);
  const blocks = node.blocks.slice(0, mostBlocks).map((block) => `Pods from ${block}`);
  const more = node.blocks.length - mostBlocks;
  const draw = (texts: readonly string[]) => addressLines(texts, 'node', width, text, theme);
  const look = node.ready === false ? warn : muted;
  return stack([
    textLine(node.name, width, strong),
    node.addresses.length === 0
      ? textLine(`no address seen · ${nodeStatusWords(node)}`, width, look)
      : withWord(node.addresses.slice(0, 2), nodeStatusWords(node), width, look, draw),
    addressLines(blocks, 'pod', width, text, theme),
    more > 0 ? textLine(`… and ${formatCount(more, 'more block')}`, width, muted) : verticalGap(0),
  ]);
}

function borderOf({ ready }: MapNode, { line: usual, warn }: Theme) {
  return { stroke: ready === false ? warn : usual, dashed: ready === null };
}

/** A node as a card; up to `most` of its own Pods are drawn and the rest is counted. */
export function nodeCard(node: MapNode, most: number, width: number, theme: Theme): LayoutBlock {
  const inner = width - 2 * pad;
  const system = textLine(systemPodWords(node.system), inner, textStyles(theme).muted);
  const content = stack([about(node, inner, theme), ownPods(node.own, most, inner, theme), system], 10);
  return drawBox(content, width, { pad, fill: theme.card, ...borderOf(node, theme) });
}
