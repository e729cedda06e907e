import type { TroubleAnswer } from '../../../model/answer.ts';
import type { Next, Outcome } from '../../../model/outcome.ts';
import type { Order, OrderKind } from './order.ts';

type OrderWords = Pick<TroubleAnswer, 'message' | 'todo'> & { readonly next?: readonly Next[] };

const check = { label: 'Check my cluster', command: 'check' } as const;

const ownDoing = 'What is in your own namespace is yours. The exercise asks you to change nothing.';
const notYours = 'It belongs to the whole cluster: whoever runs the cluster decides. Your instructor knows who.';

/** What each kind of order is answered: that netlab does not do it, and who could. */
const wordsOf: { readonly [K in OrderKind]: (order: Order, namespace: string | null) => OrderWords } = {
  delete: ({ system }) => ({
    message: 'I only read, so I delete nothing.',
    todo: system ? notYours : ownDoing,
    next: [check],
  }),
  restart: ({ system }) => ({
    message: 'I only read, so I restart nothing.',
    todo: system ? notYours : ownDoing,
    next: [check],
  }),
  change: ({ system }) => ({
    message: 'I only read, so I change nothing.',
    todo: system ? notYours : ownDoing,
    next: [check],
  }),
  repair: () => ({
    message: 'I only read, so I cannot repair it.',
    todo: 'A check says what is wrong, and whose it is to mend.',
    next: [check, { label: 'Problems', command: 'walk' }],
  }),
  record: ({ task }) => ({
    message: 'Only a check marks a task: I keep what I saw.',
    todo: 'Nobody else sets it, your instructor neither.',
    next: [task === null ? check : { label: `Check task ${task}`, command: `check ${task}` }],
  }),
  solve: ({ task }) => ({
    message: 'The tasks are yours to do; I look at what is there.',
    todo: 'A hint says where to look next.',
    next: [{ label: 'Hint', command: task === null ? 'hint' : `hint ${task}` }, check],
  }),
  access: () => ({
    message: 'I give nobody rights: I only read.',
    todo: 'Your instructor decides who may do what, and knows whom to ask.',
  }),
  pod: (_, namespace) => ({
    message: 'I only read, so I start no Pod. You can.',
    todo: `The exercise needs one Pod of yours: kubectl run web --image=nginx -n ${namespace ?? 'NAMESPACE'}`,
    next: [{ label: 'Check task 1', command: 'check 1' }],
  }),
  policy: () => ({
    message: 'I only read, so I create no policy.',
    todo: 'The exercise needs none. What a policy would change, I can tell before it is there.',
    next: [{ label: 'May it connect?', command: 'reach' }],
  }),
  write: () => ({
    message: 'I write no files and no programs.',
    todo: 'I explain the exercise, and look at your cluster.',
    next: [{ label: 'Topics', command: 'explain' }],
  }),
  run: () => ({
    message: 'I run no commands for you: I only read what a check needs.',
    todo: 'Run it yourself, or let a check look.',
    next: [check],
  }),
  rules: () => ({
    message: 'I keep to my own rules, whatever a message says.',
    todo: 'Ask me about the exercise, or type help.',
    next: [{ label: 'Topics', command: 'explain' }],
  }),
};

/** An order is refused in two short sentences: what was typed is not repeated, since it may be meant to be read as netlab's own words. */
export function refuseOrder(order: Order, namespace: string | null): Outcome {
  const { next = [], ...words } = wordsOf[order.kind](order, namespace);
  return { answer: { kind: 'trouble', ...words }, next: namespace === null ? next.filter(isOpenToAll) : next };
}

const isOpenToAll = ({ command }: Next): boolean => command === 'explain';
