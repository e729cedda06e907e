/** What a language model is asked for: nothing, or which passages to show. */
export type TutorMode = 'off' | 'select';

/** A figure for operators: how often something happened since the start. */
export type TutorMetric = {
  readonly name: 'calls' | 'failures' | 'cached' | 'refused' | 'shown' | 'tokens';
  readonly label: string;
  readonly count: number;
};
