import type { ExplainAnswer } from '../../model/explanation.ts';
import type { Passage } from '../../model/lesson.ts';

/** What readers of the JSON rely on; how a passage is found is no part of it. */
function passageJson({ id, title, aliases, values, body, simpler, sources, drift }: Passage): object {
  return { id, title, aliases, values, body, simpler, sources, drift };
}

/** The answer to `explain` as `netlab.explain/1`. */
export function explainJson({ explanation, yours, remarks = [], card, part = 'whole' }: ExplainAnswer): object {
  const passages = explanation.passages.map(passageJson);
  const offered = (explanation.offered ?? []).map(({ id, title }) => ({ id, title }));
  return {
    schema: 'netlab.explain/1',
    by: explanation.by,
    part,
    remarks,
    passages,
    offered,
    yours,
    card: card ?? null,
  };
}
