import type { WalkAnswer } from '../../model/walk.ts';

/** The answer to `walk` as `netlab.walk/1`. */
export function walkJson({ namespace, source, readAt, steps }: WalkAnswer): object {
  const problems = steps.map(({ id, symptom, status, normal, because, todo, nextCommand, outcomes }) => {
    return { id, symptom, status, normal, because, todo, nextCommand, outcomes };
  });
  return { schema: 'netlab.walk/1', namespace, source, readAt, problems };
}
