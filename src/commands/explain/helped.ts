import type { FeedbackSubject } from '../../model/feedback.ts';
import { firstSteps } from '../../model/first-steps.ts';
import type { Passage } from '../../model/lesson.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import type { Command } from '../command.ts';
import { exactTopic, type FoundTopic } from './lookup.ts';
import { offerPassages, relatedPassages } from './next-steps.ts';

// Pages that are offered where one did not help.
const mostRelated = 2;

const thanks = 'Thanks. I count that without your name.';

/** What was shown under a name: the card of a finding, or a page; null for neither. */
function subjectOf({ code, explanation }: FoundTopic): FeedbackSubject | null {
  if (code !== null) return { kind: 'card', id: code };
  const [first] = explanation.passages;
  return first === undefined ? null : { kind: 'page', id: first.id };
}

/** The simpler form, where there is one. */
function offerSimpler(name: string, { code, explanation }: FoundTopic): readonly Next[] {
  const hasSimpler = code !== null || (explanation.passages[0]?.simpler ?? null) !== null;
  return hasSimpler ? [{ label: 'Simpler', command: `explain simpler ${name}` }] : [];
}

/** Where else to look: the same in simpler words, somebody to ask, and pages beside the one that did not help. */
function offerInstead(by: Person, name: string, found: FoundTopic, all: readonly Passage[]): readonly Next[] {
  const { code, explanation } = found;
  // What a card rests on are pages of their own; a page itself did not help.
  const restsOn = code === null ? [] : explanation.passages;
  const related = [...restsOn, ...relatedPassages(explanation.passages, all)];
  const mayAsk = by.role === 'student' && by.namespace !== null;
  const ask = mayAsk ? firstSteps.filter(({ label }) => label === 'Ask my instructor') : [];
  const taught = related.filter(({ drift }) => drift === null);
  const simpler = offerSimpler(name, found);
  return [...simpler, ...ask, ...offerPassages(taught.slice(0, mostRelated))];
}

const whichPage = () =>
  new Trouble('bad-input', {
    what: 'which page helped, or did not?',
    todo: 'Press one of the two signs below a page. Or type: helped yes overlay',
  });

/** `helped yes|no NAME`: counts whether a page or a card helped, without a person, and offers more where it did not. */
export const helped: Command = {
  word: 'helped',
  usage: 'helped yes|no PAGE',
  purpose: 'say whether a page of the lesson helped',
  for: 'reader',
  isUnlisted: true,
  async run({ by, words: [said = '', ...words] }, lab): Promise<Outcome> {
    const name = words.join(' ');
    const found = exactTopic(lab.lesson(), name);
    const subject = found && subjectOf(found);
    const opinion = said.toLowerCase();
    if (found === null || subject === null || !['yes', 'no'].includes(opinion)) throw whichPage();
    const hasHelped = opinion === 'yes';
    await lab.feedback.count({ subject, user: by.id, helped: hasHelped, at: lab.newIdAndTime().at });
    return {
      answer: { kind: 'told', about: null, message: thanks, lines: [] },
      ...(hasHelped ? {} : { next: offerInstead(by, name, found, lab.lesson().passages) }),
    };
  },
};
