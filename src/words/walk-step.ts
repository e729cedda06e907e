import { stepWords } from '../model/display-names.ts';
import type { Doc, DocPart } from '../model/doc.ts';
import type { WalkStepAnswer } from '../model/walk.ts';
import { boldRun, createDoc, paragraphPart, parseRuns, textRun, timeRun } from './runs.ts';

function commandParts(command: WalkStepAnswer['command']): readonly DocPart[] {
  if (command === null) return [];
  return [
    { part: 'code', text: command.run },
    paragraphPart(textRun('It may show:')),
    { part: 'choices', options: command.sees },
  ];
}

/** A step of a walk: what happened, how the problem stands, and a command to run or what it came to. */
export function walkStepDoc({ readAt, remarks, title, row, headline, lines, command }: WalkStepAnswer): Doc {
  const { sign, words } = stepWords(row);
  return createDoc(
    [boldRun(`${sign} ${title}: ${words}`)],
    [
      ...remarks.map((each) => paragraphPart(textRun(each))),
      paragraphPart(textRun(row.because)),
      paragraphPart(boldRun(headline)),
      ...commandParts(command),
      ...lines.map((each) => paragraphPart(...parseRuns(each))),
    ],
    {
      smallPrint: [
        [
          textRun('I looked at '),
          timeRun(readAt),
          textRun(`. I only read.${command === null ? '' : ' The command only reads, too.'}`),
        ],
      ],
    },
  );
}
