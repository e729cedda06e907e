import type { PrivacyAnswer, StoredPersonalData } from '../model/audit.ts';
import type { Doc } from '../model/doc.ts';
import { formatMinute } from '../model/time.ts';
import { boldRun, createDoc, listPart, paragraphPart, textRun } from './runs.ts';

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

/** The answer to `privacy`: what is stored about somebody, and what leaves the app. */
export function privacyDoc({ stored, sentToModel, state }: PrivacyAnswer): Doc {
  const [title, remark] = privacyWords[state](stored);
  return createDoc(
    [boldRun(title)],
    [
      listPart(storedLines(stored).map((line) => [textRun(line)])),
      paragraphPart(textRun(remark)),
      paragraphPart(boldRun('What leaves this app')),
      listPart(sentToModel.map((line) => [textRun(line)])),
    ],
  );
}
