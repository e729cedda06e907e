import type { MapNode, MapPod } from '../model/picture.ts';
import { type Block, beside, boxed, gap, type Look, line, lineEnd, stack } from './layout.ts';
import { noPodWords, podRemark, statusWords, systemWords } from './map-words.ts';
import { widthOf } from './measure.ts';
import { looks } from './page.ts';
import { addressLines, signWidth } from './signs.ts';
import type { Theme } from './theme.ts';
import { count, digits } from './words.ts';

const pad = 16;

/** So many of a node's blocks are drawn; the others are counted. */
const mostBlocks = 2;

/** A word at the right of the first address where both have room, else below. */
function withWord(
  addresses: readonly string[],
  word: string,
  width: number,
  look: Look,
  draw: (texts: readonly string[]) => Block,
): Block {
  const [first = '', ...rest] = addresses;
  const room = width - signWidth - widthOf(first, look) - widthOf(word, look) - 16;
  const end = lineEnd(word, width, look);
  if (room < 0) return stack([draw(addresses), end]);
  return stack([beside([0, draw([first])], [0, end]), draw(rest)]);
}

/** A Pod of the student's own: a thick border, its name in bold, and the word `yours`. */
export function podBox(pod: MapPod, width: number, theme: Theme): Block {
  const { strong, text, muted } = looks(theme);
  const inner = width - 2 * 12;
  const remark = podRemark(pod);
  const kind = pod.hostNetwork ? 'node' : 'pod';
  const draw = (texts: readonly string[]) => addressLines(texts, kind, inner, text, theme);
  const yours = { ...strong, fill: theme.own };
  const content = stack([
    line(pod.name, inner, strong),
    pod.ips.length === 0
      ? beside([0, line(remark, inner - 80, muted)], [0, lineEnd('yours', inner, yours)])
      : withWord(pod.ips.slice(0, 2), 'yours', inner, yours, draw),
    remark === '' || pod.ips.length === 0 ? gap(0) : line(remark, inner, muted),
  ]);
  return boxed(content, width, { pad: 12, fill: theme.background, stroke: theme.own, strong: true });
}

function ownPods(own: MapNode['own'], most: number, width: number, theme: Theme): Block {
  const { muted } = looks(theme);
  if (own === null || own.pods.length === 0) return line(noPodWords(own), width, muted);
  const more = own.pods.length - most;
  const boxes = own.pods.slice(0, most).map((pod) => podBox(pod, width, theme));
  return stack([...boxes, more > 0 ? line(`… and ${digits(more)} more of yours`, width, muted) : gap(0)], 8);
}

function about(node: MapNode, width: number, theme: Theme): Block {
  const { strong, text, muted, warn } = looks(theme);
  const blocks = node.blocks.slice(0, mostBlocks).map((block) => `Pods from ${block}`);
  const more = node.blocks.length - mostBlocks;
  const draw = (texts: readonly string[]) => addressLines(texts, 'node', width, text, theme);
  const look = node.ready === false ? warn : muted;
  return stack([
    line(node.name, width, strong),
    node.addresses.length === 0
      ? line(`no address seen · ${statusWords(node)}`, width, look)
      : withWord(node.addresses.slice(0, 2), statusWords(node), width, look, draw),
    addressLines(blocks, 'pod', width, text, theme),
    more > 0 ? line(`… and ${count(more, 'more block')}`, width, muted) : gap(0),
  ]);
}

function borderOf({ ready }: MapNode, { line: usual, warn }: Theme) {
  return { stroke: ready === false ? warn : usual, dashed: ready === null };
}

/** A node as a card; up to `most` of its own Pods are drawn and the rest is counted. */
export function nodeCard(node: MapNode, most: number, width: number, theme: Theme): Block {
  const inner = width - 2 * pad;
  const system = line(systemWords(node.system), inner, looks(theme).muted);
  const content = stack([about(node, inner, theme), ownPods(node.own, most, inner, theme), system], 10);
  return boxed(content, width, { pad, fill: theme.card, ...borderOf(node, theme) });
}
