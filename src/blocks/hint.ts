import type { KnownBlock } from '@slack/types';
import type { HintAnswer, HintStep } from '../model/hint.ts';
import { boldRun, contextBlock, headerBlock, paragraphBlock, parseRuns, type TextRun, textRun } from './builders.ts';
import { limits, truncateText } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

/** The last level holds values of a cluster, in which a backtick is no mark-up. */
function bodyRuns({ level }: HintStep, text: string): readonly TextRun[] {
  return level === 'yours' ? [textRun(truncateText(text, limits.section))] : parseRuns(text);
}

function stepBlocks(step: HintStep): readonly KnownBlock[] {
  return [paragraphBlock(boldRun(step.title)), ...step.body.map((each) => paragraphBlock(...bodyRuns(step, each)))];
}

/** A hint: the step that was reached, what it came by, and how to go on. */
export function hintMessage({ task, message, steps, more }: HintAnswer): SlackMessage {
  const title = `netlab hint · task ${task}`;
  const spoken = steps.flatMap(({ title: heading, body }) => [heading, ...body]);
  return {
    text: [title, ...(message === null ? [] : [message]), ...spoken, ...(more === null ? [] : [more])].join('\n'),
    blocks: [
      headerBlock(title),
      ...(message === null ? [] : [paragraphBlock(textRun(message))]),
      ...steps.flatMap(stepBlocks),
      ...(more === null ? [] : [contextBlock(more)]),
    ],
  };
}
