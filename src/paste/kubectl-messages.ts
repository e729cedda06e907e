import type { ConnectionFault, PastedReading, ServerRefusal } from '../model/pasted.ts';
import { type PastedCommand, pluralOf } from './command-line.ts';
import { isObjectName } from './names.ts';

const reasons: readonly ServerRefusal[] = ['NotFound', 'Forbidden', 'Unauthorized'];

const named = (text: string | undefined): string | null => (text !== undefined && isObjectName(text) ? text : null);

/** `Error from server (REASON): …`, and what it is about as far as the message says so. */
function readServerError(line: string, command: PastedCommand | null): PastedReading | null {
  const [, said = '', rest = ''] = /^Error from server(?: \((\w{1,40})\))?:? ?(.{0,1500})/u.exec(line) ?? [];
  if (said === '') return null;
  // People who type it after kubectl leave the quotes out.
  const [, kind, name] = /^([a-z0-9.]{1,100}) (?:"([^"]{1,253})"|[a-z0-9.-]{1,253} not found)/u.exec(rest) ?? [];
  const [, bare] = /^[a-z0-9.]{1,100} ([a-z0-9.-]{1,253}) not found/u.exec(rest) ?? [];
  const [, plural] = /^([a-z0-9.]{1,100}) is forbidden/u.exec(rest) ?? [];
  const [, verb, resource] = /cannot ([a-z]{1,20}) resource "([a-z0-9./]{1,100})"/u.exec(rest) ?? [];
  const [, namespace] = /in the namespace "([^"]{1,63})"/u.exec(rest) ?? [];
  const isNamespaced = said === 'NotFound' && command !== null && command.resource === 'configmaps';
  const about = resource ?? kind ?? plural;
  return {
    kind: 'refusal',
    reason: reasons.find((reason) => reason === said) ?? 'other',
    resource: about === undefined ? null : pluralOf(about),
    name: named(name ?? bare),
    verb: verb ?? null,
    // kubectl asks in the namespace `default` where none is named.
    namespace: named(namespace) ?? (isNamespaced ? (command?.namespace ?? 'default') : null),
  };
}

const loggedOut = {
  kind: 'refusal',
  reason: 'Unauthorized',
  resource: null,
  name: null,
  verb: null,
  namespace: null,
} as const;

const connectionFaults: readonly (readonly [RegExp, ConnectionFault])[] = [
  // First: the name of the host, which stands before it, may hold any word.
  [/no such host|server misbehaving|name resolution|could not resolve/iu, 'name'],
  [/(?<!\S)(?:x509:|tls:|certificate(?=\s))/iu, 'certificate'],
  [/connection refused|was refused|actively refused/iu, 'refused'],
  [/no route to host|network is unreachable/iu, 'no-route'],
  [/timeout|timed out|deadline exceeded/iu, 'timeout'],
];

/** Why no connection came about, by what Go's programs and curl say. */
export function connectionFaultIn(text: string): ConnectionFault {
  return connectionFaults.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}

function readUnreachable(line: string): PastedReading | null {
  const at = /^(?:Unable to connect to the server: |The connection to the server \S{1,300} was refused)/u.exec(line);
  return at === null ? null : { kind: 'unreachable', fault: connectionFaultIn(line.slice(0, 1500)) };
}

function readNothingFound(line: string, command: PastedCommand | null): PastedReading | null {
  const [found, namespace] = /^No resources found(?: in ([a-z0-9-]{1,63}) namespace)?\.?$/u.exec(line) ?? [];
  if (found === undefined) return null;
  const resource = command === null || command.resource === '' ? null : command.resource;
  return {
    kind: 'none',
    agent: command?.agent ?? null,
    resource,
    namespace: namespace ?? command?.namespace ?? null,
    listsAll: command?.listsAll ?? false,
  };
}

function readMissingKind(line: string): PastedReading | null {
  const [, resource] = /^error: the server doesn't have a resource type "([a-z0-9.]{1,100})"/iu.exec(line) ?? [];
  return resource === undefined ? null : { kind: 'no-such-kind', resource: pluralOf(resource) };
}

const isLoggedOut = (line: string) => /^error: You must be logged in to the server/iu.test(line);

/** A message of kubectl at the beginning of a line; null for anything else. */
export function readKubectlMessage(line: string, command: PastedCommand | null): PastedReading | null {
  return (
    readServerError(line, command) ??
    readUnreachable(line) ??
    readNothingFound(line, command) ??
    readMissingKind(line) ??
    (isLoggedOut(line) ? loggedOut : null)
  );
}

/** Whether a terminal may have wrapped a message, so that what tells more of it stands on the next line. */
export function isUnfinishedMessage(line: string, found: PastedReading): boolean {
  if (found.kind === 'connection' || found.kind === 'unreachable') return /^(?:curl|Unable)/u.test(line);
  return found.kind === 'refusal' && found.name === null && found.verb === null && !line.endsWith('.');
}
