import type { Finding, FindingCode } from './finding.ts';
import type { Card, DriftNote, Passage } from './lesson.ts';
import type { ReadAs, SentencePick } from './sentence-choice.ts';
import type { Snapshot } from './snapshot.ts';

/** Who chose the passages. */
export type ExplanationSource = 'handbook' | 'tutor';

/** Passages of the lesson that go with findings or a topic, and who chose them. */
export type Explanation = {
  readonly by: ExplanationSource;
  readonly passages: readonly Passage[];
  /** The finding that a language model chose where only a look at the cluster can answer. */
  readonly finding?: FindingCode;
  /** Sentences of passages that a language model chose; `passages` is then empty. */
  readonly picks?: readonly SentencePick[];
  /** The command that a language model took the question for. */
  readonly readAs?: ReadAs;
  /** Whether a language model took the question for one that the instructor answers, or for one outside of the lesson. */
  readonly handOver?: boolean;
  readonly beyond?: boolean;
  /** Where two passages fit a question about equally well: both, to choose from; `passages` is then empty. */
  readonly offered?: readonly Passage[];
  /** The language that a question was in, where it is none that answers are in. */
  readonly understood?: 'German';
};

/** A value of the student's own cluster, or why it could not be seen. */
export type OwnValue = { readonly label: string; readonly value: string };

/** A finding as it stands now, in the engine's words, and the card for its status on this model. */
export type ShownCard = Pick<Finding, 'id' | 'task' | 'asks' | 'status' | 'owner' | 'observed'> &
  Pick<Card, 'concept' | 'why' | 'next' | 'ask' | 'simpler'> & {
    /** The command that shows the same; null where none does. */
    readonly command: string | null;
    readonly namespace: string;
    readonly source: Snapshot['source'];
    readonly readAt: string;
  };

/**
 * How much of a page or a card is shown: all of it, its simpler form, or what comes after its beginning.
 */
export type ExplainPart = 'whole' | 'simpler' | 'rest';

/** The answer to `explain`. */
export type ExplainAnswer = {
  readonly kind: 'explain';
  readonly explanation: Explanation;
  readonly yours: readonly OwnValue[];
  /** Sentences that are shown before the passages: that one is about another model than the cluster's. */
  readonly remarks?: readonly string[];
  /**
   * Where a finding was asked for and could be looked at; `explanation` then holds what the card rests on.
   */
  readonly card?: ShownCard;
  /** Where absent, all of it. */
  readonly part?: ExplainPart;
};

/** The answer to `notes`: where newer sources contradict or narrow the exercise. */
export type NotesAnswer = {
  readonly kind: 'notes';
  readonly notes: readonly DriftNote[];
  /** For instructors: what did not help, the most “No” first; null where the counts could not be read. Absent for others. */
  readonly unhelpful?: readonly UnhelpfulText[] | null;
};

/** A page or card that did not help everybody, by its title, with how many said so and how many the opposite. */
export type UnhelpfulText = { readonly title: string; readonly yes: number; readonly no: number };
