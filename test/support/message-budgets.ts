// The tables of docs/messages.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReachedMessage } from './messages.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/messages.md'), 'utf8');
const rows = page.split('\n').flatMap((line) => {
  const cells = line.split('|').slice(1, -1);
  return cells.length > 1 ? [cells.map((cell) => cell.trim())] : [];
});

/** The row of a table that begins with this; undefined where there is none. */
export const rowOf = (name: string): readonly string[] | undefined => rows.find(([first]) => first === name);

/** The kind whose budget counts. */
function budgetKind({ answer }: Pick<ReachedMessage, 'answer'>): string {
  if (answer.kind === 'quiz' && answer.result !== null) return 'quiz feedback';
  if (answer.kind === 'extract' || (answer.kind === 'explain' && !answer.card)) return 'lesson page';
  return 'default';
}

/** How many words a message may have. */
export const wordBudget = (message: ReachedMessage): number => Number(rowOf(budgetKind(message))?.[1]);

/** How tall it may be in a column of 360 px. */
export const pixelBudget = (message: ReachedMessage): number => Number(rowOf(budgetKind(message))?.[2]);
