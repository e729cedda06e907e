import type { PastedReading } from '../model/pasted.ts';
import { parseAddress } from '../network/ip/address.ts';
import { isObjectName, isWholeBlock } from './names.ts';
import { agentOf } from './table-readings.ts';

/** Whether a line begins what `kubectl describe` prints of an object. */
export function beginsDescription(line: string, next: string): boolean {
  return /^Name: {2,}\S/u.test(line) && /^[A-Z][A-Za-z -]{1,40}:(?: |$)/u.test(next);
}

// A line that begins far left is a field; a wrapped one goes on without a blank.
const isFieldOrInside = (line: string): boolean =>
  line === '' || /^[ \t]/u.test(line) || /^[A-Z][\w .()/-]{0,60}:(?:\s|$)/u.test(line);

const fieldOf = (lines: readonly string[], name: string): string | null => {
  const found = lines.find((line) => line.startsWith(`${name}:`));
  return found === undefined ? null : found.slice(name.length + 1).trim();
};

/** The lines inside of a field. */
function insideOf(lines: readonly string[], name: string): readonly string[] {
  const at = lines.findIndex((line) => line.startsWith(`${name}:`));
  if (at < 0) return [];
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => !/^[ \t]/u.test(line));
  return end < 0 ? rest : rest.slice(0, end);
}

const isAddress = (text: string): boolean => parseAddress(text) !== null;

function readNode(lines: readonly string[], name: string): PastedReading {
  const addresses = insideOf(lines, 'Addresses').flatMap((line) => {
    const [, address = ''] = /^\s+InternalIP: {1,10}(\S{1,60})$/u.exec(line) ?? [];
    return isAddress(address) ? [address] : [];
  });
  const ready = insideOf(lines, 'Conditions').flatMap(
    (line) => /^\s+Ready\s{1,20}(True|False|Unknown)\s/u.exec(line)?.[1] ?? [],
  );
  const block = fieldOf(lines, 'PodCIDR');
  const hasEnd = lines.some((line) => /^(?:System Info|Allocated resources|Non-terminated Pods|Events):/u.test(line));
  const node = {
    name,
    addresses,
    ready: ready[0] === undefined ? null : ready[0] === 'True',
    // The line PodCIDR stands behind the system's; where the text ends before it, its absence says nothing.
    blocks:
      block !== null && isWholeBlock(block)
        ? [block]
        : lines.some((line) => /^Non-terminated Pods:/u.test(line))
          ? []
          : null,
  };
  return { kind: 'nodes', nodes: [node], whole: hasEnd };
}

/** Why containers wait or ended now: what stands below `Last State:` is over. */
function reasonsOf(lines: readonly string[]): readonly string[] {
  let isNow = false;
  return lines.flatMap((line) => {
    const [, state] = /^\s+((?:Last )?State):/u.exec(line) ?? [];
    if (state !== undefined) isNow = state === 'State';
    return isNow ? (/^\s+Reason: {1,12}([A-Z][A-Za-z]{3,40})$/u.exec(line)?.[1] ?? []) : [];
  });
}

function readPod(lines: readonly string[], name: string): PastedReading {
  const status = fieldOf(lines, 'Status')?.split(' ', 1).join('') ?? '';
  const waiting = reasonsOf(lines);
  const ip = fieldOf(lines, 'IP') ?? '';
  const place = (fieldOf(lines, 'Node') ?? '').split('/', 1).join('');
  const pod = {
    namespace: fieldOf(lines, 'Namespace'),
    name,
    ip: isAddress(ip) ? ip : null,
    node: isObjectName(place) ? place : null,
    status:
      waiting.find((reason) => /BackOff$|^ErrImage|Error$/u.test(reason)) ??
      (/^[A-Z][A-Za-z]{2,30}$/u.test(status) ? status : ''),
  };
  return { kind: 'pods', agent: agentOf([pod], null), namespace: '*', pods: [pod], listsAll: false, whole: true };
}

/** What `kubectl describe` printed of one object. */
export function readDescription(lines: readonly string[]): PastedReading {
  if (!lines.every(isFieldOrInside)) return { kind: 'unread', why: 'wrapped', of: 'description' };
  const name = fieldOf(lines, 'Name') ?? '';
  const has = (field: string) => lines.some((line) => line.startsWith(`${field}:`));
  if (!isObjectName(name)) return { kind: 'unread', why: 'broken', of: 'description' };
  if (has('Roles') || has('PodCIDR') || has('System Info')) return readNode(lines, name);
  if (has('Node') && (has('IP') || has('Containers'))) return readPod(lines, name);
  if (has('Data') && has('BinaryData')) return { kind: 'configmap', name, whole: true };
  const of = has('Spec') && lines.some((line) => /^\s+PodSelector:/u.test(line)) ? 'NetworkPolicy' : 'object';
  return { kind: 'objects', of, count: 1, whole: true };
}
