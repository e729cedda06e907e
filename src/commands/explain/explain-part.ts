import { passageName } from '../../model/display-names.ts';
import type { ExplainAnswer, ExplainPart } from '../../model/explanation.ts';
import type { Lab } from '../../model/lab.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import { Trouble } from '../../model/trouble.ts';
import type { Command } from '../command.ts';
import { parseFollowUp } from '../input/follow-up.ts';
import { exactTopic } from './lookup.ts';
import { listParts } from './next-steps.ts';

/** What of which topic was asked for. */
type AskedPart = { readonly topic: string; readonly part: ExplainPart };

/**
 * A follow-up on somebody's last topic, or `simpler` and a name; null for everything else.
 * @throws Trouble where there is no last topic
 */
function findAskedPart(words: readonly string[], user: string, lab: Lab): AskedPart | null {
  const followUp = parseFollowUp(words);
  if (followUp !== null) {
    const topic = lab.lastTopic(user);
    if (topic === null) throw new Trouble('no-last-topic');
    return { topic, part: followUp };
  }
  const [first = '', ...rest] = words;
  const named = first.toLowerCase() === 'simpler' && exactTopic(lab.lesson(), rest.join(' ')) !== null;
  return named ? { topic: rest.join(' '), part: 'simpler' } : null;
}

/** The name by which `explain` finds what an answer shows; null where it shows pages to choose from, or none. */
function topicOf({ card, explanation }: ExplainAnswer): string | null {
  if (card) return card.id;
  const [first] = explanation.passages;
  return first ? passageName(first) : null;
}

/** Offers with another one in the second place: the first button is the one that matters. */
function withSecond([first, ...rest]: readonly Next[], second: Next): readonly Next[] {
  return first === undefined ? [second] : [first, second, ...rest];
}

/** What is offered below an answer: the simpler form where there is one, and below a part the whole. */
function offerParts(answer: ExplainAnswer, topic: string, part: ExplainPart, next: readonly Next[]): readonly Next[] {
  const hasSimpler = answer.card !== undefined || (answer.explanation.passages[0]?.simpler ?? null) !== null;
  const simpler = { label: 'Simpler', command: `explain simpler ${topic}` };
  const whole = { label: 'Read all of it', command: `explain ${topic}` };
  if (part === 'whole') return hasSimpler ? withSecond(next, simpler) : next;
  return part === 'rest' && hasSimpler ? [whole, simpler, ...next] : [whole, ...next];
}

/** An outcome of `explain` with the part that was asked for, what can be asked next, and the topic that it is about. */
function showPart(outcome: Outcome, part: ExplainPart, lesson: Lesson): Outcome {
  const { answer, next = [] } = outcome;
  const topic = answer.kind === 'explain' ? topicOf(answer) : null;
  if (answer.kind !== 'explain' || topic === null) return outcome;
  const shown: ExplainAnswer = part === 'whole' ? answer : { ...answer, part };
  const menu = listParts(answer.explanation.passages[0], lesson);
  return { ...outcome, answer: shown, next: offerParts(answer, topic, part, next), ...(menu ? { menu } : {}), topic };
}

/** The command that also answers follow-ups and `simpler NAME`, from the answer of the one that shows the whole. */
export function withParts(whole: Command): Command {
  return {
    ...whole,
    async run(request, lab) {
      const asked = findAskedPart(request.words, request.by.id, lab);
      const words = asked === null ? request.words : asked.topic.split(' ');
      return showPart(await whole.run({ ...request, words }, lab), asked?.part ?? 'whole', lab.lesson());
    },
  };
}
