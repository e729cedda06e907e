import type { MapGroup, MapNode, MapPod, MapRange, NetworkMap } from '../model/picture.ts';
import {
  addressSpanWords,
  nodeGroupWords,
  nodeStatusWords,
  noPodWords,
  podRemark,
  systemPodWords,
} from './map-words.ts';
import { fitToLimit, formatCount, joinSentences, listFirst } from './words.ts';

function pod(each: MapPod): string {
  const remark = podRemark(each);
  return [each.name, ...each.ips, ...(remark === '' ? [] : [`(${remark})`])].join(' ');
}

function node({ name, addresses, blocks, own, system, ...status }: MapNode, most: number): string {
  const parts = [
    nodeStatusWords(status),
    addresses.length === 0 ? 'no address seen' : `node address ${addresses.join(' ')}`,
    ...(blocks.length > 0 ? [`Pods from ${listFirst(blocks, Math.max(1, most), (each) => each, ' ')}`] : []),
    own === null || own.pods.length === 0 ? noPodWords(own) : `your Pods: ${listFirst(own.pods, most, pod, ', ')}`,
    systemPodWords(system),
  ];
  return `${name}: ${parts.join(', ')}`;
}

function group(each: MapGroup): string {
  return `${each.label}: ${nodeGroupWords(each)}, ${addressSpanWords(each)}`;
}

function range({ label, blocks, how }: MapRange, most: number): string {
  return `${label}: ${[...(blocks.length > 0 ? [listFirst(blocks, Math.max(1, most), (each) => each, ', ')] : []), how].join(', ')}`;
}

function titled(title: string, words: string): string {
  return words === '' ? '' : `${title}: ${words}`;
}

function say(map: NetworkMap, most: number): string {
  const { model, dataplane, policyEngine, nodes, groups, waiting, notes, unseen } = map;
  const grouped = groups.reduce((sum, each) => sum + each.nodes, 0);
  return joinSentences(
    `Map of the network of ${map.namespace}`,
    `Model: ${model.says}`,
    titled('Still possible', model.candidates.join(', ')),
    `Data plane: ${dataplane}, NetworkPolicies: ${policyEngine}`,
    listFirst(notes, most, (note) => note),
    ...map.ranges.map((each) => range(each, most)),
    map.counted,
    listFirst(nodes, most, (each) => node(each, most)),
    titled('Your Pods that no node is named for', listFirst(waiting, most, pod)),
    titled(`${formatCount(grouped, 'node')} by pool`, listFirst(groups, most, group)),
    titled(
      'Not seen',
      listFirst(unseen, most, ({ what, because }) => `${what}: ${because}`),
    ),
    map.read,
  );
}

/** The description of a map in at most `limit` characters, every name in full. */
export function mapAlt(map: NetworkMap, limit: number): string {
  return fitToLimit(limit, (most) => say(map, most));
}
