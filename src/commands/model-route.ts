import { passageName } from '../model/display-names.ts';
import { findingCodes, problemIds } from '../model/finding.ts';
import type { Lab } from '../model/lab.ts';
import type { Lesson } from '../model/lesson.ts';
import { findOwnValue } from '../model/own-value.ts';
import type { ReadAs } from '../model/sentence-choice.ts';
import { foreignNamespaceIn } from './access/namespace-scope.ts';
import { parseCommand } from './parse-command.ts';
import { parsePlanRequest } from './plan/request.ts';

/** What a route is held against: the words of the question that it is for, and the lesson. */
type RouteContext = { readonly asked: ReadonlySet<string>; readonly lesson: Lesson };
type RouteReader = (words: readonly string[], context: RouteContext) => Omit<ReadAs, 'command'> | null;

const taskWords: readonly string[] = ['1', '2', '3'];

/** Nothing or a task behind a word. */
const readTask =
  (name: string, label: string): RouteReader =>
  ([task, ...more]) => {
    if (more.length > 0 || (task !== undefined && !taskWords.includes(task))) return null;
    return { says: task === undefined ? name : `${name}, task ${task}`, label };
  };

const readBare =
  (says: string, label: string): RouteReader =>
  (words) =>
    words.length === 0 ? { says, label } : null;

const readProblem: RouteReader = ([word, ...more], { lesson }) => {
  if (more.length > 0) return null;
  if (word === undefined) return { says: 'the common problems', label: 'Problems' };
  const id = problemIds.find((each) => each === word);
  return id === undefined ? null : { says: `the problem “${lesson.problems[id].title}”`, label: 'Find the cause' };
};

// A Pod's name may have dots and be longer; what has is more often no name, and can still be typed.
const podName = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/u;
const address = /^\d{1,3}(?:\.\d{1,3}){3}$/u;

/** `POD DEST [PORT [PROTOCOL]]`: names and numbers stand in the question; `dns` and its port are ours. */
const readReach: RouteReader = (words, { asked }) => {
  const [pod = '', to = '', port, protocol, ...more] = words;
  const isDns = to === 'dns';
  const isPortKnown = port === undefined ? isDns : asked.has(port) || (isDns && port === '53');
  const isKnown = asked.has(pod) && (isDns || asked.has(to)) && isPortKnown;
  const isPlain = podName.test(pod) && (podName.test(to) || address.test(to)) && /^\d{0,5}$/u.test(port ?? '');
  if (!isKnown || !isPlain || more.length > 0 || !['tcp', 'udp'].includes(protocol ?? 'tcp')) return null;
  return { says: ['reach', ...words].join(' '), label: 'Try this connection' };
};

const planModels: readonly string[] = ['kubenet', 'node-subnet', 'pod-subnet-dynamic', 'pod-subnet-static', 'overlay'];
const planWords: readonly string[] = ['nodes', 'node', 'pods', 'max-pods', 'surge'];

/** A plan by counts alone; each number stands in the question. */
const readPlan: RouteReader = ([model = '', ...options], { asked }) => {
  const isKnown = (word: string) => planWords.includes(word) || (/^\d{1,6}%?$/u.test(word) && asked.has(word));
  if (!planModels.includes(model) || !options.every(isKnown)) return null;
  try {
    parsePlanRequest([model, ...options]);
  } catch {
    return null;
  }
  return { says: ['plan', model, ...options].join(' '), label: 'Make this plan' };
};

const readPicture: RouteReader = ([what, ...more]) => {
  if (more.length > 0) return null;
  if (what === undefined) return { says: 'a picture of my network', label: 'Show my network' };
  return what === 'models' ? { says: 'a picture of the models', label: 'Show the models' } : null;
};

// Words that only read. Those that store, send or change are not here, and none that is here takes a namespace.
const readers: Readonly<Record<string, RouteReader>> = {
  check: readTask('check my cluster', 'Check my cluster'),
  hint: readTask('a hint', 'Hint'),
  quiz: readBare('a quiz question', 'Quiz'),
  walk: readProblem,
  reach: readReach,
  plan: readPlan,
  picture: readPicture,
};

/** `explain PAGE`: a passage, or a finding, by an id of the lesson. */
function readPage(page: string, lesson: Lesson): ReadAs | null {
  const code = findingCodes.find((each) => page === `finding/${each}` || page === each);
  if (code !== undefined)
    return { command: `explain ${code}`, says: 'what a check shows of this', label: 'Explain it' };
  const passage = lesson.passages.find(({ id }) => page === `passage/${id}` || page === id);
  if (passage === undefined) return null;
  return { command: `explain ${passageName(passage)}`, says: `the topic “${passage.title}”`, label: 'Read the topic' };
}

/** The words of a question, as names and numbers stand in them. */
function wordsIn(question: string): ReadonlySet<string> {
  const words = question.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.%-]*/gu) ?? [];
  return new Set(words.flatMap((word) => [word, word.replace(/[.-]+$/u, '')]));
}

const nobody = { id: '', role: 'student', namespace: null } as const;

/**
 * The command that a model takes a question for, as an offer: by our own parser, of words that only read, without a
 * namespace, and with no name or number that is not in the question. Null for anything else.
 */
export async function readModelRoute(
  route: string,
  question: string,
  lab: Pick<Lab, 'lesson' | 'namespacePattern' | 'people'>,
): Promise<ReadAs | null> {
  const text = route.toLowerCase().replaceAll(/\s+/gu, ' ').trim();
  const [typed = '', ...words] = text.split(' ');
  if (typed === 'explain') return words.length === 1 ? readPage(words[0] ?? '', lab.lesson()) : null;
  if (!/^[a-z0-9 .%-]+$/u.test(text) || (await foreignNamespaceIn(text, nobody, lab)) !== undefined) return null;
  const parsed = parseCommand(text);
  const reader = findOwnValue(readers, parsed.command);
  if (reader === undefined || parsed.command !== typed || parsed.words.join(' ') !== words.join(' ')) return null;
  const read = reader(words, { asked: wordsIn(question), lesson: lab.lesson() });
  return read === null ? null : { command: text, ...read };
}
