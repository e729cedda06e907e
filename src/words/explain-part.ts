import { statusWords } from '../model/display-names.ts';
import type { Doc, DocPart } from '../model/doc.ts';
import type { ExplainAnswer, ShownCard } from '../model/explanation.ts';
import type { Passage } from '../model/lesson.ts';
import { fitParts } from './fit.ts';
import { boldRun, createDoc, paragraphPart, parseRuns, textRun } from './runs.ts';

/** What of it is read at once. */
const room = { words: 135, lines: 18 } as const;

const paragraph = (text: string): DocPart => paragraphPart(...parseRuns(text));

/** The status of a card before its words, so that it is not lost in a part. */
function stateParts({ status }: ShownCard, text: string): readonly DocPart[] {
  const { sign, words } = statusWords[status];
  return [paragraphPart(boldRun(`${sign} ${words}. `), ...parseRuns(text))];
}

function simplerParts(card: ShownCard | undefined, page: Passage | undefined): readonly DocPart[] {
  if (card) return stateParts(card, card.simpler);
  if (page === undefined) return [];
  if (page.simpler !== null) return [paragraph(page.simpler)];
  return [
    paragraph('I have no simpler words for this page. It begins like this:'),
    ...page.body.slice(0, 1).map(paragraph),
  ];
}

function restParts(card: ShownCard | undefined, page: Passage | undefined): readonly DocPart[] {
  if (card)
    return [
      ...stateParts(card, card.why),
      paragraphPart(boldRun('Concept: '), ...parseRuns(card.concept)),
      paragraphPart(boldRun('Ask yourself: '), ...parseRuns(card.ask)),
    ];
  const rest = page?.body.slice(1) ?? [];
  return rest.length > 0 ? rest.map(paragraph) : [paragraph('There is no more on this page.')];
}

/** The simpler form of a page or a card, or what comes after its beginning; null where all of it was asked for. */
export function explainPartDoc({ part = 'whole', card, explanation, remarks = [] }: ExplainAnswer): Doc | null {
  const [page] = explanation.passages;
  const title = card?.asks ?? page?.title;
  if (part === 'whole' || title === undefined) return null;
  const said = remarks.map((each) => paragraphPart(textRun(each)));
  const parts = part === 'simpler' ? simplerParts(card, page) : restParts(card, page);
  const { shown, rest } = fitParts([...said, ...parts], room);
  return createDoc(
    [boldRun(title)],
    shown,
    rest.length === 0 ? {} : { details: [{ title: 'Rest of this page', parts: rest }] },
  );
}
