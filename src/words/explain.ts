import { choiceSentence, ownerNames, statusWords } from '../model/display-names.ts';
import type { Doc, DocPart, Medium } from '../model/doc.ts';
import type { ExplainAnswer, OwnValue, ShownCard } from '../model/explanation.ts';
import type { Passage } from '../model/lesson.ts';
import { driftParts } from './notes.ts';
import {
  boldRun,
  commandRun,
  createDoc,
  headingPart,
  listPart,
  paragraphPart,
  parseRuns,
  textRun,
  timeRun,
} from './runs.ts';

/** The values of the student's own cluster, each with its label; nothing where there are none. */
function ownValueParts(yours: readonly OwnValue[]): readonly DocPart[] {
  if (yours.length === 0) return [];
  const own = yours.map(({ label, value }) => [boldRun(`${label}: `), textRun(value)]);
  return [paragraphPart(boldRun('On your cluster')), listPart(own)];
}

const sourcesOf = (passages: readonly Passage[]) => [...new Set(passages.flatMap((each) => each.sources))];

/** A card: what was observed, concept, reason, next step and a question to oneself; then the student’s values and the sources. */
function cardDoc(
  { asks, status, owner, observed, command, concept, why, next, ask, namespace, readAt, source }: ShownCard,
  { explanation: { passages }, yours }: ExplainAnswer,
  medium: Medium,
): Doc {
  const { sign, words } = statusWords[status];
  const state = `${sign} ${words}${owner === null ? '' : ` (next: ${ownerNames[owner]})`}`;
  const from = medium === 'slack' ? '' : `, ${source.kind} ${source.name}`;
  return createDoc(
    [boldRun(asks)],
    [
      paragraphPart(boldRun(`${state}. `), textRun(observed)),
      ...(command === null ? [] : [{ part: 'code', text: command } as const]),
      paragraphPart(boldRun('Concept: '), ...parseRuns(concept)),
      paragraphPart(boldRun('Why: '), ...parseRuns(why)),
      paragraphPart(boldRun('Next: '), ...parseRuns(next)),
      paragraphPart(boldRun('Ask yourself: '), ...parseRuns(ask)),
      ...ownValueParts(yours),
      ...driftParts(passages),
    ],
    {
      smallPrint: [
        [textRun(`Sources: ${sourcesOf(passages).join('; ')}`)],
        [textRun(`Looked from ${namespace}${from} at `), timeRun(readAt), textRun('. I only read.')],
      ],
    },
  );
}

/** Pages to choose from; their buttons stand below. */
function choiceDoc(offered: readonly Passage[], medium: Medium): Doc {
  const items = offered.map(({ id, title }) =>
    medium === 'slack' ? [textRun(title)] : [textRun(`${title}: `), commandRun(`explain ${id}`)],
  );
  return createDoc([boldRun(choiceSentence)], [listPart(items)]);
}

function pageParts({ body, sources }: Passage): readonly DocPart[] {
  return [
    ...body.map((each) => paragraphPart(...parseRuns(each))),
    paragraphPart({ text: `Sources: ${sources.join('; ')}`, style: 'italic' }),
  ];
}

/** The answer to `explain`: a card, or passages with their sources; then the values of the student’s own cluster. */
export function explainDoc(answer: ExplainAnswer, medium: Medium): Doc {
  const { explanation, yours, remarks = [], card } = answer;
  if (card) return cardDoc(card, answer, medium);
  if (explanation.offered) return choiceDoc(explanation.offered, medium);
  const [first, ...rest] = explanation.passages;
  const said = remarks.map((each) => paragraphPart(textRun(each)));
  if (first === undefined) return createDoc([boldRun('On your cluster')], [...said, ...ownValueParts(yours)]);
  const more = rest.flatMap((passage) => [headingPart(passage.title), ...pageParts(passage)]);
  return createDoc([boldRun(first.title)], [...said, ...pageParts(first), ...more, ...ownValueParts(yours)]);
}
