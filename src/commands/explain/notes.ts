import type { DriftNote, Passage } from '../../model/lesson.ts';
import type { Command } from '../command.ts';

function isNote(passage: Passage): passage is DriftNote {
  return passage.drift !== null;
}

/** `notes`: each line of the exercise that newer sources contradict or narrow, with source and date. */
export const notes: Command = {
  word: 'notes',
  usage: 'notes',
  purpose: 'where newer sources say otherwise than the exercise, with source and date',
  async run(_, lab) {
    return { answer: { kind: 'notes', notes: lab.lesson().passages.filter(isNote) } };
  },
};
