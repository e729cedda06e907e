import type { KnownBlock } from '@slack/types';
import type {
  ClassAnswer,
  CopyAnswer,
  PrivacyAnswer,
  ProgressAnswer,
  RosterAnswer,
  ToldAnswer,
} from '../model/answer.ts';
import type { Stored } from '../model/audit.ts';
import { statusWords } from '../model/display-names.ts';
import type { FindingProgress, TaskProgress } from '../model/progress.ts';
import {
  bold,
  bullets,
  code,
  header,
  minute,
  paragraph,
  person,
  preformatted,
  type Run,
  say,
  small,
} from './builders.ts';
import { quizLine, quizMessage } from './hint-quiz.ts';
import { limits } from './limits.ts';
import type { Message } from './slack-message.ts';
import { questionMessage, questionsMessage, replyMessage, walkingMessage } from './walk.ts';

function told({ about, says, lines }: ToldAnswer): Message {
  const first = about === null ? [bold(says)] : [person(about), say(' '), bold(says)];
  const spoken = about === null ? says : `${about} ${says}`;
  return {
    text: [spoken, ...lines].join('\n'),
    blocks: [paragraph(...first, say(lines.map((line) => `\n${line}`).join('')))],
  };
}

function findingLine({ asks, last, unseen }: FindingProgress): string {
  if (last === null) return `· ${asks} — not looked at yet`;
  const { sign, words } = statusWords[last.status];
  if (unseen === null) return `${sign} ${asks} — ${words} (${minute(last.at)})`;
  const now = statusWords[unseen.status];
  return `${now.sign} ${asks} — ${now.words} since ${minute(unseen.since)}; before that: ${words} (${minute(last.at)})`;
}

/** A task's headline: whether it is done, so that no colour carries it. */
export function taskLine({ task, done, findings, unseen }: TaskProgress): string {
  if (done && unseen !== null)
    return `? Task ${task}: done at ${minute(unseen.seen)}; not visible since ${minute(unseen.since)}`;
  const looked = findings.filter(({ last }) => last !== null).length;
  const state = done ? 'done' : looked === 0 ? 'not looked at yet' : 'not done yet';
  return `${done ? '✓' : '·'} Task ${task}: ${state}`;
}

/** A task with how each finding of it stands. */
export function taskProgress(task: TaskProgress): readonly KnownBlock[] {
  return [paragraph(bold(taskLine(task))), bullets(task.findings.map((each) => [say(findingLine(each))]))];
}

function progress({ progress: { namespace, tasks, attempts, elsewhere, next, quiz } }: ProgressAnswer): Message {
  const title = `netlab progress · ${namespace}`;
  const counted = `Counted here: ${attempts} ${attempts === 1 ? 'check' : 'checks'} of ${namespace}, of your last 500.`;
  const other = elsewhere > 0 ? ` ${elsewhere} more in a namespace that was yours before do not count here.` : '';
  const spoken = tasks.flatMap((task) => [taskLine(task), ...task.findings.map(findingLine)]);
  return {
    text: [title, ...spoken, `Next: ${next.says}`, ...(quiz ? [quizLine(quiz)] : [])].join('\n'),
    blocks: [
      header(title),
      ...tasks.flatMap(taskProgress),
      paragraph(bold('Next: '), say(next.says)),
      ...(quiz ? [paragraph(say(quizLine(quiz)))] : []),
      small(counted + other),
    ],
  };
}

function inGroups<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

function roster({ seats, waiting }: RosterAnswer): Message {
  const title = `netlab roster · ${seats.length}`;
  const rows = seats.map(({ namespace, user }): readonly Run[] => [code(namespace), say(' '), person(user)]);
  // The numbers are those of the buttons.
  const asks = waiting.map(({ namespace, user, askedAt }, index): readonly Run[] => [
    say(`${index + 1}: `),
    person(user),
    say(` asks for ${namespace} since ${minute(askedAt)}`),
  ]);
  const spoken = [
    ...waiting.map(({ namespace, user }, index) => `${index + 1}: ${user} asks for ${namespace}`),
    ...seats.map(({ namespace, user }) => `${namespace}: ${user}`),
  ];
  return {
    text: [title, ...spoken].join('\n'),
    blocks: [
      header(title),
      ...(asks.length > 0 ? [paragraph(bold('Waiting for you')), bullets(asks)] : []),
      ...(rows.length > 0 ? inGroups(rows, 100).map(bullets) : [paragraph(say('Nobody is on the roster yet.'))]),
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

function copy({ says, text }: CopyAnswer): Message {
  return { text: `${says}\n${text}`, blocks: [paragraph(bold(says)), ...inParts(text).map(preformatted)] };
}

function spanOf({ count, first, last }: Stored['attempts']): string {
  if (first === null || last === null) return 'none';
  return count === 1 ? `1, of ${minute(first)}` : `${count}, from ${minute(first)} to ${minute(last)}`;
}

function storedLines(stored: Stored): readonly string[] {
  return [
    `Your Slack user id, ${stored.user}, beside each of the following`,
    `Your namespace: ${stored.namespace ?? 'none'}`,
    `Requests for a namespace: ${stored.claims}`,
    `The channel of our direct messages: ${stored.channel ? 'yes' : 'no'}`,
    `Results of checks: ${spanOf(stored.attempts)}`,
    `That AI is off, and where you are in walks, hints and the quiz (how far, what you chose, how long a guess was): ${stored.pages} pages`,
    `Questions that you handed to your instructor, with what your cluster showed: ${stored.questions}`,
    `Lines of the audit (who had the cluster read or changed the roster, when, as which account): ${spanOf(stored.audit)}`,
    `Messages of your instructor that went to you: ${stored.broadcasts}`,
  ];
}

const privacyWords: { readonly [S in PrivacyAnswer['state']]: (stored: Stored) => readonly [string, string] } = {
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

function privacy({ stored, leaves, state }: PrivacyAnswer): Message {
  const [title, remark] = privacyWords[state](stored);
  const lines = storedLines(stored);
  return {
    text: [title, ...lines, remark, ...leaves].join('\n'),
    blocks: [
      header(title),
      bullets(lines.map((line) => [say(line)])),
      paragraph(say(remark)),
      paragraph(bold('What leaves this app')),
      bullets(leaves.map((line) => [say(line)])),
    ],
  };
}

/** An answer about people of the class. */
export function classMessage(answer: ClassAnswer): Message {
  if (answer.kind === 'quiz') return quizMessage(answer);
  if (answer.kind === 'told') return told(answer);
  if (answer.kind === 'progress') return progress(answer);
  if (answer.kind === 'roster') return roster(answer);
  if (answer.kind === 'walking') return walkingMessage(answer);
  if (answer.kind === 'question') return questionMessage(answer);
  if (answer.kind === 'questions') return questionsMessage(answer);
  if (answer.kind === 'reply') return replyMessage(answer);
  return answer.kind === 'copy' ? copy(answer) : privacy(answer);
}
