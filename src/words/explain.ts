import { choiceSentence, ownerNames, passageName, statusWords } from '../model/display-names.ts';
import type { Doc, DocPart, DocSection, Line, Medium } from '../model/doc.ts';
import type { ExplainAnswer, Explanation, OwnValue, ShownCard } from '../model/explanation.ts';
import type { Passage } from '../model/lesson.ts';
import { explainPartDoc } from './explain-part.ts';
import { fitParts } from './fit.ts';
import { driftParts } from './notes.ts';
import {
  boldRun,
  codePart,
  commandRun,
  createDoc,
  headingPart,
  listPart,
  paragraphPart,
  parseRuns,
  textRun,
  timeRun,
} from './runs.ts';

/** What of a page and of a card is read at once; the rest is one press away. */
const pageRoom = { words: 135, lines: 18 } as const;
const cardRoom = { words: 95, lines: 14 } as const;

/** The values of the student's own cluster, each with its label; nothing where there are none. */
function ownValueList(yours: readonly OwnValue[]): readonly DocPart[] {
  const own = yours.map(({ label, value }): Line => [boldRun(`${label}: `), textRun(value)]);
  return own.length === 0 ? [] : [listPart(own)];
}

/** The same with a heading. */
function ownValueParts(yours: readonly OwnValue[]): readonly DocPart[] {
  return yours.length === 0 ? [] : [paragraphPart(boldRun('On your cluster')), ...ownValueList(yours)];
}

/** Where facts come from, each source once. */
function sourceSection(passages: readonly Passage[]): readonly DocSection[] {
  const sources = [...new Set(passages.flatMap((each) => each.sources))];
  return sources.length === 0 ? [] : [{ title: 'Sources', parts: [listPart(sources.map(parseRuns))] }];
}

const section = (title: string, parts: readonly DocPart[]): readonly DocSection[] =>
  parts.length === 0 ? [] : [{ title, parts }];

/** A card: what was observed, why, and what to do next; concept, own values and sources are one press away. */
function cardDoc(
  { asks, status, owner, observed, command, concept, why, next, ask, namespace, readAt, source }: ShownCard,
  { explanation: { passages }, yours }: ExplainAnswer,
  medium: Medium,
): Doc {
  const { sign, words } = statusWords[status];
  const state = `${sign} ${words}${owner === null ? '' : ` (next: ${ownerNames[owner]})`}`;
  const from = medium === 'slack' ? '' : `, ${source.kind} ${source.name}`;
  const { shown, rest } = fitParts(
    [
      paragraphPart(boldRun(`${state}. `), textRun(observed)),
      paragraphPart(boldRun('Next: '), ...parseRuns(next)),
      paragraphPart(boldRun('Why: '), ...parseRuns(why)),
      paragraphPart(boldRun('Concept: '), ...parseRuns(concept)),
      paragraphPart(boldRun('Ask yourself: '), ...parseRuns(ask)),
    ],
    cardRoom,
  );
  return createDoc([boldRun(asks)], shown, {
    smallPrint: [[textRun(`${namespace}${from}, `), timeRun(readAt), textRun('. I only read.')]],
    details: [
      ...section('More on this', [...rest, ...(command === null ? [] : [codePart(command)])]),
      ...section('On your cluster', ownValueList(yours)),
      ...section('Newer sources', driftParts(passages)),
      ...sourceSection(passages),
    ],
  });
}

/** That a question in another language was understood, and that the answer is in English. */
const languageNote = ({ understood }: Explanation): readonly Line[] =>
  understood === undefined ? [] : [[textRun(`I read your question as ${understood}, and answer in English.`)]];

/** Pages to choose from; their buttons stand below. */
function choiceDoc(explanation: Explanation, offered: readonly Passage[], medium: Medium): Doc {
  const items = offered.map((passage): Line => {
    const name = passageName(passage);
    const typed = commandRun(`explain ${name.includes(' ') ? `"${name}"` : name}`);
    return medium === 'slack' ? [textRun(passage.title)] : [textRun(`${passage.title}: `), typed];
  });
  return createDoc([boldRun(choiceSentence)], [listPart(items)], { smallPrint: languageNote(explanation) });
}

const bodyParts = ({ body }: Passage): readonly DocPart[] => body.map((each) => paragraphPart(...parseRuns(each)));

/** What a page says first: that it is about another model, its first paragraphs, and the student's own values. */
function pageDoc(first: Passage, others: readonly Passage[], { explanation, yours, remarks = [] }: ExplainAnswer): Doc {
  const own = ownValueParts(yours);
  const said = remarks.map((each) => paragraphPart(textRun(each)));
  const [opening, ...following] = bodyParts(first);
  const parts = [...said, ...(opening ? [opening] : []), ...own, ...following];
  const { shown, rest } = fitParts(parts, pageRoom);
  const more = others.flatMap((passage) => [headingPart(passage.title), ...bodyParts(passage)]);
  return createDoc([boldRun(first.title)], shown, {
    smallPrint: languageNote(explanation),
    details: [...section('Rest of this page', [...rest, ...more]), ...sourceSection([first, ...others])],
  });
}

/** The answer to `explain`: a card, or a page of the lesson with the values of the student’s own cluster. */
export function explainDoc(answer: ExplainAnswer, medium: Medium): Doc {
  const { explanation, yours, remarks = [], card } = answer;
  const part = explainPartDoc(answer);
  if (part) return part;
  if (card) return cardDoc(card, answer, medium);
  if (explanation.offered) return choiceDoc(explanation, explanation.offered, medium);
  const [first, ...others] = explanation.passages;
  if (first !== undefined) return pageDoc(first, others, answer);
  return createDoc(
    [boldRun('On your cluster')],
    [...remarks.map((each) => paragraphPart(textRun(each))), ...ownValueList(yours)],
  );
}
