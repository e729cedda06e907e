import { problemWords, statusWords, stepWords } from '../../model/display-names.ts';
import type { ProblemRow } from '../../model/finding.ts';
import type { Lesson, ProblemText } from '../../model/lesson.ts';
import {
  describeHelpRequestStatus,
  type HeadlinedText,
  type HelpRequestStatus,
} from '../help-request/help-request-status.ts';
import type { Walk, WalkPlace } from './state.ts';
import type { WalkRemark } from './transitions.ts';

type WalkRemarkOf<K extends WalkRemark['is']> = Extract<WalkRemark, { readonly is: K }>;

const fixedSentences = {
  stale: 'That belongs to an earlier step. This is where you are now.',
  'no-walk': 'No such walk is under way any more. These are the four problems as they are now.',
  stopped: 'You stopped the walk. These are the four problems as they are now.',
  unsure: 'Then we go on without it.',
  unchanged: 'I looked again: nothing changed since the last look.',
  unread:
    'I could not read this time what your walk rests on, so it stays where it is. If it stays so, ask your instructor.',
} as const;

/** Said after a second press on “Ask my instructor”. */
export const alreadyKeptSentence = 'Your question was kept already.';

function describeChanges({ rows, findings }: WalkRemarkOf<'changed'>): string {
  const words = (status: keyof typeof problemWords) => `“${problemWords[status].words}”`;
  const each = [
    ...rows.map(({ id, was, is }) =>
      was === is ? `${id} is still ${words(is)}, for another reason` : `${id} was ${words(was)}, is ${words(is)}`,
    ),
    ...findings.map(({ id, was, is }) => `${id} was “${statusWords[was].words}”, is “${statusWords[is].words}”`),
  ];
  return `Changed since the last look: ${each.join('; ')}.`;
}

/** A remark as a sentence or two. */
export function describeRemark(remark: WalkRemark, { problems }: Lesson): string {
  if (remark.is === 'reported')
    return `You see “${remark.saw}”. ${remark.alone ? 'By what you saw: ' : ''}${remark.means}`;
  if (remark.is === 'contradiction')
    return `You report “${remark.saw}”. I read: ${remark.because} The two do not fit together.`;
  if (remark.is === 'changed') return describeChanges(remark);
  if (remark.is === 'no-outcome') return `There are ${remark.most} outcomes to choose from here.`;
  if (remark.is === 'ruled-out') return `${problems[remark.problem].title}: ruled out. ${remark.because}`;
  if (remark.is === 'reported-out')
    return `${problems[remark.problem].title}: what you saw, “${remark.because}”, speaks against it. I could not read it myself.`;
  return fixedSentences[remark.is];
}

type RowStatus = Pick<ProblemRow, 'status' | 'normal' | 'unread'>;
type LeftProblem = Walk['left'][number];

function describeNothingLeft(still: readonly string[]): HeadlinedText {
  if (still.length > 0)
    return {
      headline: 'Nothing new is open, but not everything is settled.',
      lines: [...still, 'A button leads back to each of them. If you do not get on, hand it over.'],
    };
  return {
    headline: 'Nothing else is open.',
    lines: [
      'The other problems are ruled out, or as they should be on this cluster. If something still does not work, hand it over.',
    ],
  };
}

type OpenReason = Extract<WalkPlace, { at: 'open' }>['why'];
const openPlaces: { readonly [W in OpenReason]: (text: ProblemText, still: readonly string[]) => HeadlinedText } = {
  unsettled: ({ cannotSee, tell }) => ({
    headline: 'None of these commands settled it.',
    lines: [...cannotSee, ...tell],
  }),
  contradicted: ({ lookalike }) => ({
    headline: 'Your report and what I read still do not fit: a person should look.',
    lines: [...lookalike, 'If you hand it over, your instructor sees both.'],
  }),
  'nothing-left': (_, still) => describeNothingLeft(still),
};

/** One line on a problem that is not settled; `how` it was left, undefined where it was not. */
export function describeUnsettledProblem(
  { id, status, normal }: ProblemRow,
  how: LeftProblem['how'] | undefined,
  lesson: Lesson,
): string {
  const reported = how === 'reported-out' ? '; only what you saw speaks against it' : '';
  return `${lesson.problems[id].title} (${id}): ${stepWords({ status, normal }).words}${reported}.`;
}

/** `first`: no command of the problem was run yet; `still`: a line for each problem that is not settled. */
type PlaceDetails = {
  readonly first: boolean;
  readonly still: readonly string[];
  readonly helpRequestStatus: HelpRequestStatus;
};

/** What a student reads at a place of the walk; `row` is what the last look said of its problem. */
export function describePlace(
  place: WalkPlace,
  text: ProblemText,
  row: RowStatus,
  { first, still, helpRequestStatus }: PlaceDetails,
): HeadlinedText {
  if (place.at === 'open') return openPlaces[place.why](text, still);
  if (place.at === 'asked') return describeHelpRequestStatus(helpRequestStatus);
  if (place.at === 'confirmed' && place.by === 'live' && row.unread)
    return { headline: 'It was so when I read it before. This time I could not read it.', lines: [] };
  if (place.at === 'confirmed' && place.by === 'live' && row.status !== 'supported')
    return { headline: 'It was so when I read it before, and what I read now is another answer.', lines: [] };
  if (place.at === 'confirmed' && place.by === 'live')
    return {
      headline: row.normal ? 'This is what the cluster shows, and it is normal.' : 'Confirmed by what I read.',
      lines: [...text.supported, text.todo],
    };
  if (place.at === 'confirmed')
    return {
      headline: 'What you saw speaks for it. I cannot see it myself, so I do not call it certain.',
      // Only a read makes facts of these words.
      lines: [`If it is so: ${text.supported.join(' ')}`, ...text.tell],
    };
  const contradicted = place.at === 'command' && place.contradicted;
  if (contradicted)
    return { headline: 'Please look once more: the same namespace, the whole output?', lines: text.lookalike };
  return { headline: 'Run this, and tell me what you see.', lines: first ? text.lookalike : [] };
}
