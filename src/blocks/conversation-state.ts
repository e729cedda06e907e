import type { KnownBlock } from '@slack/types';
import type { Line } from '../model/doc.ts';
import type { Next } from '../model/outcome.ts';
import { buttonRow } from './builders.ts';
import type { SlackMessage } from './slack-message.ts';
import { lineBlock, lineText } from './write-doc.ts';

/** The block that says how a question stands. */
const stateBlockId = 'conversation-state';

/** What stands before the same words in the text for screen readers. */
const spokenPrefix = 'Now: ';

/** A message as Slack gave it back. */
export type PostedMessageBody = { readonly text: string; readonly blocks: readonly KnownBlock[] };

const isKept = ({ type, block_id: id }: KnownBlock) => type !== 'actions' && id !== stateBlockId;

/** The button that opens what is folded; empty where there is none. */
function detailsButtons(blocks: readonly KnownBlock[]): readonly { readonly label: string; readonly value: string }[] {
  return blocks.flatMap((block) =>
    block.type !== 'actions'
      ? []
      : block.elements.flatMap((element) => {
          const isDetails = element.type === 'button' && element.value?.includes('"details":');
          return isDetails ? [{ label: element.text.text, value: element.value ?? '' }] : [];
        }),
  );
}

/**
 * A question that an instructor got, with how it stands now and what can be done: all else stays as it was written, since
 * nobody else has the words any more. Null where it says so already.
 */
export function withConversationState(
  { text, blocks }: PostedMessageBody,
  state: Line,
  next: readonly Next[],
  by: string,
): SlackMessage | null {
  const says = lineText(state);
  const spoken = text.startsWith(spokenPrefix) ? text.slice(text.indexOf('\n') + 1) : text;
  const whole = says === '' ? spoken : `${spokenPrefix}${says}\n${spoken}`;
  if (whole === text) return null;
  const [first, ...rest] = next.map(({ label, command }) => ({ label, value: JSON.stringify({ say: command, by }) }));
  const buttons = [...(first ? [first] : []), ...detailsButtons(blocks), ...rest];
  const shown: readonly KnownBlock[] = says === '' ? [] : [{ ...lineBlock(state), block_id: stateBlockId }];
  const row: readonly KnownBlock[] = buttons.length === 0 ? [] : [buttonRow(buttons)];
  return { text: whole, blocks: [...blocks.filter(isKept), ...shown, ...row] };
}
