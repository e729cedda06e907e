import { problemWords } from '../model/display-names.ts';
import { choiceLetter, type Line } from '../model/doc.ts';
import type { ProblemTitles } from '../model/finding.ts';
import type { TriedOption } from '../model/opening.ts';
import type { WalkRemark } from '../model/walk.ts';
import { comparedWords } from './connection.ts';
import { shortReason } from './problem-fact.ts';
import { textRun, timeRun } from './runs.ts';
import { countWords, splitByWords } from './word-count.ts';

type WalkRemarkOf<K extends WalkRemark['is']> = Extract<WalkRemark, { readonly is: K }>;

const fixedSentences = {
  stale: 'That was an earlier step. This is where you are now.',
  'no-walk': 'No walk is under way. These are the four problems as they are now.',
  stopped: 'You stopped. These are the four problems as they are now.',
  unsure: 'Then we go on without it.',
  unread: 'I could not read it this time, so you stay at this step. If it stays so, ask your instructor.',
  'kept-already': 'Your question was kept already.',
} as const;

const sinceRuns = (since: string | null): Line =>
  since === null ? [textRun(' since the last look')] : [textRun(' since '), timeRun(since)];

/** What is not as it was, a line each; the first says since when. */
function changeLines({ since, rows, findings }: WalkRemarkOf<'changed'>, titles: ProblemTitles): readonly Line[] {
  const name = (status: keyof typeof problemWords) => `${problemWords[status].sign} ${problemWords[status].words}`;
  const changed = rows.map(({ id, was, is }) =>
    was === is
      ? `${titles[id]}: still ${name(is)}, for another reason.`
      : `${titles[id]}: now ${name(is)}, before ${name(was)}.`,
  );
  const n = findings.length;
  const also = rows.length > 0 ? ', too' : '';
  const [first, ...rest] = [
    ...changed,
    ...(n === 0 ? [] : [`${n} ${n === 1 ? 'line' : 'lines'} of your check changed${also}.`]),
  ];
  const head: Line = [textRun('Changed'), ...sinceRuns(since), textRun(first === undefined ? '.' : `: ${first}`)];
  return [head, ...rest.map((each) => [textRun(each)])];
}

/** The first of some connections, and how many more there are; nothing for none. */
function someOf(verb: string, all: TriedOption['changes']): readonly string[] {
  const [first] = all;
  if (first === undefined) return [];
  return [`${verb} ${comparedWords(first)}${all.length > 1 ? ` and ${all.length - 1} more` : ''}`];
}

/** What a rule would do that does not open the way, in a sentence or two. */
export function triedSentence({ option, changes, compared }: TriedOption): string {
  const letter = choiceLetter(option);
  const opens = changes.filter((each) => each.with === 'allowed');
  const shuts = changes.filter((each) => each.with === 'denied');
  const does = [...someOf('open', opens), ...someOf('shut', shuts)].join('. It would ');
  if (does !== '') return `${letter} does not open it. It would ${does}.`;
  return `${letter} does not open it. Of ${compared} connections that I compared it would change none.`;
}

/** A remark as a line. */
function remarkLine(remark: Exclude<WalkRemark, { readonly is: 'changed' }>, titles: ProblemTitles): Line {
  switch (remark.is) {
    case 'reported':
      return [textRun(`You saw “${remark.saw}”. ${remark.alone ? 'By what you saw: ' : ''}${remark.means}`)];
    case 'contradiction':
      return [textRun(`You saw “${remark.saw}”. I read: ${shortReason(remark.because)} The two do not fit together.`)];
    case 'unchanged':
      return [textRun('I looked again. Nothing changed'), ...sinceRuns(remark.since), textRun('.')];
    case 'no-outcome':
      return [textRun(`There are ${remark.most} answers here. Choose one of them.`)];
    case 'ruled-out':
      return [textRun(`${titles[remark.problem]}: ruled out. ${shortReason(remark.because)}`)];
    case 'reported-out':
      return [textRun(`${titles[remark.problem]}: what you saw speaks against it. I could not read it myself.`)];
    case 'wrong-rule':
      return [textRun(triedSentence(remark.tried))];
    case 'asked-before':
      return [
        textRun('Your instructor was asked about this at '),
        timeRun(remark.at),
        textRun('. I did not ask twice.'),
      ];
    case 'asked-again':
      return [
        textRun('You asked about this at '),
        timeRun(remark.at),
        textRun('. I do not know whether it arrived, so I ask again.'),
      ];
    default:
      return [textRun(fixedSentences[remark.is])];
  }
}

// So many words stand beside the buttons; what is more is folded.
const mostChanged = 44;

/** What happened, as far as it fits beside the buttons, and the rest: what one did first, what changed by itself then. */
export function remarkLines(
  remarks: readonly WalkRemark[],
  titles: ProblemTitles,
): { readonly shown: readonly Line[]; readonly folded: readonly Line[] } {
  const done = remarks.flatMap((each) => (each.is === 'changed' ? [] : [remarkLine(each, titles)]));
  const changed = remarks.flatMap((each) => (each.is === 'changed' ? changeLines(each, titles) : []));
  const [first, ...rest] = [...done, ...changed];
  if (first === undefined) return { shown: [], folded: [] };
  const [fits, folded] = splitByWords(rest, mostChanged - countWords(first));
  return { shown: [first, ...fits], folded };
}
