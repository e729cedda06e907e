import { Trouble } from '../model/trouble.ts';
import type { Command } from './command.ts';
import { progressOf } from './progress-of.ts';

/** `progress`: what the checks of one's own namespace came to, task by task. */
export const progress: Command = {
  word: 'progress',
  usage: 'progress',
  purpose: 'how far you are: each task, what it came to last, and what is next',
  async run({ by }, lab) {
    if (by.namespace === null) throw new Trouble('no-namespace');
    const found = progressOf(await lab.progress.of(by.id), by.namespace);
    return {
      answer: { kind: 'progress', progress: found },
      next: [
        { label: found.next.label, say: found.next.say },
        { label: 'What is stored of me', say: 'privacy' },
      ],
    };
  },
};
