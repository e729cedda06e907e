import type { Next } from './outcome.ts';

/** What somebody with a namespace presses first: the same on App Home, in a greeting and in a welcome. */
export const firstSteps: readonly Next[] = [
  { label: 'Check my cluster', command: 'check' },
  { label: 'Explain what I see', command: 'explain' },
  { label: 'A problem', command: 'walk' },
  { label: 'Ask my instructor', command: 'ask' },
];

/** The same for an instructor, about the class. */
export const instructorSteps: readonly Next[] = [
  { label: 'Roster', command: 'roster' },
  { label: 'Who waits for me', command: 'answers' },
  { label: 'Write to the class', command: 'broadcast' },
];

/** What somebody without a namespace can do: ask for one, and what needs none. */
export const newcomerSteps: readonly Next[] = [
  { label: 'My namespace', command: 'join' },
  { label: 'Topics', command: 'explain' },
  { label: 'Plan addresses', command: 'plan' },
];
