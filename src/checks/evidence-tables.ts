import type { EvidenceTable } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import { commandInNamespace } from '../model/lesson.ts';
import type { DaemonSet, Pod, Snapshot } from '../model/snapshot.ts';
import { agentPods, ciliumNamespaceOf, daemonSetNamed } from '../network/facts/cilium.ts';
import { ciliumBlocksByNode } from '../network/facts/cilium-ipam.ts';
import { nodesOf } from '../network/facts/nodes.ts';
import { objectsOf } from '../network/facts/objects.ts';
import { configsByNode } from '../network/facts/ranges.ts';
import { evidenceCommands } from './evidence-commands.ts';

type Rows = readonly (readonly string[])[];

const notRead = '(not read)';

function readiness(ready: boolean | null): string {
  if (ready === null) return notRead;
  return ready ? 'ready' : 'not ready';
}

const podRows = (pods: readonly Pod[]): Rows =>
  pods.map(({ name, nodeName, ready }) => [name, nodeName ?? '?', readiness(ready)]);

const setRows = (sets: readonly DaemonSet[]): Rows =>
  sets.map(({ name, desired, ready }) => [name, String(desired ?? 'not read'), String(ready ?? 'not read')]);

function nodeTable({ reads }: Snapshot): Omit<EvidenceTable, 'command'> {
  const rows = nodesOf(reads).map(({ name, internalIPs, internalIPsWhole, ready }) => [
    name,
    internalIPs.join(' ') || (internalIPsWhole ? '(no INTERNAL-IP)' : notRead),
    readiness(ready),
  ]);
  return { columns: ['NODE', 'INTERNAL-IP', 'READY'], rows };
}

function ownPodTable({ reads }: Snapshot): Omit<EvidenceTable, 'command'> {
  const rows = objectsOf(reads.pods).map(({ name, ips, nodeName, hostIPs, phase, hostNetwork }) => [
    name,
    ips.join(' ') || '-',
    nodeName ?? '?',
    hostIPs[0] ?? '?',
    hostNetwork ? `${phase}, hostNetwork` : phase,
  ]);
  return { columns: ['POD', 'IP', 'NODE', 'IP OF THE NODE', 'STATUS'], rows };
}

/** Each key of an annotation, and on how many nodes it stands. */
function annotationTable({ reads }: Snapshot): Omit<EvidenceTable, 'command'> {
  const keys = nodesOf(reads).flatMap(({ annotationKeys }) => annotationKeys);
  const counts = [...Map.groupBy(keys, (key) => key)].map(([key, all]) => [key, String(all.length)]);
  return { columns: ['KEYS', 'NODES'], rows: counts.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)) };
}

function nodeBlockTable({ reads }: Snapshot): Omit<EvidenceTable, 'command'> {
  const rows = nodesOf(reads).map(({ name, podCIDRs }) => [
    name,
    podCIDRs === null ? notRead : podCIDRs.join(' ') || '(empty)',
  ]);
  return { columns: ['NODE', 'POD CIDR'], rows };
}

function configTable({ reads }: Snapshot): Omit<EvidenceTable, 'command'> {
  const rows = [...configsByNode(reads).values()].flatMap(({ node, containers }) =>
    containers.length === 0
      ? [[node, '(nothing allocated)', '']]
      : containers.map(({ primary, type }) => [node, primary ?? '(none)', type ?? '']),
  );
  return { columns: ['NODE', 'CIDR', 'TYPE'], rows };
}

function ciliumNodeTable({ reads }: Snapshot): Omit<EvidenceTable, 'command'> {
  const rows = [...ciliumBlocksByNode(reads)].map(([node, blocks]) => [
    node,
    blocks.map(({ text }) => text).join(' ') || '(none)',
  ]);
  return { columns: ['NODE', 'POD CIDR'], rows };
}

const agentColumns = ['POD', 'NODE', 'READY'];
const setColumns = ['DAEMONSET', 'DESIRED', 'READY'];

/** What each command of the evidence shows, all of it, however long. */
function allTables(snapshot: Snapshot): readonly EvidenceTable[] {
  const { reads, namespace } = snapshot;
  const cilium = ciliumNamespaceOf(reads);
  const set = daemonSetNamed(reads.daemonSets, 'cilium');
  const { nodes, ownPods, ciliumPods, ciliumSet, proxyPods, daemonSets, annotations, podCidrs, configs, ciliumNodes } =
    evidenceCommands;
  const agents = (name: string) => ({ columns: agentColumns, rows: podRows(agentPods(reads, name)) });
  return [
    { command: nodes, ...nodeTable(snapshot) },
    { command: commandInNamespace(ownPods, namespace), ...ownPodTable(snapshot) },
    { command: ciliumPods(cilium), ...agents('cilium') },
    { command: ciliumSet(set?.namespace ?? cilium), columns: setColumns, rows: setRows(set ? [set] : []) },
    { command: proxyPods, ...agents('kube-proxy') },
    { command: daemonSets, columns: setColumns, rows: setRows(objectsOf(reads.daemonSets)) },
    { command: annotations, ...annotationTable(snapshot) },
    { command: podCidrs, ...nodeBlockTable(snapshot) },
    { command: configs, ...configTable(snapshot) },
    { command: ciliumNodes, ...ciliumNodeTable(snapshot) },
  ];
}

/** What the commands of these findings' evidence show as tables; none for one that shows nothing, or no table. */
export function evidenceTablesOf(snapshot: Snapshot, findings: readonly Finding[]): readonly EvidenceTable[] {
  const used = new Set(findings.flatMap(({ evidence }) => evidence.map(({ command }) => command)));
  return allTables(snapshot).filter(({ command, rows }) => used.has(command) && rows.length > 0);
}
