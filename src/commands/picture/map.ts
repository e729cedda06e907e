import { dataplaneNames, modelNames, policyNames } from '../../model/display-names.ts';
import type { ClusterNetwork } from '../../model/network.ts';
import type { NetworkMap, UnreadList } from '../../model/picture.ts';
import type { ReadName, Reads, Snapshot } from '../../model/snapshot.ts';
import { formatMinute } from '../../model/time.ts';
import { countNoun } from '../../network/phrases.ts';
import { mapNodes, mapPod } from './map-nodes.ts';
import { mapRanges } from './map-ranges.ts';

// What a map is drawn from; without one of these something is missing on it.
const listNames: Partial<{ readonly [R in ReadName]: string }> = {
  nodes: 'Nodes',
  pods: 'Your Pods',
  systemPods: 'Pods of kube-system',
  nodeNetworkConfigs: 'NodeNetworkConfigs, which name Pod ranges',
  daemonSets: 'DaemonSets of kube-system, which tell the data plane',
  masquerade: 'Masquerade settings, which may name a block around the nodes',
};

function isWanted(name: string): name is keyof typeof listNames {
  return Object.hasOwn(listNames, name);
}

// That these do not exist in the cluster is an answer.
const optional: readonly string[] = ['nodeNetworkConfigs', 'masquerade'];

/** Reads without an answer. */
function unseenOf(reads: Reads): readonly UnreadList[] {
  return Object.keys(listNames)
    .filter(isWanted)
    .flatMap((name) => {
      const read = reads[name];
      const answered = read.outcome === 'ok' || (read.outcome === 'not-found' && optional.includes(name));
      return answered ? [] : [{ what: listNames[name] ?? name, because: read.because }];
    });
}

function ownNotes({ reads, namespace }: Snapshot): readonly string[] {
  if (reads.ownNamespace.outcome === 'not-found') return [`There is no namespace ${namespace} on this cluster.`];
  if (reads.pods.outcome !== 'ok') return [];
  const whole = reads.pods.absence === 'proven';
  const partial = 'The list of your Pods may not be whole: there may be others than those that are drawn.';
  if (reads.pods.data.length > 0) return whole ? [] : [partial];
  return whole ? [`No Pod of yours is in ${namespace} yet.`] : [`No Pod of yours was seen. ${partial}`];
}

function nodesNote({ nodes }: Reads): readonly string[] {
  const whole = nodes.outcome !== 'ok' || nodes.absence === 'proven';
  return whole ? [] : ['The list of nodes may not be whole: there may be others than those that are counted.'];
}

function describeCount({ nodes }: Reads, total: number, shown: number): string {
  if (total === 0) return nodes.outcome === 'ok' ? 'No node was seen' : 'Nodes: not seen';
  if (nodes.outcome !== 'ok') return `${countNoun(total, 'node')} that your Pods name; nodes themselves were not seen`;
  return shown === total
    ? countNoun(total, 'node')
    : `${shown} of ${new Intl.NumberFormat('en-US').format(total)} nodes`;
}

const sources = { cluster: 'the cluster', dump: 'the dump', snapshot: 'the snapshot' } as const;

function readWords({ readAt, source }: Snapshot): string {
  return `Read ${formatMinute(readAt)} from ${sources[source.kind]} ${source.name}`;
}

/** The facts of a map: what was seen of a student's network, and what was not. */
export function networkMapOf(snapshot: Snapshot, network: ClusterNetwork): NetworkMap {
  const { reads, namespace } = snapshot;
  const { total, nodes, groups } = mapNodes(reads);
  const waiting = reads.pods.outcome === 'ok' ? reads.pods.data.filter(({ nodeName }) => nodeName === null) : [];
  // A missing permission stands among what was not seen.
  const conflicts = network.conflicts.filter(({ id }) => !id.startsWith('no-permission-'));
  return {
    kind: 'map',
    namespace,
    read: readWords(snapshot),
    model: {
      says: modelNames[network.model],
      candidates: network.candidates.map((each) => modelNames[each]),
    },
    dataplane: dataplaneNames[network.dataplane],
    policyEngine: policyNames[network.policyEngine],
    ranges: mapRanges(reads, network),
    counted: describeCount(reads, total, nodes.length),
    nodes,
    groups,
    waiting: waiting.map(mapPod),
    notes: [...ownNotes(snapshot), ...nodesNote(reads), ...conflicts.map(({ says }) => says)],
    unseen: unseenOf(reads),
  };
}

/** A map without the time of its reading, which then stands beside it: the same network is the same picture. */
export function withoutReadTime(map: NetworkMap): NetworkMap {
  return { ...map, read: map.read.replace(/^Read \S+ \S+ UTC from /u, 'Read from ') };
}
