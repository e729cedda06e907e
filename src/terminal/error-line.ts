import type { TroubleAnswer } from '../model/answer.ts';

/** A refusal as one line for stderr, its end included: what is wrong, and what to do. */
export function errorLine({ message, todo }: Pick<TroubleAnswer, 'message' | 'todo'>): string {
  return `${`netlab: ${message} ${todo}`.trimEnd()}\n`;
}
