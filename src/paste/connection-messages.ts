import type { ConnectionFault, PastedReading } from '../model/pasted.ts';

type ToolMessage = { readonly tool: string; readonly pattern: RegExp; readonly fault: ConnectionFault };

// Each stands at the beginning of a line; `anywhere` may also stand inside of what somebody writes.
const atStart: readonly ToolMessage[] = [
  { tool: 'wget', pattern: /^wget: download timed out/u, fault: 'timeout' },
  { tool: 'wget', pattern: /^wget: bad address/u, fault: 'name' },
  { tool: 'wget', pattern: /^wget: can't connect to remote host.{0,80}: Connection refused/u, fault: 'refused' },
  { tool: 'wget', pattern: /^wget: can't connect to remote host.{0,80}: (?:No route|Network)/u, fault: 'no-route' },
  { tool: 'wget', pattern: /^wget: unable to resolve host address/u, fault: 'name' },
  { tool: 'wget', pattern: /^Connecting to \S{1,300}\.{3} failed: Connection timed out/u, fault: 'timeout' },
  { tool: 'wget', pattern: /^Connecting to \S{1,300}\.{3} failed: Connection refused/u, fault: 'refused' },
  { tool: 'ping', pattern: /^ping: (?:bad address|unknown host)/u, fault: 'name' },
  { tool: 'ping', pattern: /^ping: \S{1,253}: (?:Name or service|Temporary failure|No address)/u, fault: 'name' },
  {
    tool: 'ping',
    pattern: /^\d{1,6} packets transmitted, 0 (?:packets )?received,.{0,40} 100(?:\.0)?% packet loss/u,
    fault: 'timeout',
  },
  { tool: 'nslookup', pattern: /^;; connection timed out; no servers could be reached/u, fault: 'name-timeout' },
  { tool: 'nslookup', pattern: /^;; communications error to \S{1,80}: timed out/u, fault: 'name-timeout' },
  { tool: 'nslookup', pattern: /^\*{2,3} \S{1,80} can't find .{1,260}: NXDOMAIN/u, fault: 'no-such-name' },
  { tool: 'nslookup', pattern: /^\*{2,3} \S{1,80} can't find .{1,260}/u, fault: 'name' },
  { tool: 'nslookup', pattern: /^nslookup: (?:can't resolve|write to .{1,60}: )/u, fault: 'name' },
  { tool: 'dig', pattern: /^;; ->>HEADER<<-.{0,60}status: NXDOMAIN/u, fault: 'no-such-name' },
  { tool: 'nc', pattern: /^nc: (?:getaddrinfo|bad address)/u, fault: 'name' },
  { tool: 'nc', pattern: /^(?:nc: .{1,200}|Ncat: )(?:timed out|Connection timed out|TIMEOUT)/iu, fault: 'timeout' },
  { tool: 'nc', pattern: /^(?:nc: .{1,200}|\(UNKNOWN\) .{1,200}|Ncat: )Connection refused/u, fault: 'refused' },
];

/** What curl's exit codes say of a connection, with the words behind them: the first that fits. */
const curlFaults: readonly (readonly [string, RegExp, ConnectionFault])[] = [
  ['6', /^/u, 'name'],
  // Any connection that failed; newer versions do not say how.
  ['7', /could(?:n't| not) connect to server/iu, 'other'],
  ['7', /timed out|timeout/iu, 'timeout'],
  ['7', /no route|unreachable/iu, 'no-route'],
  ['7', /refused/iu, 'refused'],
  ['7', /^/u, 'other'],
  // Also a name that was not answered in time, and an answer that stopped. Cut off before it says what, it is neither.
  ['28', /resolv/iu, 'name-timeout'],
  ['28', /with [1-9]\d{0,15} (?:out of \S{1,20} )?bytes received/iu, 'broken-off'],
  ['28', /with 0 (?:out of \S{1,20} )?bytes/iu, 'timeout'],
  ['28', /connect|timeout was reached/iu, 'timeout'],
  // The handshake of TLS, which also a firewall breaks off.
  ['35', /certificate|verify/iu, 'certificate'],
  ['35', /^./u, 'broken-off'],
  ['60', /^/u, 'certificate'],
];

function readCurl(text: string): PastedReading | null {
  const [, code = '', says = ''] = /^curl: \((\d{1,2})\) (.{0,300})/u.exec(text) ?? [];
  const fault = curlFaults.find(([number, words]) => number === code && words.test(says))?.[2];
  return fault === undefined ? null : { kind: 'connection', tool: 'curl', fault };
}

/** A message of a program that tried to connect, at the beginning of a line; null for anything else. */
export function readConnectionMessage(line: string): PastedReading | null {
  const found = atStart.find(({ pattern }) => pattern.test(line));
  return found ? { kind: 'connection', tool: found.tool, fault: found.fault } : readCurl(line);
}

const quoted =
  /(?<=\s|["'(`:])(?:curl: \((?:28|7|6)\) (?:Connection|Failed|Could|Operation|Resolving|SSL)|wget: download timed out|;; connection timed out; no servers)/u;

/** A message with its own words inside of a line that somebody wrote: `I get curl: (28) Connection timed out`. */
export function readQuotedMessage(line: string): PastedReading | null {
  const at = quoted.exec(line.slice(0, 1000))?.index;
  return at === undefined ? null : readConnectionMessage(line.slice(at, at + 400));
}
