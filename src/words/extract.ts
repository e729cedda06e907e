import { statusWords } from '../model/display-names.ts';
import type { Doc, DocPart, Line, Medium } from '../model/doc.ts';
import type { Extract, ExtractAnswer, ExtractLook } from '../model/extract.ts';
import { fitParts } from './fit.ts';
import { boldRun, createDoc, headingPart, paragraphPart, parseRuns, textRun, timeRun } from './runs.ts';

/** What of chosen sentences is read at once; the rest is one press away. */
const room = { words: 115, lines: 16 } as const;

/** A sentence; one about another model than the cluster's says which. */
function sentenceRuns(sentence: string, at: number, { model }: Extract): Line {
  const named = model === null ? [] : [boldRun(`${model}: `)];
  return [...(at === 0 ? [] : [textRun(' ')]), ...named, ...parseRuns(sentence)];
}

function pageParts(page: Extract): readonly DocPart[] {
  const { title, status, paragraphs } = page;
  const sign = status === null ? '' : `${statusWords[status].sign} `;
  const written = paragraphs.map((sentences) =>
    paragraphPart(...sentences.flatMap((each, at) => sentenceRuns(each, at, page))),
  );
  return [headingPart(`${sign}${title}`), ...written];
}

function lookLine({ namespace, source, readAt }: ExtractLook, medium: Medium): Line {
  const from = medium === 'slack' ? '' : `, ${source.kind} ${source.name}`;
  return [textRun(`${namespace}${from}, `), timeRun(readAt), textRun('. I only read.')];
}

/** What a message without pages says: a command that is offered, or who can answer. */
function verdictOf({ about, pages, readAs }: ExtractAnswer): Line {
  if (about === 'result')
    return [boldRun(pages.length > 0 ? 'What this result means' : 'The lesson says nothing on this result.')];
  if (pages.length > 0) return [boldRun('From the lesson')];
  return readAs === null ? [boldRun('Your instructor can answer this.')] : readAsRuns(readAs.says);
}

const readAsRuns = (says: string): Line => [boldRun('I read this as: '), textRun(`${says}.`)];

/** Chosen sentences under their pages' titles, the command that a question was read as, and who chose. */
export function extractDoc(answer: ExtractAnswer, medium: Medium): Doc {
  const { by, pages, readAs, look } = answer;
  const offer = readAs !== null && pages.length > 0 ? [paragraphPart(...readAsRuns(readAs.says))] : [];
  const { shown, rest } = fitParts([...offer, ...pages.flatMap(pageParts)], room);
  const chose =
    pages.length > 0
      ? 'A language model chose these sentences. People wrote them.'
      : 'A language model read your question. Nothing was done.';
  return createDoc(verdictOf(answer), shown, {
    smallPrint: [...(look === null ? [] : [lookLine(look, medium)]), ...(by === 'tutor' ? [[textRun(chose)]] : [])],
    details: rest.length === 0 ? [] : [{ title: 'More on this', parts: rest }],
  });
}
