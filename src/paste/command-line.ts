import { findOwnValue } from '../model/own-value.ts';
import type { PastedAgent } from '../model/pasted.ts';

/** A command of kubectl that stands before its output. */
export type PastedCommand = {
  /** The kind that was asked for, in the plural and without its group; empty for another command. */
  readonly resource: string;
  readonly name: string | null;
  /** `*` for all namespaces; null where none is named. */
  readonly namespace: string | null;
  readonly agent: PastedAgent | null;
  /** Whether it lists all of its kind, or all Pods of the agent: without a name, another label, a filter, or a pipe. */
  readonly listsAll: boolean;
  readonly jsonpath: 'annotations' | 'blocks' | 'other' | null;
};

// What may stand before a command; a line without any is a command only where it says `kubectl`.
const prompt = /^(?:PS [^>\n]{0,80}> ?|[A-Za-z]:\\[^>\n]{0,80}> ?|[\w.@:~/()[\]\- ]{0,80}[$#%❯] )/u;
const program =
  /^(?:sudo )?(kubectl|k|oc|kubecolor|az|curl|wget|ping|nslookup|dig|nc|host|ssh|echo|cat)(?:\.exe)?(?= |$)/u;
const bareProgram = /^kubectl (?:get|describe|exec|run|logs|config|auth|apply|debug|events)\b/u;

const shortNames: Readonly<Record<string, string>> = {
  no: 'nodes',
  node: 'nodes',
  po: 'pods',
  pod: 'pods',
  svc: 'services',
  service: 'services',
  cm: 'configmaps',
  configmap: 'configmaps',
  ds: 'daemonsets',
  daemonset: 'daemonsets',
  netpol: 'networkpolicies',
  networkpolicy: 'networkpolicies',
  ns: 'namespaces',
  ev: 'events',
  event: 'events',
  deploy: 'deployments',
  deployment: 'deployments',
  nnc: 'nodenetworkconfigs',
};

/** The kind as kubectl's plural. */
export function pluralOf(said: string): string {
  const kind = said.toLowerCase().split('.', 1).join('');
  return findOwnValue(shortNames, kind) ?? kind;
}

function optionOf(text: string, names: string): string | null {
  return (
    new RegExp(`(?:^|\\s)(?:${names})(?:=|\\s{1,3})?(\\S{1,200})`, 'u').exec(text)?.[1]?.replaceAll(/["']/gu, '') ??
    null
  );
}

const agentLabels: Readonly<Record<string, PastedAgent>> = {
  'k8s-app=cilium': 'cilium',
  'k8s-app=kube-proxy': 'kube-proxy',
  'component=kube-proxy': 'kube-proxy',
};

/** The label that a command lists by; null without any. */
const labelIn = (text: string): string | null => optionOf(text, '-l|--selector')?.replace('==', '=') ?? null;

const hasOtherFilter = (text: string): boolean => /\s--field-selector\b|\s(?:\||>|-f\b|--filename\b)/u.test(text);

/** The agent whose label a list of Pods is asked for by, and by nothing else: a filter may leave all of its Pods out. */
function agentIn(text: string, resource: string, name: string | null): PastedAgent | null {
  if (resource !== 'pods' || name !== null || hasOtherFilter(text)) return null;
  return findOwnValue(agentLabels, labelIn(text) ?? '') ?? null;
}

function jsonpathIn(text: string): PastedCommand['jsonpath'] {
  if (!/-o[= ]?\s?jsonpath/u.test(text)) return null;
  if (/metadata\.annotations/u.test(text)) return 'annotations';
  return /spec\.podCIDRs?/u.test(text) ? 'blocks' : 'other';
}

const takesValue =
  /^(?:-[nloc]|--(?:namespace|selector|output|container|context|kubeconfig|field-selector|sort-by|label-columns|user|cluster)|-L)$/u;

/** The words of a command that are no options: the program, what it does, the kind, a name. */
function wordsOf(text: string): readonly string[] {
  const plain = text.replaceAll(/'[^']*'|"[^"]*"/gu, (quoted) => quoted.replaceAll(/\s/gu, '')).split(/\s[|>]/u, 1);
  const words = plain.join('').split(/\s+/u);
  return words.filter((word, at) => word !== 'sudo' && !word.startsWith('-') && !takesValue.test(words[at - 1] ?? ''));
}

function parseKubectl(text: string): PastedCommand {
  const [, , kind = '', name = ''] = wordsOf(text);
  const [resource = '', slashName] = kind.split('/');
  const named = slashName ?? (/^[a-z0-9]/u.test(name) ? name : null);
  const asked = /\s(?:get|describe)\s/u.test(text) ? pluralOf(resource) : '';
  const agent = agentIn(text, asked, named);
  const all = /\s(?:-A|--all-namespaces)(?:\s|$)/u.test(text);
  return {
    resource: asked,
    name: named,
    namespace: all ? '*' : optionOf(text, '-n|--namespace'),
    agent,
    listsAll: named === null && !hasOtherFilter(text) && (agent !== null || labelIn(text) === null),
    jsonpath: jsonpathIn(text),
  };
}

const noCommand: PastedCommand = {
  resource: '',
  name: null,
  namespace: null,
  agent: null,
  listsAll: false,
  jsonpath: null,
};

/** Reads a line on which a command was typed; null for a line of output, or of a person. */
export function parseCommandLine(line: string): PastedCommand | null {
  if (line.length > 2000) return null;
  const before = prompt.exec(line)?.[0] ?? '';
  const rest = line.slice(before.length).trim();
  if (before !== '' && rest === '') return noCommand;
  const isCommand = before === '' ? bareProgram.test(rest) : program.test(rest);
  if (!isCommand) return null;
  return /^(?:sudo )?(?:kubectl|k|oc|kubecolor)\b/u.test(rest) ? parseKubectl(rest) : noCommand;
}
