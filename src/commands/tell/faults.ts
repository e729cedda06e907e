import type { UnreadPart } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { LabFault } from '../../model/lab-fault.ts';

const hourMs = 60 * 60_000;
/** A permission or a broken node stays as it is until somebody mends it. */
const lastingQuietMs = 24 * hourMs;
/** An outage comes and goes. */
const outageQuietMs = hourMs;

/**
 * The faults behind what was not read, the same for every student whom they hit: where netlab lacks something beyond the
 * student's own namespace, that is the cause.
 */
function unreadFaults(unread: readonly UnreadPart[], namespace: string): readonly LabFault[] {
  const forbidden = unread.filter(({ outcome }) => outcome === 'forbidden').map(({ name }) => name);
  const wide = forbidden.filter((name) => !name.split(' ').includes(namespace));
  const lacking = (wide.length > 0 ? wide : forbidden).map((name) => ({ id: `no ${name}`, quietMs: lastingQuietMs }));
  const failed = unread.some(({ outcome }) => outcome === 'failed');
  return [...lacking, ...(failed ? [{ id: 'no usable answer', quietMs: outageQuietMs }] : [])];
}

/** Whether others have to move a finding forward. */
export function isForOthers({ status, owner, task }: Finding): boolean {
  const open = status === 'fail' || status === 'not-measurable';
  return task !== null && open && (owner === 'lab' || owner === 'instructor');
}

/** The lab's faults in a look, each by an id that is the same for everybody whom it hits. */
export function labFaultsOf(
  unread: readonly UnreadPart[],
  findings: readonly Finding[],
  namespace: string,
): readonly LabFault[] {
  const own = findings
    .filter(isForOthers)
    // What is said of a student's own Pods is theirs; what is said of nodes is everybody's.
    .map(({ id, status }) => (id === 'pods-outside-node-range' ? `${status} ${id} ${namespace}` : `${status} ${id}`));
  return [...unreadFaults(unread, namespace), ...own.map((id) => ({ id, quietMs: lastingQuietMs }))];
}
