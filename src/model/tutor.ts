import type { FindingCode, Status } from './finding.ts';
import type { Card } from './lesson.ts';

/** Who asks a language model what: nobody, or for passages to show. */
export type TutorMode = 'off' | 'select';

/** A finding as a language model may know it: the card is authored, nothing of it comes from the cluster. */
export type SituationFinding = {
  readonly id: FindingCode;
  readonly asks: string;
  readonly status: Status;
  readonly card: Card | null;
};

/** What a language model may know of an answer: findings or a question, and the ids of passages that go with them. */
export type Situation = {
  readonly findings: readonly SituationFinding[];
  readonly passages: readonly string[];
  readonly question: string | null;
};

/** A figure for operators: how often something happened since the start. */
export type TutorMetric = {
  readonly name: 'calls' | 'failures' | 'cached' | 'refused' | 'shown' | 'tokens';
  readonly label: string;
  readonly count: number;
};
