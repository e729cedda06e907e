import type { KnownBlock } from '@slack/types';
import type { Doc } from '../model/doc.ts';
import type { ChoiceMenu, Next } from '../model/outcome.ts';
import { buttonRow, choiceMenuBlock, contextBlock } from './builders.ts';
import { feedbackBlock } from './feedback.ts';
import { limits } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';
import { lineBlock, lineText, partBlocks, partLines, plainFallback, smallPrintBlock } from './write-doc.ts';

/**
 * What stands below an answer: steps to take, for whom (`*` for whoever sees it), the answer's signature, and under which
 * id its details are kept, null where there are none to open.
 */
export type AnswerButtons = {
  readonly next: readonly Next[];
  readonly menu?: ChoiceMenu;
  readonly by: string;
  readonly was?: string;
  readonly details?: KeptUnder | null;
  /** Under which id a text is held that the steps are about; absent where there is none. */
  readonly held?: string;
  /** The same for a button that sends the answer to the direct messages; absent where it is there, or is not kept. */
  readonly keep?: KeptUnder | null;
  /** The page or card that is asked about, kept under the id of its details; absent where nothing is asked. */
  readonly feedbackOn?: string;
  /** What stands there once it was answered. */
  readonly thanks?: string;
};

/** Under which id an answer is kept, and the command that gives it anew. */
type KeptUnder = { readonly id: string; readonly command: string };

type Button = { readonly label: string; readonly value: string };

function nextStepButtons({ next, by, was, held }: AnswerButtons): readonly Button[] {
  const more = { ...(was === undefined ? {} : { was }), ...(held === undefined ? {} : { held }) };
  const value = (command: string) => JSON.stringify({ say: command, by, ...more });
  return next
    .map(({ label, command }) => ({ label, value: value(command) }))
    .filter((each) => each.value.length <= limits.value);
}

/** The button that opens what is folded. */
function detailsButtons({ details, detailsLabel }: Doc, { details: kept, by }: AnswerButtons): readonly Button[] {
  if (details.length === 0 || !kept) return [];
  const value = JSON.stringify({ say: kept.command, by, details: kept.id });
  // The buttons inside carry the number of a page besides.
  return value.length > limits.value - 20 ? [] : [{ label: detailsLabel, value }];
}

/** What stands on the button that sends an answer to the direct messages. */
const keepLabel = 'Keep in Messages';

function keepButtons({ keep, by }: AnswerButtons): readonly Button[] {
  if (!keep) return [];
  const value = JSON.stringify({ say: keep.command, by, keep: keep.id });
  return value.length > limits.value ? [] : [{ label: keepLabel, value }];
}

/** So many buttons stand below a message, and so many characters on one; what is more goes into a list. */
const mostButtons = 5;
const mostCharacters = 24;

/** What does not fit on buttons, and what was offered as a list: one list of both. Slack takes no value twice. */
function menuOf(left: readonly Next[], { menu }: AnswerButtons): ChoiceMenu | null {
  const all = [...left, ...(menu?.options ?? [])].filter(({ command }) => command.length <= limits.optionValue);
  const options = [...new Map(all.toReversed().map((each) => [each.command, each])).values()].toReversed();
  return options.length === 0
    ? null
    : { label: menu?.label ?? 'Something else', options: options.slice(0, limits.options) };
}

/**
 * The first step, what is folded, and the other steps: the first button is the one that matters. Choices stand side by side,
 * in front of what is folded.
 */
function buttonBlocks(doc: Doc, offer: AnswerButtons): readonly KnownBlock[] {
  const details = detailsButtons(doc, offer);
  const asksToChoose = doc.parts.some(({ part }) => part === 'choices');
  // Choices stay together: there the answer is kept only where a button is left for it.
  const isFull = asksToChoose && offer.next.length + details.length >= mostButtons;
  const keep = isFull ? [] : keepButtons(offer);
  const short = offer.next.filter(({ label }) => label.length <= mostCharacters);
  const fits = short.slice(0, mostButtons - details.length - keep.length);
  const steps = nextStepButtons({ ...offer, next: fits });
  const lead = asksToChoose ? steps.length : 1;
  const buttons = [...steps.slice(0, lead), ...details, ...steps.slice(lead), ...keep];
  const menu = menuOf(
    offer.next.filter((each) => !fits.includes(each)),
    offer,
  );
  return [
    ...(buttons.length === 0 ? [] : [buttonRow(buttons)]),
    ...(menu === null ? [] : [choiceMenuBlock(menu, offer.by)]),
  ];
}

/** Whether it helped; once that was answered, the thanks for it. */
function feedbackBlocks({ feedbackOn, thanks, details, by }: AnswerButtons): readonly KnownBlock[] {
  if (thanks !== undefined) return [contextBlock(thanks)];
  const asked = feedbackOn === undefined || !details ? null : feedbackBlock({ on: feedbackOn, kept: details }, by);
  return asked === null ? [] : [asked];
}

/** At most as many blocks as fit; the last one says how many are left out. */
function cutToLimit(blocks: readonly KnownBlock[], most: number): readonly KnownBlock[] {
  if (blocks.length <= most) return blocks;
  const left = blocks.length - most + 1;
  return [
    ...blocks.slice(0, most - 1),
    contextBlock(`${left} more parts do not fit into one message; ask for one task.`),
  ];
}

/** A Doc as blocks without buttons: verdict, parts, small print. */
export function docBlocks({ verdict, parts, smallPrint }: Doc): readonly KnownBlock[] {
  const written = parts.filter(({ part }) => part !== 'buttons').flatMap((part) => partBlocks(part, () => ''));
  return [lineBlock(verdict), ...written, ...smallPrint.map(smallPrintBlock)];
}

/**
 * A Doc as a message within Slack's limits; nothing in it can mention, link or be marked up. `remarks` stand below the
 * answer, then what changed, and the buttons below them.
 */
export function docMessage(doc: Doc, offer: AnswerButtons, remarks: readonly string[] = []): SlackMessage {
  const value = (command: string) => JSON.stringify({ say: command, by: offer.by });
  const below = [
    ...doc.smallPrint.map(smallPrintBlock),
    ...remarks.map((each) => lineBlock([{ text: each, style: 'bold' }])),
    ...doc.changed.map(lineBlock),
    ...feedbackBlocks(offer),
    ...buttonBlocks(doc, offer),
  ];
  const shown = [lineBlock(doc.verdict), ...doc.parts.flatMap((part) => partBlocks(part, value))];
  const spoken = [
    // What screen readers hear is cut at its end, so a remark stands before the answer there.
    ...(offer.thanks === undefined ? [] : [offer.thanks]),
    ...remarks,
    ...doc.changed.map(lineText),
    lineText(doc.verdict),
    ...doc.parts.flatMap(partLines),
    ...doc.smallPrint.map(lineText),
  ];
  return { text: plainFallback(spoken), blocks: [...cutToLimit(shown, limits.blocks - below.length), ...below] };
}
