import { choiceSentence } from '../model/display-names.ts';
import type { ExplainAnswer } from '../model/explanation.ts';
import type { Passage } from '../model/lesson.ts';
import { boldRun, bulletList, contextBlock, headerBlock, paragraphBlock, parseRuns, textRun } from './builders.ts';
import { cardMessage, ownValueBlocks } from './card.ts';
import type { SlackMessage } from './slack-message.ts';

/** Pages to choose from; their buttons stand below. */
function choiceMessage(offered: readonly Passage[]): SlackMessage {
  const titles = offered.map(({ title }) => title);
  return {
    text: [choiceSentence, ...titles].join('\n'),
    blocks: [paragraphBlock(boldRun(choiceSentence)), bulletList(titles.map((title) => [textRun(title)]))],
  };
}

/** The answer to `explain`: a card, or passages with their sources; then the values of the student’s own cluster. */
export function explainMessage({ explanation, yours, remarks = [], card }: ExplainAnswer): SlackMessage {
  if (card) return cardMessage(card, { explanation, yours });
  if (explanation.offered) return choiceMessage(explanation.offered);
  const blocks = explanation.passages.flatMap(({ title, body, sources }) => [
    headerBlock(title),
    ...body.map((each) => paragraphBlock(...parseRuns(each))),
    contextBlock(`Sources: ${sources.join('; ')}`),
  ]);
  const spoken = explanation.passages.flatMap(({ title, body }) => [title, ...body]);
  const said = yours.map(({ label, value }) => `${label}: ${value}`);
  return {
    text: [...remarks, ...spoken, ...said].join('\n'),
    blocks: [...remarks.map((each) => paragraphBlock(boldRun(each))), ...blocks, ...ownValueBlocks(yours)],
  };
}
