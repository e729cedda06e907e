import { paragraphsOfPick, resolvePicks } from '../../exercise/pick-sentences.ts';
import { passageName } from '../../model/display-names.ts';
import type { Extract } from '../../model/extract.ts';
import type { Finding } from '../../model/finding.ts';
import { findingCodes, problemIds } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { NetworkModel } from '../../model/network.ts';
import type { Next } from '../../model/outcome.ts';
import {
  type AuthoredSource,
  findingSourceId,
  passageSourceId,
  problemSourceId,
  type SentencePick,
} from '../../model/sentence-choice.ts';
import { foreignModelOf } from './own-model.ts';

/** What chosen sentences are shown with: the cluster's model, null where none was looked at, and findings of the look. */
export type ExtractContext = {
  readonly model: NetworkModel | null;
  readonly findings: readonly Finding[];
  readonly lesson: Lesson;
};

/** Chosen sentences as they are shown, in the order in which pages were chosen. */
export function extractsOf(
  picks: readonly SentencePick[],
  sources: readonly AuthoredSource[],
  { model, findings, lesson }: ExtractContext,
): readonly Extract[] {
  return resolvePicks(picks, sources).flatMap((pick) => {
    const source = sources.find(({ id }) => id === pick.source);
    if (source === undefined) return [];
    const { id, title } = source;
    const finding = findings.find((each) => findingSourceId(each.id) === id);
    const passage = lesson.passages.find((each) => passageSourceId(each.id) === id);
    return {
      ...{ id, title, status: finding?.status ?? null, paragraphs: paragraphsOfPick(pick, source) },
      model: passage === undefined || model === null ? null : foreignModelOf(passage, model, lesson),
    };
  });
}

/** The command that shows a whole page. */
function commandForPage(id: string, { passages }: Lesson): string {
  const passage = passages.find((each) => passageSourceId(each.id) === id);
  if (passage !== undefined) return `explain ${passageName(passage)}`;
  const code = findingCodes.find((each) => findingSourceId(each) === id);
  if (code !== undefined) return `explain ${code}`;
  return ['walk', ...problemIds.filter((each) => problemSourceId(each) === id)].join(' ');
}

/** The name of the page that a follow-up is about: the first one; nothing where `explain` has no such page. */
export function topicOfPages([first]: readonly Extract[], lesson: Lesson): { readonly topic?: string } {
  const [word, ...name] = first === undefined ? [] : commandForPage(first.id, lesson).split(' ');
  return word === 'explain' ? { topic: name.join(' ') } : {};
}

/** The pages from which sentences are shown, each to be read as a whole. */
export function offerWholePages(pages: readonly Extract[], lesson: Lesson): readonly Next[] {
  const labels = pages.length > 1 ? ['Read all of the first', 'Read all of the second'] : ['Read all of it'];
  return pages.map(({ id }, at) => ({ label: labels[at] ?? 'Read all of it', command: commandForPage(id, lesson) }));
}
