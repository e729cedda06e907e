import type { MapGroup, MapNode, MapPod, MapRange, NetworkMap } from '../model/picture.ts';
import { groupWords, noPodWords, podRemark, spanWords, statusWords, systemWords } from './map-words.ts';
import { count, listed, sentences, told } from './words.ts';

function pod(each: MapPod): string {
  const remark = podRemark(each);
  return [each.name, ...each.ips, ...(remark === '' ? [] : [`(${remark})`])].join(' ');
}

function node({ name, addresses, blocks, own, system, ...status }: MapNode, most: number): string {
  const parts = [
    statusWords(status),
    addresses.length === 0 ? 'no address seen' : `node address ${addresses.join(' ')}`,
    ...(blocks.length > 0 ? [`Pods from ${listed(blocks, Math.max(1, most), (each) => each, ' ')}`] : []),
    own === null || own.pods.length === 0 ? noPodWords(own) : `your Pods: ${listed(own.pods, most, pod, ', ')}`,
    systemWords(system),
  ];
  return `${name}: ${parts.join(', ')}`;
}

function group(each: MapGroup): string {
  return `${each.label}: ${groupWords(each)}, ${spanWords(each)}`;
}

function range({ label, blocks, how }: MapRange, most: number): string {
  return `${label}: ${[...(blocks.length > 0 ? [listed(blocks, Math.max(1, most), (each) => each, ', ')] : []), how].join(', ')}`;
}

function titled(title: string, words: string): string {
  return words === '' ? '' : `${title}: ${words}`;
}

function say(map: NetworkMap, most: number): string {
  const { model, dataplane, policyEngine, nodes, groups, waiting, notes, unseen } = map;
  const grouped = groups.reduce((sum, each) => sum + each.nodes, 0);
  return sentences(
    `Map of the network of ${map.namespace}`,
    `Model: ${model.says}`,
    titled('Still possible', model.candidates.join(', ')),
    `Data plane: ${dataplane}, NetworkPolicies: ${policyEngine}`,
    listed(notes, most, (note) => note),
    ...map.ranges.map((each) => range(each, most)),
    map.counted,
    listed(nodes, most, (each) => node(each, most)),
    titled('Your Pods that no node is named for', listed(waiting, most, pod)),
    titled(`${count(grouped, 'node')} by pool`, listed(groups, most, group)),
    titled(
      'Not seen',
      listed(unseen, most, ({ what, because }) => `${what}: ${because}`),
    ),
    map.read,
  );
}

/** The map in words, with every name in full, for those who do not see it. */
export function mapAlt(map: NetworkMap, limit: number): string {
  return told(limit, (most) => say(map, most));
}
