import { stepWords } from '../model/display-names.ts';
import type { DocPart, DocSection, Line } from '../model/doc.ts';
import type { UnsettledProblem, WalkStepAnswer } from '../model/walk.ts';
import { codePart, listPart, paragraphPart, parseRuns, textRun } from './runs.ts';
import { headline, type PlaceOf, type StepWords, says, section } from './step-words.ts';

function unsettledLine({ id, left, ...row }: UnsettledProblem, titles: WalkStepAnswer['titles']): Line {
  const { sign, words } = stepWords(row);
  const reported = left === 'reported-out' ? ' Only what you saw speaks against it.' : '';
  return [textRun(`${sign} ${titles[id]}: ${words}.${reported}`)];
}

function nothingLeftWords({ still, titles }: WalkStepAnswer): StepWords {
  const verdict = still.length > 0 ? 'Nothing new is open, but not all is settled.' : 'Nothing else is open.';
  const rest =
    still.length > 0
      ? [listPart(still.map((each) => unsettledLine(each, titles)))]
      : [says('The other problems are ruled out, or normal here.')];
  return { verdict, parts: [...rest, says('If something still does not work, ask your instructor.')] };
}

function stillFailsWords({ text }: WalkStepAnswer): StepWords {
  const causes = [
    'A name is not found, but an address works: that is DNS.',
    'The rule opens another address or port than you tried.',
    'Azure stops it: an NSG, a route or a firewall. Your instructor can look there.',
    'The server itself does not answer, or the command is wrong.',
  ];
  return {
    verdict: 'Something else stands in the way.',
    parts: [says('It can be one of these:'), listPart(causes.map((each) => [textRun(each)]))],
    details: section('What to tell your instructor', text.tell),
  };
}

/** What is left to look at for whoever has access to Azure. */
function sectionForOthers(forOthers: PlaceOf<'open'>['forOthers']): readonly DocSection[] {
  const parts = forOthers.flatMap(({ run, note }): readonly DocPart[] => [
    codePart(run),
    ...(note === undefined ? [] : [paragraphPart(...parseRuns(note))]),
  ]);
  return parts.length === 0 ? [] : [{ title: 'For whoever has access to Azure', parts }];
}

/** A step without a command: none is left, or nothing settled it. */
export function openWords(answer: WalkStepAnswer, { why, forOthers }: PlaceOf<'open'>): StepWords {
  const { text, row } = answer;
  switch (why) {
    case 'unsettled':
      return {
        verdict: headline(answer),
        parts: [says('None of these commands settled it. Your instructor can look further.')],
        details: [
          ...section('Why it cannot be seen', text.cannotSee),
          ...section('What to tell your instructor', text.tell),
          ...sectionForOthers(forOthers),
          ...section('What I see', [row.because]),
        ],
      };
    case 'contradicted':
      return {
        verdict: 'What you saw and what I read do not fit.',
        parts: [says('A person should look. If you ask, your instructor sees both.')],
        details: [...section('What looks the same', text.lookalike), ...section('What I see', [row.because])],
      };
    case 'nothing-left':
      return nothingLeftWords(answer);
    case 'still-fails':
      return stillFailsWords(answer);
  }
}
