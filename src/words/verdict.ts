import { ownerNames } from '../model/display-names.ts';
import type { Doc, DocPart, DocSection, Line, Medium } from '../model/doc.ts';
import type { ClusterVerdict, VerdictAnswer } from '../model/verdict.ts';
import { causeParts } from './check-causes.ts';
import { factOf, startUpper } from './facts.ts';
import { boldRun, codePart, createDoc, listPart, paragraphPart, textRun, timeRun } from './runs.ts';
import { createShortener } from './short-names.ts';

const openings: { readonly [V in Exclude<ClusterVerdict, 'named'>]: string } = {
  yes: 'Yes: ',
  no: 'No: ',
  'cannot-tell': 'I cannot tell, because ',
};

function verdictSentence({ verdict, says }: VerdictAnswer): string {
  return verdict === 'named' ? `${startUpper(says)}.` : `${openings[verdict]}${says}.`;
}

/** What is to be done, whose turn it is, and the command by which somebody else can tell. */
function nextParts({ next, owner, elsewhere }: VerdictAnswer): readonly DocPart[] {
  // Whose turn it is is said once.
  const isNamed = owner === null || (next !== null && /instructor/iu.test(next));
  const who = isNamed ? '' : ` (${ownerNames[owner]})`;
  return [
    ...(next === null ? [] : [paragraphPart(boldRun(`Next${who}: `), textRun(next))]),
    ...(elsewhere === null ? [] : [codePart(elsewhere)]),
  ];
}

function lookLines({ look }: VerdictAnswer, medium: Medium): readonly Line[] {
  if (look === null) return [];
  const from = medium === 'slack' ? '' : `, ${look.source.kind} ${look.source.name}`;
  return [[textRun(`${look.namespace}${from}, `), timeRun(look.readAt), textRun('. I only read.')]];
}

const lines = (texts: readonly string[]): DocPart => listPart(texts.map((each) => [textRun(each)]));

function evidenceSections({ observed, reasons, evidence }: VerdictAnswer): readonly DocSection[] {
  const parts = [
    ...(observed.length > 0 ? [lines(observed)] : []),
    ...(reasons.length > 0 ? [lines(reasons)] : []),
    ...evidence.flatMap(({ command, value }) => [codePart(command), lines([value])]),
  ];
  return parts.length === 0 ? [] : [{ title: 'What it rests on', parts }];
}

// All of them stand in the evidence.
const mostReasons = 2;

/** The answer to a question about one's own cluster: the verdict, what was seen, and whose turn it is. */
export function verdictDoc(answer: VerdictAnswer, medium: Medium): Doc {
  const shorten = createShortener(answer.nodeNames);
  const seen = answer.observed.map((each) => paragraphPart(textRun(shorten(factOf(each)))));
  const strongest = answer.reasons.slice(0, mostReasons).map(shorten);
  return createDoc(
    [boldRun(shorten(verdictSentence(answer)))],
    [...seen, ...(strongest.length > 0 ? [lines(strongest)] : []), ...causeParts(answer.unread), ...nextParts(answer)],
    { smallPrint: lookLines(answer, medium), details: evidenceSections(answer), detailsLabel: 'Evidence' },
  );
}
