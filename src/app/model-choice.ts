import { readModelRoute } from '../commands/model-route.ts';
import type { Explanation } from '../model/explanation.ts';
import { findingCodes } from '../model/finding.ts';
import type { Lab } from '../model/lab.ts';
import { findingSourceId, type ModelChoice, passageSourceId } from '../model/sentence-choice.ts';

/** How many passages are shown as a whole for one question. */
const mostPassages = 2;

/**
 * What a language model chose for a question, as the lesson words it now: sentences of passages, whole passages, or a finding;
 * and a command, where it is one of ours. What the local search has stays where nothing of it holds.
 */
export async function explainChoice(
  { picks, route, handOver, beyond }: ModelChoice,
  question: string,
  own: Explanation,
  lab: Pick<Lab, 'lesson' | 'namespacePattern' | 'people'>,
): Promise<Explanation> {
  const { passages: all } = lab.lesson();
  const sentences = picks.filter((pick) => pick.sentences.length > 0);
  const named = picks.flatMap(({ source }) => all.find(({ id }) => passageSourceId(id) === source) ?? []);
  const passages = sentences.length > 0 ? [] : [...new Set(named)].slice(0, mostPassages);
  const isChosen = passages.length > 0 || sentences.length > 0;
  const finding = isChosen
    ? undefined
    : findingCodes.find((code) => picks.some(({ source }) => source === findingSourceId(code)));
  const readAs = route === null ? null : await readModelRoute(route, question, lab);
  // Two pages that the local search is near to stay on offer: then the lesson does have something.
  const isBeyond = beyond && own.offered === undefined && readAs === null && !handOver;
  if (!isChosen && finding === undefined && readAs === null && !handOver && !isBeyond) return own;
  const { offered, ...rest } = own;
  return {
    ...(passages.length > 0 || offered === undefined ? rest : own),
    by: 'tutor',
    passages,
    ...(sentences.length > 0 ? { picks: sentences } : {}),
    ...(finding === undefined ? {} : { finding }),
    ...(readAs === null ? {} : { readAs }),
    ...(handOver ? { handOver } : {}),
    ...(isBeyond ? { beyond: true } : {}),
  };
}
