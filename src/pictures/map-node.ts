import type { MapNode, MapPod } from '../model/picture.ts';
import { type Block, boxed, gap, line, paragraph, stack } from './layout.ts';
import { noPodWords, podRemark, statusWords, systemWords } from './map-words.ts';
import { looks } from './page.ts';
import { addressLines } from './signs.ts';
import type { Theme } from './theme.ts';
import { digits } from './words.ts';

const pad = 16;

/** A Pod of the student's own: a thick border, and its name in bold. */
export function podBox(pod: MapPod, width: number, theme: Theme): Block {
  const { strong, text, muted } = looks(theme);
  const inner = width - 2 * 12;
  const remark = podRemark(pod);
  const content = stack([
    line(pod.name, inner, strong),
    addressLines(pod.ips.slice(0, 2), pod.hostNetwork ? 'node' : 'pod', inner, text, theme),
    remark === '' ? gap(0) : line(remark, inner, muted),
  ]);
  return boxed(content, width, { pad: 12, fill: theme.background, stroke: theme.own, strong: true });
}

function ownPods(own: MapNode['own'], most: number, width: number, theme: Theme): Block {
  const { strong, muted } = looks(theme);
  if (own === null || own.length === 0) return line(noPodWords(own), width, muted);
  const more = own.length - most;
  return stack(
    [
      line('Your Pods', width, { ...strong, fill: theme.own }),
      ...own.slice(0, most).map((pod) => podBox(pod, width, theme)),
      more > 0 ? line(`… and ${digits(more)} more of yours here`, width, muted) : gap(0),
    ],
    8,
  );
}

function about(node: MapNode, width: number, theme: Theme): Block {
  const { strong, text, muted, warn } = looks(theme);
  const blocks = node.blocks.slice(0, 2).map((block) => `Pods from ${block}`);
  return stack([
    line(node.name, width, strong),
    line(statusWords(node), width, node.ready === false ? warn : muted),
    node.addresses.length === 0
      ? line('no address seen', width, muted)
      : addressLines(node.addresses.slice(0, 2), 'node', width, text, theme),
    addressLines(blocks, 'pod', width, text, theme),
  ]);
}

function borderOf({ ready }: MapNode, { line: usual, warn }: Theme) {
  return { stroke: ready === false ? warn : usual, dashed: ready === null };
}

/** A node as a card; up to `most` of its own Pods are drawn and the rest is counted. */
export function nodeCard(node: MapNode, most: number, width: number, theme: Theme): Block {
  const inner = width - 2 * pad;
  const system = paragraph(systemWords(node.system), inner, looks(theme).muted, 2);
  const content = stack([about(node, inner, theme), ownPods(node.own, most, inner, theme), system], 10);
  return boxed(content, width, { pad, fill: theme.card, ...borderOf(node, theme) });
}
