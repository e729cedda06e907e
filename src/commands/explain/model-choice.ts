import { assess } from '../../checks/assess.ts';
import { passageSource } from '../../exercise/sentences.ts';
import type { Audit } from '../../model/audit.ts';
import type { Extract, ExtractAnswer, ExtractLook } from '../../model/extract.ts';
import type { Lab } from '../../model/lab.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { passageSourceId } from '../../model/sentence-choice.ts';
import { Trouble } from '../../model/trouble.ts';
import { offerHuman } from '../offer-human.ts';
import { troubleAnswer } from '../trouble-words.ts';
import { extractsOf, offerWholePages, topicOfPages } from './extracts.ts';
import type { FoundTopic } from './lookup.ts';
import { offerPassages } from './next-steps.ts';
import { dependsOnModel } from './own-model.ts';
import { listTopics } from './unknown.ts';

const topicsOffer: Next = { label: 'Topics', command: 'explain' };

/** Sentences that were chosen for a question, and the look that told the cluster's model where that matters. */
type ShownPicks = { readonly pages: readonly Extract[]; readonly look: ExtractLook | null; readonly audit?: Audit };

async function showPicks({ explanation }: FoundTopic, by: Person, lab: Lab): Promise<ShownPicks> {
  const { picks = [] } = explanation;
  const lesson = lab.lesson();
  const passages = lesson.passages.filter(({ id }) => picks.some(({ source }) => source === passageSourceId(id)));
  const sources = passages.map(passageSource);
  if (by.namespace === null || !dependsOnModel(passages))
    return { pages: extractsOf(picks, sources, { model: null, findings: [], lesson }), look: null };
  const { snapshot, network } = assess(await lab.observe(by.namespace));
  const { namespace, source, readAt, as } = snapshot;
  return {
    pages: extractsOf(picks, sources, { model: network.model, findings: [], lesson }),
    look: { namespace, source, readAt },
    audit: { did: 'read', what: 'explain', namespace: by.namespace, as },
  };
}

/** What a question outside of the lesson is told: never what was typed. */
function refuseBeyond(by: Person, lab: Lab): Outcome {
  const menu = { label: 'Choose a topic', options: offerPassages(listTopics(lab.lesson())) };
  return {
    answer: troubleAnswer(new Trouble('beyond-lesson')),
    next: [topicsOffer, ...offerHuman(by, { about: 'general' })],
    menu,
    chosen: true,
  };
}

/**
 * What a language model chose for a question beside whole pages and findings: sentences, a command that is offered, the way to
 * the instructor, or that it is outside of the lesson. Null where it chose none of these.
 */
export async function answerModelChoice(found: FoundTopic, by: Person, lab: Lab): Promise<Outcome | null> {
  const { readAs = null, handOver = false, beyond = false, finding, passages, ...rest } = found.explanation;
  if (found.explanation.by !== 'tutor' || finding !== undefined) return null;
  if (beyond) return refuseBeyond(by, lab);
  if ((rest.picks ?? []).length === 0 && readAs === null && !handOver) return null;
  const { pages, look, audit } = await showPicks(found, by, lab);
  if (pages.length === 0 && readAs === null && !handOver) return null;
  const answer: ExtractAnswer = { kind: 'extract', about: 'question', by: 'tutor', pages, readAs, look };
  const others = [...passages, ...(rest.offered ?? [])].slice(0, 3);
  return {
    answer,
    ...(audit === undefined ? {} : { audit }),
    ...topicOfPages(pages, lab.lesson()),
    next: [
      ...(readAs === null ? [] : [{ label: readAs.label, command: readAs.command }]),
      ...(handOver ? offerHuman(by, { about: 'general' }) : []),
      ...offerWholePages(pages, lab.lesson()),
      ...offerPassages(others),
      topicsOffer,
    ],
    chosen: true,
  };
}
