import type { Code, Status } from './finding.ts';
import type { Card } from './lesson.ts';

/** Who asks a language model what: nobody, for passages to show, or for a paragraph as well. */
export type TutorMode = 'off' | 'select' | 'compose';

/** A value of the student's cluster under the name by which it is spoken of; `value` never leaves. */
export type TokenValue = { readonly token: string; readonly means: string; readonly value: string };

/** A finding as a language model may know it: the card is authored, nothing of it comes from the cluster. */
export type SituationFinding = {
  readonly id: Code;
  readonly asks: string;
  readonly status: Status;
  readonly card: Card | null;
};

/** What a paragraph is asked for: findings or a question, and the ids of passages that go with them. */
export type Situation = {
  readonly findings: readonly SituationFinding[];
  readonly passages: readonly string[];
  readonly values: readonly TokenValue[];
  readonly question: string | null;
  /** Whether the model chose the passages: then one request was made already, and nothing is corrected. */
  readonly chosen: boolean;
  /** Where the model chose: until when all of the answer has to be there, in milliseconds since 1970. */
  readonly until?: number;
};

/** A situation as it belongs to an answer: `about` names the answer in a few words, none of them typed by anybody. */
export type Subject = Situation & { readonly about: string };

/** What of a language model somebody got to see: passages that it chose, or a paragraph. */
export type Delivered = 'choice' | 'paragraph';

/** A sentence that was verified, with the titles of what it rests on. */
export type WordedSentence = { readonly text: string; readonly cites: readonly string[] };

/** The second voice on a situation: a short paragraph in AI wording. */
export type Wording = { readonly sentences: readonly WordedSentence[] };

/** A figure for operators: how often something happened since the start. */
export type TutorFigure = {
  readonly name: 'calls' | 'failures' | 'dropped' | 'cached' | 'refused' | 'shown' | 'tokens';
  readonly label: string;
  readonly count: number;
};
