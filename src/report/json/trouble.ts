import type { TroubleAnswer } from '../../model/answer.ts';

/** A refusal as `netlab.trouble/1`. */
export function troubleJson({ message, todo }: TroubleAnswer): object {
  return { schema: 'netlab.trouble/1', says: message, todo };
}
