import type { NotesAnswer } from '../model/explanation.ts';
import { boldRun, contextBlock, headerBlock, paragraphBlock, parseRuns, textRun } from './builders.ts';
import type { SlackMessage } from './slack-message.ts';

/** The answer to `notes`: where newer sources contradict or narrow the exercise. */
export function notesMessage({ notes: all }: NotesAnswer): SlackMessage {
  const title = 'Newer than the exercise';
  const blocks = all.flatMap(({ drift, body, sources }) => [
    paragraphBlock(
      boldRun(drift.where),
      textRun(`\nThe exercise: ${drift.exercise}\n`),
      ...parseRuns(`Newer: ${body.join(' ')}`),
    ),
    contextBlock(`${drift.date}. ${sources.join('; ')}`),
  ]);
  const spoken = all.map(({ drift, body }) => `${drift.where}. ${drift.exercise} ${body.join(' ')}`);
  return { text: [title, ...spoken].join('\n'), blocks: [headerBlock(title), ...blocks] };
}
