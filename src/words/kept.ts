import type { Doc, Line } from '../model/doc.ts';
import { textRun } from './runs.ts';

const goesLine: Line = [textRun('Only you see this; it goes when you reload.')];

/** An answer that is shown in a conversation to one person: it says once that it does not stay. */
export function withGoesLine(doc: Doc): Doc {
  return { ...doc, smallPrint: [...doc.smallPrint, goesLine] };
}

/** What is said after somebody wanted to keep an answer. */
export const keptWords = {
  sent: 'It is under Messages now.',
  before: 'It is under Messages already.',
  again: 'I no longer had that answer, so I looked again. The new one is under Messages.',
  gone: 'I no longer had that answer, and could not get a new one. The reason is under Messages.',
  failed: 'I could not write to you under Messages. Try again in a minute.',
} as const;
