import { assess } from '../../checks/assess.ts';
import { picksInOrder } from '../../exercise/pick-sentences.ts';
import type { ExtractAnswer } from '../../model/extract.ts';
import type { Lab } from '../../model/lab.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import { extractsOf, offerWholePages, topicOfPages } from './extracts.ts';
import { describeResult } from './result-sources.ts';
import type { ResultSubject } from './result-subject.ts';

/** The way back to what was asked about. */
function offerAfterResult(subject: ResultSubject): readonly Next[] {
  if (subject.is === 'problem') return [{ label: 'Find the cause', command: `walk ${subject.problem}` }];
  const task = subject.is === 'task' ? [subject.task] : [];
  return [{ label: 'Check again', command: ['check', ...task].join(' ') }];
}

/**
 * `explain result`: the sentences that matter for a look at one's own namespace. A language model chooses them where one may be
 * asked; else the pages stand in their own order, what is not as the exercise says first.
 */
export async function explainResult(subject: ResultSubject, by: Person, lab: Lab): Promise<Outcome> {
  const namespace = scopeOf(by, undefined, lab);
  const lesson = lab.lesson();
  const assessment = assess(await lab.observe(namespace));
  const situation = describeResult(subject, assessment, lesson);
  const context = { model: assessment.network.model, findings: assessment.findings, lesson };
  const picks = await lab.explainResult(situation, by.id);
  const chosen = picks === null ? [] : extractsOf(picks, situation.sources, context);
  const pages = chosen.length > 0 ? chosen : extractsOf(picksInOrder(situation.sources), situation.sources, context);
  const { source, readAt, as } = assessment.snapshot;
  const answer: ExtractAnswer = {
    ...{ kind: 'extract', about: 'result', readAs: null, pages },
    by: chosen.length > 0 ? 'tutor' : 'handbook',
    look: { namespace, source, readAt },
  };
  return {
    answer,
    audit: { did: 'read', what: 'explain', namespace, as },
    next: [...offerWholePages(pages, lesson), ...offerAfterResult(subject)],
    ...topicOfPages(pages, lesson),
    chosen: chosen.length > 0,
  };
}
