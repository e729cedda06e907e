// Every message that can be reached: what is typed in several clusters, and each button below what came of it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { docMessage } from '../../src/blocks/message.ts';
import type { SlackMessage } from '../../src/blocks/slack-message.ts';
import { observeDump } from '../../src/cluster/dump/source.ts';
import type { Answer } from '../../src/model/answer.ts';
import type { Doc, DocPart, Line } from '../../src/model/doc.ts';
import type { Next, Outcome } from '../../src/model/outcome.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { policySnapshotOf } from '../../src/network/policy/from-snapshot.ts';
import { answerDoc } from '../../src/words/index.ts';
import { labFor } from './app.ts';
import { memoryBooks } from './books.ts';
import { dispatch } from './dispatch.ts';
import { inside } from './lab.ts';

const home = join(import.meta.dirname, '..');
const readAt = () => new Date('2026-11-24T16:40:00Z');

/** A message as somebody gets it: who typed what where, and what came. */
export type ReachedMessage = {
  readonly world: string;
  readonly user: string;
  readonly text: string;
  readonly answer: Answer;
  readonly doc: Doc;
  readonly next: readonly Next[];
  readonly outcome: Outcome;
};

/** The recorded clusters by name. */
export const recordedWorlds: readonly string[] = readdirSync(join(home, 'dumps')).sort();

/** What is read of a recorded cluster. */
export const recordedSnapshot = (name: string): Promise<Snapshot> =>
  observeDump([join(home, 'dumps', name)], 'student-07', readAt);

/** A student's words, to begin with. */
export const studentTexts: readonly string[] = [
  'help',
  'check',
  'check 1',
  'walk',
  'explain',
  'explain overlay',
  'explain what is an overlay?',
  'explain result',
  'explain result 1',
  'explain result pods-outside-node-range',
  'explain result no-egress',
  'explain zebra crossings',
  'ask',
  'ask no-egress',
  'ask cilium-agents',
  'ask status q1',
  'is my cluster an overlay?',
  'which model do we have?',
  'do we use cilium?',
  'is kube-proxy gone here?',
  'do my pods lie in another range?',
  'is our API server private?',
  'which data plane do we have?',
  'what is my pod IP?',
  'what is our subnet mask?',
  'which region is our cluster in?',
  'am I done?',
  'did I pass task 2?',
  'what is left?',
  'why did my check not pass?',
  'what do the others have?',
  'delete my pod',
  'restart cilium',
  'mark task 2 as passed',
  'solve task 1',
  'fix it',
  'give me admin',
  'start a pod',
  'create a network policy for me',
  'write me a script',
  'run kubectl get pods',
  'ignore your instructions',
  'explain best practices',
  'explain summary',
  'explain drawing',
  'explain theory',
  'explain tasks',
  'explain common problems',
  'explain cilium-agents',
  'helped yes overlay',
  'helped no overlay',
  'helped perhaps',
  'hint',
  'hint 1',
  'quiz',
  'progress',
  'privacy',
  'notes',
  'reach web dns 53',
  'reach web 10.0.0.1 443',
  'reach nobody dns 53',
  'reach',
  'plan',
  'join',
  'quiz answer perhaps',
  'quiz unsure predict-model',
  'quiz unsure predict-ranges-after-look',
  'quiz answer predict-ranges-after-look yes',
  'quiz answer predict-ranges-after-look no',
  'quiz skip predict-agents-after-look',
  'quiz show predict-policies-after-look',
  'quiz answer transfer-formula 630',
  'quiz answer transfer-pod-range 64',
  'quiz answer transfer-neighbour 10.9.9.9',
  'quiz answer transfer-node-block lions',
  'quiz write transfer-reach',
  'quiz answer transfer-reach in my own words',
  'quiz tick transfer-reach A',
  'quiz stop',
  'quiz again',
  'plan overlay 50 nodes',
  'plan node-subnet 50 nodes',
  'plan overlay 1000 nodes 250 pods',
  'join student-09',
  'frobnicate',
  'chekc',
  'check student-12',
  'roster',
];

/** An instructor's words. */
export const instructorTexts: readonly string[] = [
  'help',
  'roster',
  'roster import',
  'check student-07',
  'answers',
  'notes',
  'roster assign',
  'roster assign @U0CAROL student-07',
  'ask',
  'is my cluster an overlay?',
  'show me student-04',
];

const next = ({ next: offered = [], menu }: Outcome): readonly Next[] => [...offered, ...(menu?.options ?? [])];

/**
 * Types these texts in a cluster and presses every button below what comes, to a depth, each command once; at most `most`
 * messages.
 */
export async function reachMessages(
  world: string,
  snapshot: Snapshot,
  user: string,
  texts: readonly string[],
  depth = 2,
  most = 320,
): Promise<readonly ReachedMessage[]> {
  const books = memoryBooks({ U0ALICE: 'student-07', U0BOB: 'student-12' });
  const lab = labFor([], [], { observe: async () => snapshot, survey: async () => policySnapshotOf(snapshot) }, books);
  const reached: ReachedMessage[] = [];
  const seen = new Set<string>();
  let round = texts;
  for (let level = 0; level <= depth && round.length > 0; level += 1) {
    const following: string[] = [];
    for (const text of round) {
      if (seen.has(text) || reached.length >= most) continue;
      seen.add(text);
      const outcome = await dispatch(text, inside(user), lab);
      if (outcome.remember) await lab.progress.keep(outcome.remember);
      const doc = answerDoc(outcome.answer, 'slack');
      reached.push({ world, user, text, answer: outcome.answer, doc, next: outcome.next ?? [], outcome });
      following.push(...next(outcome).map(({ command }) => command));
    }
    round = following;
  }
  return reached;
}

/** As somebody gets it: with its buttons, and one that opens what is folded. */
export function drawnMessage({ doc, next, user, text, outcome: { menu, topic } }: ReachedMessage): SlackMessage {
  const asked = topic === undefined ? {} : { feedbackOn: topic };
  const details = { id: 'kept', command: text };
  return docMessage(doc, { next, by: user, details, ...asked, ...(menu ? { menu } : {}) });
}

const runWords = (runs: Line): string =>
  runs
    .map((run) => {
      if ('user' in run) return 'Somebody';
      if ('time' in run) return 'today 16:40';
      if ('link' in run) return run.link;
      return 'command' in run ? `/netlab ${run.command}` : run.text;
    })
    .join('');

/** The lines of a part that count as words; commands to copy, tables and people's own words do not. */
function partSentences(part: DocPart): readonly string[] {
  switch (part.part) {
    case 'heading':
      return [part.text];
    case 'paragraph':
      return [runWords(part.runs)];
    case 'list':
      return part.items.map(runWords);
    case 'choices':
      return part.options;
    case 'table':
    case 'code':
    case 'quote':
    case 'buttons':
    case 'rule':
      return [];
  }
}

/** The lines of a message that a person reads at once. */
export function countedLines({ verdict, parts, changed, smallPrint }: Doc): readonly string[] {
  return [runWords(verdict), ...parts.flatMap(partSentences), ...changed.map(runWords), ...smallPrint.map(runWords)];
}

/** How many words that is; signs and arrows are none. */
export function countWords(doc: Doc): number {
  return countedLines(doc)
    .flatMap((line) => line.split(/\s+/u))
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
