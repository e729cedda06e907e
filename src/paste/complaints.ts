import type { PastedComplaint, PastedReading } from '../model/pasted.ts';

const sandboxReason =
  '(?:(?:^|[ \\t]{2}|Warning[ \\t]{1,9})FailedCreatePodSandBox(?=[ \\t]{2}|:)|Failed to create pod sandbox: )';
const cni =
  '(?:\\bcni\\b|plugin type=|azure-vnet|failed to assign an IP|failed to set ?up (?:sandbox|pod) .{0,80}network)';

// What Azure, the scheduler and the CNI write, wherever it stands in a line: an event, a description, a message. The groups
// are the figures in it.
const patterns: readonly (readonly [RegExp, PastedComplaint])[] = [
  [/Pre-allocated IPs (\d{1,9}) exceeds IPs available (\d{1,9}) in Subnet Cidr/u, 'subnet-full'],
  [/(?:^|[("]|code"?: ?"?)InsufficientSubnetSize\b/iu, 'subnet-small'],
  [/\b\d{1,5}\/(\d{1,5}) nodes are available: (?:[^.]{0,300}, )?(\d{1,5}) Too many pods/u, 'too-many-pods'],
  [
    /failed to allocate for range \d{1,3}:|no IP addresses available in range set:|(?:^|: ?|")No available IPs\b(?!\?)/u,
    'no-addresses',
  ],
  // A reason stands in a column, or before or behind a colon: a word inside of a sentence is somebody's who asks for it.
  [/(?:^|[ \t]{2}|Warning[ \t]{1,9}|[:="(] ?)IPsExhausted(?=[ \t]{2}|[:,")]|$)/u, 'no-addresses'],
  [/(?:^|: ?|:"|message[:=] ?"?)(?:cni plugin not initialized|cni config uninitialized)/u, 'cni-missing'],
  [new RegExp(`${sandboxReason}.{0,1000}${cni}`, 'iu'), 'sandbox-cni'],
  [new RegExp(sandboxReason, 'u'), 'sandbox'],
  // To its full stop: what was wrapped may go on with the reason that matters.
  [/(?:^|\bFailedScheduling\b.{0,300})\d{1,5}\/\d{1,5} nodes are available: [^.]{3,300}\./u, 'unschedulable'],
];

/** What a line complains of; null for nothing that is known. */
function complaintIn(line: string): PastedReading | null {
  for (const [pattern, about] of patterns) {
    const found = pattern.exec(line);
    if (found) return { kind: 'complaint', about, figures: found.slice(1).filter((each) => each !== undefined) };
  }
  return null;
}

/** What lines complain of, each once; a line is read as far as a message goes. */
export function readComplaints(lines: readonly string[]): readonly PastedReading[] {
  const found = lines.map((line) => complaintIn(line.slice(0, 1500))).filter((each) => each !== null);
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}
