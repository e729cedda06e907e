import type { Doc, DocSection } from '../model/doc.ts';
import type { WalkRemark, WalkStepAnswer } from '../model/walk.ts';
import { helpStatusWords } from './help-status.ts';
import { noRuleParts, ruleWords } from './missing-rule.ts';
import { shutSentence } from './problem-fact.ts';
import { boldRun, codePart, createDoc, listPart, paragraphPart, parseRuns, textRun, timeRun } from './runs.ts';
import { headline, type PlaceOf, type StepWords, says, section } from './step-words.ts';
import { openWords } from './walk-open.ts';
import { remarkLines } from './walk-remarks.ts';

function commandWords(answer: WalkStepAnswer, { run, note, sees, contradicted }: PlaceOf<'command'>): StepWords {
  const { text, row } = answer;
  const ask = contradicted
    ? 'Please run it once more, in the same namespace. Read the whole output.'
    : 'Run this. Then press what you see.';
  return {
    verdict: headline(answer),
    parts: [
      says(ask),
      codePart(run),
      { part: 'choices', options: sees },
      ...(note === null ? [] : [paragraphPart(...parseRuns(note))]),
    ],
    details: [...section('What looks the same', text.lookalike), ...section('What I see', [row.because])],
  };
}

/** What was confirmed by a read and is not there at this look. */
function lostWords({ row, text }: WalkStepAnswer): StepWords {
  const now = row.unread ? 'This time I could not read it.' : 'What I read now is another answer.';
  return {
    verdict: `${text.title}: found before.`,
    parts: [says(`It was so when I read it before. ${now}`)],
    details: section('What I see', [row.because]),
  };
}

function liveWords(answer: WalkStepAnswer, { rule }: PlaceOf<'confirmed'>): StepWords {
  const { row, text, shut } = answer;
  if (row.status !== 'supported') return lostWords(answer);
  const found = shut === null ? [] : [says(shutSentence(shut))];
  const todo = rule?.is === 'found' ? [says('Find the rule that is missing.')] : [];
  return {
    verdict: headline(answer),
    parts: [
      ...found,
      ...todo,
      ...(rule === null ? [] : noRuleParts(rule)),
      ...(row.normal ? [paragraphPart(...parseRuns(text.todo))] : []),
    ],
    details: [
      ...section('What it means', text.supported),
      ...(row.normal ? [] : section('What to do', [text.todo])),
      ...section('What I see', [row.because]),
    ],
  };
}

function reportWords({ row, text }: WalkStepAnswer): StepWords {
  return {
    verdict: `${text.title}: you saw it.`,
    parts: [says('What you saw speaks for it. I cannot see it myself, so it is not certain.')],
    details: [
      ...section('If it is so', [...text.supported, text.todo]),
      ...section('What to tell your instructor', text.tell),
      ...section('What I see', [row.because]),
    ],
  };
}

function openedWords({ run, open }: PlaceOf<'opened'>): StepWords {
  const all = open?.addresses !== 'some';
  const names = open?.names === 'unseen' ? [says('Whether names are found, I could not see.')] : [];
  return {
    verdict: all ? '✓ The policy no longer blocks you.' : '✓ The policies let some traffic out now.',
    parts: [
      says(run === null ? 'Try again what failed before.' : 'Try again what failed before, for example:'),
      ...(run === null ? [] : [codePart(run)]),
      { part: 'choices', options: ['Works', 'Still fails'] },
      ...names,
    ],
  };
}

const solvedWords: StepWords = {
  verdict: '✓ Solved: it works again.',
  parts: [
    says('You learned: rules add up. A policy limits a Pod, and one rule for what it needs opens the way.'),
    says('Next: check your cluster, or try the quiz.'),
  ],
};

function wordsOf(answer: WalkStepAnswer): StepWords {
  const { place } = answer;
  switch (place.at) {
    case 'command':
      return commandWords(answer, place);
    case 'open':
      return openWords(answer, place);
    case 'confirmed':
      return place.by === 'live' ? liveWords(answer, place) : reportWords(answer);
    case 'rule':
      return ruleWords(place.state, 'the way out');
    case 'opened':
      return openedWords(place);
    case 'solved':
      return solvedWords;
    case 'asked':
      return helpStatusWords(place.status);
  }
}

/** Where the way is open now, the step itself says so. */
function withoutOwnRow(remark: WalkRemark, { place, row }: WalkStepAnswer): WalkRemark {
  if (remark.is !== 'changed' || place.at !== 'opened') return remark;
  return { ...remark, rows: remark.rows.filter(({ id }) => id !== row.id) };
}

/** A step of a walk: where one is, what to do next, and what changed beside the buttons. */
export function walkStepDoc(answer: WalkStepAnswer): Doc {
  const { readAt, remarks, titles } = answer;
  const { verdict, parts, details = [] } = wordsOf(answer);
  const { shown, folded } = remarkLines(
    remarks.map((each) => withoutOwnRow(each, answer)),
    titles,
  );
  const more: readonly DocSection[] = folded.length === 0 ? [] : [{ title: 'What changed', parts: [listPart(folded)] }];
  return createDoc([boldRun(verdict)], parts, {
    details: [...details, ...more],
    changed: shown,
    smallPrint: [[textRun('Looked at '), timeRun(readAt), textRun('. I only read.')]],
  });
}
