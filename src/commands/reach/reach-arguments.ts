import type { Lab } from '../../model/lab.ts';
import type { Person } from '../../model/person.ts';
import type { ReachQuery } from '../../model/reach.ts';
import { Trouble } from '../../model/trouble.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import { parsePort, parseProtocol } from './evaluate.ts';

/** What was typed after `reach`: names as they were written, `dns` in small letters. */
export type ReachArguments = Pick<ReachQuery, 'from' | 'to' | 'port' | 'protocol'>;

/** The namespace that a question is about. @throws Trouble `not-yours`, `bad-namespace` or `no-namespace` */
export function scopeOfQuestion({ from }: ReachArguments, by: Person, lab: Pick<Lab, 'namespacePattern'>): string {
  return scopeOf(by, from.includes('/') ? from.split('/', 1)[0] : undefined, lab);
}

function refuse(what: string): Trouble {
  return new Trouble('bad-input', { what });
}

const fillers = new Set(['to', 'from', 'port', 'on', '->', '→', '>']);

/** Whether each word that leads to the next one stands there, as a form writes it: what follows it is a name, whatever it is. */
function areNamed(words: readonly string[]): boolean {
  const [from, , to, , port] = words.map((word) => word.toLowerCase());
  return from === 'from' && to === 'to' && port === 'port' && words.length > 5;
}

/** The words without those that only lead to the next one. */
function withoutFillers(words: readonly string[]): readonly string[] {
  if (areNamed(words)) return words.filter((_, at) => at > 4 || at % 2 === 1);
  return words.filter((word) => !fillers.has(word.toLowerCase()));
}

/** Reads `POD DEST PORT [PROTOCOL]`; `dns` means UDP port 53 where none is named. @throws Trouble `bad-input` */
export function parseReachArguments(words: readonly string[]): ReachArguments {
  const [from, to, port, protocol, ...more] = withoutFillers(words);
  if (from === undefined || to === undefined || more.length > 0)
    throw refuse('from which Pod to what, and which port? For example: reach web 10.0.0.4 443, or: reach web dns');
  const dns = to.toLowerCase() === 'dns';
  if (port === undefined && !dns) throw refuse('which port? For example: reach web api 8080');
  return {
    from,
    to: dns ? 'dns' : to,
    port: port === undefined ? 53 : parsePort(port.toLowerCase()),
    protocol: parseProtocol(protocol ?? (dns ? 'udp' : 'tcp')),
  };
}

/** The word at the end that asks for the form of a policy to try. */
export const trialWord = 'with';

/** Whether the words ask for the form in which a policy is written. */
export function asksForTrial(words: readonly string[]): boolean {
  const isPort = areNamed(words) && words.length === 6;
  return words.length > 1 && words.at(-1)?.toLowerCase() === trialWord && !isPort;
}
