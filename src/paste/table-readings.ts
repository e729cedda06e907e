import type { PastedAgent, PastedNode, PastedPod, PastedReading } from '../model/pasted.ts';
import type { PastedCommand } from './command-line.ts';
import { agentNamed } from './names.ts';
import type { PastedTable } from './table.ts';

type Row = (heading: string) => string | null;

const shown = (cell: string | null): string | null =>
  cell === null || cell === '<none>' || cell === '<unknown>' || cell === '' ? null : cell;

function rowsOf({ headings, rows }: PastedTable): readonly Row[] {
  return rows.map((cells) => (heading) => cells[headings.indexOf(heading)] ?? null);
}

function nodeOf(row: Row): PastedNode {
  const status = row('STATUS');
  return {
    name: row('NAME') ?? '',
    addresses: [row('INTERNAL-IP')].flatMap((each) => shown(each) ?? []),
    ready: status === null ? null : /^Ready(?:,|$)/u.test(status),
    blocks: null,
  };
}

function podOf(row: Row): PastedPod {
  return {
    namespace: row('NAMESPACE'),
    name: row('NAME') ?? '',
    ip: shown(row('IP')),
    node: shown(row('NODE')),
    status: row('STATUS') ?? '',
  };
}

/** Each Pod once, as it was last: `get -w` prints a row for each change. */
function lastOfEach(pods: readonly PastedPod[]): readonly PastedPod[] {
  return [...new Map(pods.map((pod) => [`${pod.namespace ?? ''}/${pod.name}`, pod])).values()];
}

/** The agents that a list of Pods is of: by the command, else by their names. */
export function agentOf(pods: readonly PastedPod[], command: PastedCommand | null): PastedAgent | null {
  return command?.agent ?? agentNamed(pods.map(({ name }) => name));
}

// What tells a kind by its headings; the first that fits.
const kinds: readonly (readonly [readonly string[], string])[] = [
  [['CLUSTER-IP'], 'Service'],
  [['POD-SELECTOR'], 'NetworkPolicy'],
  [['DESIRED'], 'DaemonSet'],
  [['UP-TO-DATE'], 'Deployment'],
  [['TYPE', 'DATA'], 'Secret'],
  [['DATA'], 'ConfigMap'],
  [['LAST SEEN'], 'event'],
];

/** What a table shows; null where its headings are of no kind that is known. */
export function tableReading(table: PastedTable, command: PastedCommand | null): PastedReading {
  const { headings, cut } = table;
  const has = (...wanted: readonly string[]) => wanted.every((each) => headings.includes(each));
  const whole = !cut;
  if (has('ROLES', 'VERSION')) return { kind: 'nodes', nodes: rowsOf(table).map(nodeOf), whole };
  if (has('READY', 'RESTARTS')) {
    const pods = lastOfEach(rowsOf(table).map(podOf));
    const namespace = has('NAMESPACE') ? '*' : (command?.namespace ?? null);
    return {
      kind: 'pods',
      agent: agentOf(pods, command),
      namespace,
      pods,
      listsAll: command?.listsAll ?? false,
      whole,
    };
  }
  const of = kinds.find(([wanted]) => has(...wanted))?.[1] ?? 'object';
  return { kind: 'objects', of, count: table.rows.length, whole };
}
