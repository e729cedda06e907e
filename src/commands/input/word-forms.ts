import type { FormChoice, WordField, WordForm, WordFormCommand } from '../../model/form.ts';
import type { Outcome } from '../../model/outcome.ts';

function written(id: string, label: string, example: string, hint: string | null = null): WordField {
  return { id, label, hint, optional: false, choices: null, example };
}

function chosen(id: string, label: string, choices: readonly FormChoice[]): WordField {
  return { id, label, hint: null, optional: false, choices, example: 'Choose' };
}

const optional = (field: WordField): WordField => ({ ...field, optional: true });

const choice = (value: string, label: string): FormChoice => ({ value, label });

const planModels: readonly FormChoice[] = [
  choice('node-subnet', 'Azure CNI node subnet (traditional)'),
  choice('overlay', 'Azure CNI Overlay'),
  choice('pod-subnet-dynamic', 'Azure CNI Pod subnet (dynamic)'),
  choice('pod-subnet-static', 'Azure CNI Pod subnet (static block)'),
  choice('kubenet', 'kubenet'),
];

/** The form of each command: its fields in the order in which the words are typed. */
export const wordForms: { readonly [C in WordFormCommand]: WordForm } = {
  reach: {
    kind: 'words',
    command: 'reach',
    title: 'May it connect?',
    submit: 'Ask',
    fields: [
      written('from', 'From which of your Pods?', 'web'),
      written('to', 'To what?', 'dns', 'Another of your Pods, a Service, an address, or: dns'),
      written('port', 'Port', '53'),
      optional(chosen('protocol', 'Protocol', [choice('tcp', 'TCP'), choice('udp', 'UDP'), choice('sctp', 'SCTP')])),
    ],
  },
  plan: {
    kind: 'words',
    command: 'plan',
    title: 'Plan addresses',
    submit: 'Plan',
    fields: [
      chosen('model', 'Model', planModels),
      written('nodes', 'How many nodes?', '50'),
      optional(written('pods', 'Pods on each node, at most', '30')),
      optional(written('subnet', 'A subnet that it must fit into', '10.240.0.0/16')),
    ],
  },
  join: {
    kind: 'words',
    command: 'join',
    title: 'Your namespace',
    submit: 'Ask for it',
    fields: [written('namespace', 'Its name, as you were given it', 'student-07')],
  },
  hint: {
    kind: 'words',
    command: 'hint',
    title: 'A hint',
    submit: 'Show',
    fields: [
      chosen('task', 'For which task?', [
        choice('1', 'Task 1: node and Pod addresses'),
        choice('2', 'Task 2: Cilium and kube-proxy'),
        choice('3', 'Task 3: Pod CIDRs'),
      ]),
    ],
  },
};

/** The fields whose name stands before their value among the words; the others stand by their place. */
const namedFields: ReadonlySet<string> = new Set(['from', 'to', 'port', 'nodes', 'pods', 'subnet']);

/** Whether a command that was typed alone asks for its words. */
export const asksForWords = (words: readonly string[]): boolean => words.length === 0;

const standIns: { readonly [C in WordFormCommand]: readonly [string, string] } = {
  reach: ['From which Pod, to what, on which port?', 'For example: reach web dns 53'],
  plan: ['Which model, and how many nodes?', 'For example: plan overlay 50 nodes'],
  join: ['Which namespace is yours?', 'Say “join”, then the name that you were given.'],
  hint: ['A hint for which task?', 'Choose one.'],
};

/** The form of a command, and what stands in for it where none can be opened: an example, and a button that opens it. */
export function askForWords(command: WordFormCommand): Outcome {
  const [message, example] = standIns[command];
  return {
    answer: { kind: 'told', about: null, message, lines: [example] },
    form: wordForms[command],
    next:
      command === 'hint'
        ? [1, 2, 3].map((task) => ({ label: `Task ${task}`, command: `hint ${task}` }))
        : [{ label: 'Open the form', command }],
  };
}

/**
 * What was filled in, as the words that would have been typed. A value is one word, whatever stands in it, so that it can name
 * no other option; empty ones are left out.
 */
export function wordsOfForm(command: WordFormCommand, values: ReadonlyMap<string, string>): readonly string[] {
  return wordForms[command].fields.flatMap(({ id }) => {
    const value = (values.get(id) ?? '').trim().replaceAll(/\s+/gu, '-').slice(0, 300);
    if (value === '') return [];
    return namedFields.has(id) ? [id, value] : [value];
  });
}
