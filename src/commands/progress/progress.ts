import { Trouble } from '../../model/trouble.ts';
import type { Command } from '../command.ts';
import { quizProgressOf } from '../quiz/saved-entries.ts';
import { progressOf } from './compute.ts';

/** `progress`: what the checks of one's own namespace came to, task by task. */
export const progress: Command = {
  word: 'progress',
  usage: 'progress',
  purpose: 'how far you are: each task, what it came to last, and what is next',
  async run({ by }, lab) {
    if (by.namespace === null) throw new Trouble('no-namespace');
    const attempts = await lab.progress.of(by.id);
    const found = progressOf(attempts, by.namespace);
    const quiz = quizProgressOf(await lab.notebooks.read(by.id, 'quiz'), attempts, by.namespace, lab.lesson());
    return {
      answer: { kind: 'progress', progress: { ...found, quiz } },
      next: [
        { label: found.next.label, command: found.next.command },
        { label: 'Quiz', command: 'quiz' },
        { label: 'What I keep about you', command: 'privacy' },
      ],
    };
  },
};
