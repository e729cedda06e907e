import type { CopyAnswer, RosterAnswer } from '../model/roster.ts';
import { formatMinute } from '../model/time.ts';
import {
  boldRun,
  bulletList,
  codeRun,
  headerBlock,
  paragraphBlock,
  preformattedBlock,
  splitIntoGroups,
  type TextRun,
  textRun,
  userRun,
} from './builders.ts';
import { limits } from './limits.ts';
import type { SlackMessage } from './slack-message.ts';

/** The answer to `roster`: who waits for an instructor, and who has which namespace. */
export function rosterMessage({ assignments, waiting }: RosterAnswer): SlackMessage {
  const title = `netlab roster · ${assignments.length}`;
  const rows = assignments.map(({ namespace, user }): readonly TextRun[] => [
    codeRun(namespace),
    textRun(' '),
    userRun(user),
  ]);
  // The numbers are those of the buttons.
  const asks = waiting.map(({ namespace, user, askedAt }, index): readonly TextRun[] => [
    textRun(`${index + 1}: `),
    userRun(user),
    textRun(` asks for ${namespace} since ${formatMinute(askedAt)}`),
  ]);
  const spoken = [
    ...waiting.map(({ namespace, user }, index) => `${index + 1}: ${user} asks for ${namespace}`),
    ...assignments.map(({ namespace, user }) => `${namespace}: ${user}`),
  ];
  return {
    text: [title, ...spoken].join('\n'),
    blocks: [
      headerBlock(title),
      ...(asks.length > 0 ? [paragraphBlock(boldRun('Waiting for you')), bulletList(asks)] : []),
      ...(rows.length > 0
        ? splitIntoGroups(rows, 100).map(bulletList)
        : [paragraphBlock(textRun('Nobody is on the roster yet.'))]),
    ],
  };
}

/** Whole lines in parts that fit into one block each. */
function inParts(text: string): readonly string[] {
  const parts: string[] = [];
  for (const line of text.split('\n')) {
    const last = parts.at(-1);
    const longer = `${last}\n${line}`;
    if (last === undefined || longer.length > limits.section) parts.push(line);
    else parts[parts.length - 1] = longer;
  }
  return parts;
}

/** The answer to `roster export`: the text in blocks from which it can be copied whole. */
export function copyMessage({ message, text }: CopyAnswer): SlackMessage {
  return {
    text: `${message}\n${text}`,
    blocks: [paragraphBlock(boldRun(message)), ...inParts(text).map(preformattedBlock)],
  };
}
