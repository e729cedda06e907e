import type { PastedAnswer } from '../../model/pasted.ts';

/** The answer to a pasted text as `netlab.pasted/1`; nothing of a secret is in it. */
export function pastedJson({ readings, secrets, cut, left, beside, run }: PastedAnswer): object {
  return {
    schema: 'netlab.pasted/1',
    readings: readings.map(({ reading, look, sides, span, others }) => ({ reading, look, sides, span, others })),
    secrets,
    cut,
    left,
    beside,
    run,
  };
}
