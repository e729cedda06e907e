import type { KnownBlock } from '@slack/types';
import type { ClassAnswer, ToldAnswer } from '../model/answer.ts';
import type { PrivacyAnswer, StoredPersonalData } from '../model/audit.ts';
import { statusWords } from '../model/display-names.ts';
import type { FindingProgress, ProgressAnswer, TaskProgress } from '../model/progress.ts';
import type { CopyAnswer, RosterAnswer } from '../model/roster.ts';
import { formatMinute } from '../model/time.ts';
import {
  boldRun,
  bulletList,
  codeRun,
  contextBlock,
  headerBlock,
  paragraphBlock,
  preformattedBlock,
  type TextRun,
  textRun,
  userRun,
} from './builders.ts';
import { quizMessage, quizProgressLine } from './hint-quiz.ts';
import { limits } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';
import { helpRequestMessage, instructorReplyMessage, waitingHelpRequestsMessage, walkStepMessage } from './walk.ts';

function told({ about, message, lines }: ToldAnswer): SlackMessage {
  const first = about === null ? [boldRun(message)] : [userRun(about), textRun(' '), boldRun(message)];
  const spoken = about === null ? message : `${about} ${message}`;
  return {
    text: [spoken, ...lines].join('\n'),
    blocks: [paragraphBlock(...first, textRun(lines.map((line) => `\n${line}`).join('')))],
  };
}

function findingLine({ asks, last, unseen }: FindingProgress): string {
  if (last === null) return `· ${asks} — not looked at yet`;
  const { sign, words } = statusWords[last.status];
  if (unseen === null) return `${sign} ${asks} — ${words} (${formatMinute(last.at)})`;
  const now = statusWords[unseen.status];
  return `${now.sign} ${asks} — ${now.words} since ${formatMinute(unseen.since)}; before that: ${words} (${formatMinute(last.at)})`;
}

/** A task's headline: whether it is done, so that no colour carries it. */
export function taskLine({ task, done, findings, unseen }: TaskProgress): string {
  if (done && unseen !== null)
    return `? Task ${task}: done at ${formatMinute(unseen.seen)}; not visible since ${formatMinute(unseen.since)}`;
  const looked = findings.filter(({ last }) => last !== null).length;
  const state = done ? 'done' : looked === 0 ? 'not looked at yet' : 'not done yet';
  return `${done ? '✓' : '·'} Task ${task}: ${state}`;
}

/** A task with how each finding of it stands. */
export function taskProgressBlocks(task: TaskProgress): readonly KnownBlock[] {
  return [
    paragraphBlock(boldRun(taskLine(task))),
    bulletList(task.findings.map((each) => [textRun(findingLine(each))])),
  ];
}

function progress({ progress: { namespace, tasks, attempts, elsewhere, next, quiz } }: ProgressAnswer): SlackMessage {
  const title = `netlab progress · ${namespace}`;
  const counted = `Counted here: ${attempts} ${attempts === 1 ? 'check' : 'checks'} of ${namespace}, of your last 500.`;
  const other = elsewhere > 0 ? ` ${elsewhere} more in a namespace that was yours before do not count here.` : '';
  const spoken = tasks.flatMap((task) => [taskLine(task), ...task.findings.map(findingLine)]);
  return {
    text: [title, ...spoken, `Next: ${next.message}`, ...(quiz ? [quizProgressLine(quiz)] : [])].join('\n'),
    blocks: [
      headerBlock(title),
      ...tasks.flatMap(taskProgressBlocks),
      paragraphBlock(boldRun('Next: '), textRun(next.message)),
      ...(quiz ? [paragraphBlock(textRun(quizProgressLine(quiz)))] : []),
      contextBlock(counted + other),
    ],
  };
}

function inGroups<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

function roster({ assignments, waiting }: RosterAnswer): SlackMessage {
  const title = `netlab roster · ${assignments.length}`;
  const rows = assignments.map(({ namespace, user }): readonly TextRun[] => [
    codeRun(namespace),
    textRun(' '),
    userRun(user),
  ]);
  // The numbers are those of the buttons.
  const asks = waiting.map(({ namespace, user, askedAt }, index): readonly TextRun[] => [
    textRun(`${index + 1}: `),
    userRun(user),
    textRun(` asks for ${namespace} since ${formatMinute(askedAt)}`),
  ]);
  const spoken = [
    ...waiting.map(({ namespace, user }, index) => `${index + 1}: ${user} asks for ${namespace}`),
    ...assignments.map(({ namespace, user }) => `${namespace}: ${user}`),
  ];
  return {
    text: [title, ...spoken].join('\n'),
    blocks: [
      headerBlock(title),
      ...(asks.length > 0 ? [paragraphBlock(boldRun('Waiting for you')), bulletList(asks)] : []),
      ...(rows.length > 0
        ? inGroups(rows, 100).map(bulletList)
        : [paragraphBlock(textRun('Nobody is on the roster yet.'))]),
    ],
  };
}

