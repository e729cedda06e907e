import type { PrivacyAnswer, StoredPersonalData } from '../model/audit.ts';
import type { Doc, Line } from '../model/doc.ts';
import { boldRun, createDoc, listPart, paragraphPart, textRun, timeRun, userRun } from './runs.ts';

function spanRuns(label: string, { count, first, last }: StoredPersonalData['attempts']): Line {
  if (first === null || last === null) return [textRun(`${label}: none`)];
  if (count === 1) return [textRun(`${label}: 1, of `), timeRun(first)];
  return [textRun(`${label}: ${count}, from `), timeRun(first), textRun(' to '), timeRun(last)];
}

function storedLines(stored: StoredPersonalData): readonly Line[] {
  return [
    [textRun('Your Slack user id ('), userRun(stored.user), textRun('), beside each of the following')],
    [textRun(`Your namespace: ${stored.namespace ?? 'none'}`)],
    [textRun(`Requests for a namespace: ${stored.claims}`)],
    [textRun(`The channel of our direct messages: ${stored.channel ? 'yes' : 'no'}`)],
    spanRuns('Results of checks', stored.attempts),
    [
      textRun(
        `Pages of your notebook: ${stored.notebookEntries}. They say where you are in walks, hints and the quiz, what you chose and understood, how long a guess was, and whether AI is off.`,
      ),
    ],
    [
      textRun(
        `Questions to your instructor, with what your cluster showed and without your words: ${stored.helpRequests}`,
      ),
    ],
    spanRuns(
      'Lines of the audit (who looked at the cluster or changed the roster, when, as which account)',
      stored.audit,
    ),
    [textRun(`Messages from your instructor to you: ${stored.broadcasts}`)],
  ];
}

const privacyWords: {
  readonly [S in PrivacyAnswer['state']]: (stored: StoredPersonalData) => readonly [string, readonly string[]];
} = {
  kept: ({ days }) => [
    `I keep little about you, for at most ${days} days.`,
    [
      'I keep results of checks, requests, lines of the audit, and messages from your instructor.',
      'I do not keep what you type. Words to your instructor I keep until they arrive.',
      'Of a guess I keep its length and its time.',
      'I do not keep what is in your Pods, nor any address.',
      'The log of whoever runs netlab has your user id as well.',
    ],
  ],
  asked: () => [
    'Delete all of this?',
    [
      'You leave the roster as well; “join” asks for your namespace again.',
      'It cannot be undone. What Slack keeps of our messages stays in Slack.',
    ],
  ],
  deleted: () => [
    'All of this is deleted.',
    [
      'You are no longer on the roster; “join” begins anew.',
      'The audit keeps its lines without you and your namespace.',
      'If a roster file named you, a fingerprint of that line stays. So nobody puts you back by accident.',
      'The log of whoever runs netlab is theirs to delete.',
    ],
  ],
};

/** The answer to `privacy`: what is stored about somebody, and what leaves the app; each kind of record is one press away. */
export function privacyDoc({ stored, sentToModel, state }: PrivacyAnswer): Doc {
  const [title, remarks] = privacyWords[state](stored);
  return createDoc([boldRun(title)], [listPart(remarks.map((each) => [textRun(each)]))], {
    details: [
      { title: 'What I keep', parts: [listPart(storedLines(stored))] },
      { title: 'What leaves this app', parts: sentToModel.map((line) => paragraphPart(textRun(line))) },
    ],
    detailsLabel: 'What exactly?',
  });
}
