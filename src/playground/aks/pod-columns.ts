import { fieldAt, listAt, type TableColumn } from './table-column.ts';

// The columns and their priorities are those of kube-apiserver (pkg/printers/internalversion/printers.go, printPod).

const none = '<none>';
const containers = (pod: unknown) => listAt(pod, 'status', 'containerStatuses');

function readyContainers(pod: unknown): string {
  const ready = containers(pod).filter((each) => fieldAt(each, 'ready') === true).length;
  return `${ready}/${listAt(pod, 'spec', 'containers').length}`;
}

function restarts(pod: unknown): string {
  const counts = containers(pod).map((each) => fieldAt(each, 'restartCount'));
  return String(counts.reduce<number>((sum, each) => sum + (typeof each === 'number' ? each : 0), 0));
}

/** What holds a container up or ended it, the first one's before the others'. */
function reasonOf(pod: unknown): unknown {
  const reasons = containers(pod).map(
    (each) => fieldAt(each, 'state', 'waiting', 'reason') ?? fieldAt(each, 'state', 'terminated', 'reason'),
  );
  return reasons.find((each) => typeof each === 'string' && each !== '');
}

function status(pod: unknown): unknown {
  if (fieldAt(pod, 'metadata', 'deletionTimestamp') !== undefined) return 'Terminating';
  return reasonOf(pod) ?? fieldAt(pod, 'status', 'reason') ?? fieldAt(pod, 'status', 'phase') ?? '';
}

function readinessGates(pod: unknown): string {
  const gates = listAt(pod, 'spec', 'readinessGates');
  if (gates.length === 0) return none;
  const conditions = listAt(pod, 'status', 'conditions');
  const isMet = (gate: unknown) =>
    conditions.some(
      (each) => fieldAt(each, 'type') === fieldAt(gate, 'conditionType') && fieldAt(each, 'status') === 'True',
    );
  return `${gates.filter(isMet).length}/${gates.length}`;
}

/** Between a Pod's name and its age. */
export const podColumns: readonly TableColumn[] = [
  { name: 'Ready', description: 'Containers that are ready, and all', priority: 0, cell: readyContainers },
  { name: 'Status', description: 'What the containers of the Pod do', priority: 0, cell: status },
  { name: 'Restarts', description: 'How often its containers started anew', priority: 0, cell: restarts },
];

/** Behind its age: what `-o wide` shows. */
export const widePodColumns: readonly TableColumn[] = [
  { name: 'IP', description: 'Its first address', priority: 1, cell: (pod) => fieldAt(pod, 'status', 'podIP') ?? none },
  { name: 'Node', description: 'Where it runs', priority: 1, cell: (pod) => fieldAt(pod, 'spec', 'nodeName') ?? none },
  {
    name: 'Nominated Node',
    description: 'Where it will run once room is made',
    priority: 1,
    cell: (pod) => fieldAt(pod, 'status', 'nominatedNodeName') ?? none,
  },
  { name: 'Readiness Gates', description: 'Conditions that are met, and all', priority: 1, cell: readinessGates },
];