/** Whole lines in parts that fit into one block each. */
function inParts(text: string): readonly string[] {
  const parts: string[] = [];
  for (const line of text.split('\n')) {
    const last = parts.at(-1);
    const longer = `${last}\n${line}`;
    if (last === undefined || longer.length > limits.section) parts.push(line);
    else parts[parts.length - 1] = longer;
  }
  return parts;
}

function copy({ message, text }: CopyAnswer): SlackMessage {
  return {
    text: `${message}\n${text}`,
    blocks: [paragraphBlock(boldRun(message)), ...inParts(text).map(preformattedBlock)],
  };
}

function spanOf({ count, first, last }: StoredPersonalData['attempts']): string {
  if (first === null || last === null) return 'none';
  return count === 1
    ? `1, of ${formatMinute(first)}`
    : `${count}, from ${formatMinute(first)} to ${formatMinute(last)}`;
}

function storedLines(stored: StoredPersonalData): readonly string[] {
  return [
    `Your Slack user id, ${stored.user}, beside each of the following`,
    `Your namespace: ${stored.namespace ?? 'none'}`,
    `Requests for a namespace: ${stored.claims}`,
    `The channel of our direct messages: ${stored.channel ? 'yes' : 'no'}`,
    `Results of checks: ${spanOf(stored.attempts)}`,
    `That AI is off, and where you are in walks, hints and the quiz (how far, what you chose, how long a guess was): ${stored.notebookEntries} pages`,
    `Questions that you handed to your instructor, with what your cluster showed: ${stored.helpRequests}`,
    `Lines of the audit (who had the cluster read or changed the roster, when, as which account): ${spanOf(stored.audit)}`,
    `Messages of your instructor that went to you: ${stored.broadcasts}`,
  ];
}

const privacyWords: {
  readonly [S in PrivacyAnswer['state']]: (stored: StoredPersonalData) => readonly [string, string];
} = {
  kept: ({ days }) => [
    'What I keep about you',
    `Not what you type (of a guess its length and its time), not what is in your Pods. Results, requests, lines of the audit and messages go by themselves after ${days} days. The log of whoever runs netlab has your user id as well.`,
  ],
  asked: () => [
    'Delete all of this?',
    'You leave the roster as well; “join” asks for your namespace again. It cannot be undone. What Slack keeps of our messages stays in Slack.',
  ],
  deleted: () => [
    'All of this is deleted',
    'You are on the roster no longer; “join” begins anew. The audit keeps its lines without you and your namespace. If you stood in a roster file, a fingerprint of that line stays, so that nobody puts you back by accident. The log of whoever runs netlab is theirs to delete.',
  ],
};

function privacy({ stored, sentToModel, state }: PrivacyAnswer): SlackMessage {
  const [title, remark] = privacyWords[state](stored);
  const lines = storedLines(stored);
  return {
    text: [title, ...lines, remark, ...sentToModel].join('\n'),
    blocks: [
      headerBlock(title),
      bulletList(lines.map((line) => [textRun(line)])),
      paragraphBlock(textRun(remark)),
      paragraphBlock(boldRun('What leaves this app')),
      bulletList(sentToModel.map((line) => [textRun(line)])),
    ],
  };
}

/** An answer about people of the class. */
export function classMessage(answer: ClassAnswer): SlackMessage {
  if (answer.kind === 'quiz') return quizMessage(answer);
  if (answer.kind === 'told') return told(answer);
  if (answer.kind === 'progress') return progress(answer);
  if (answer.kind === 'roster') return roster(answer);
  if (answer.kind === 'walking') return walkStepMessage(answer);
  if (answer.kind === 'question') return helpRequestMessage(answer);
  if (answer.kind === 'questions') return waitingHelpRequestsMessage(answer);
  if (answer.kind === 'reply') return instructorReplyMessage(answer);
  return answer.kind === 'copy' ? copy(answer) : privacy(answer);
}
