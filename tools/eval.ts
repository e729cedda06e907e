// npm run eval: what the explanation layer gets right, in figures. The local search is measured as it is;
// the model's half is in eval-model.ts.
import { explainQuestion } from '../src/explain/search/handbook.ts';
import { type Golden, golden, heldQuestions } from '../test/support/golden.ts';
import { countScore, countScoreByKind, type GoldenScore } from '../test/support/golden-scores.ts';
import { taught } from '../test/support/tutors.ts';
import { evaluateModels } from './eval-model.ts';

type Row = { readonly what: string; readonly figures: string };

const share = (part: number, of: number) =>
  of === 0 ? 'none' : `${part} of ${of} (${Math.round((100 * part) / of)} %)`;

/** What is shown for a question, what is offered to choose from, and the text of both. */
type Found = {
  readonly each: Golden;
  readonly cited: readonly string[];
  readonly offered: readonly string[];
  readonly text: string;
};

function scored(found: readonly Found[]): readonly Row[] {
  const of = (refusal: Golden['refusal']) => found.filter(({ each }) => each.refusal === refusal);
  const answerable = of('none');
  const right = (each: Golden, ids: readonly string[]) => each.must_cite_any.some((id) => ids.includes(id));
  const hits = answerable.filter(({ each, cited }) => right(each, cited));
  const choices = answerable.filter(({ each, offered }) => right(each, offered));
  const wrong = answerable.filter(({ each, cited }) => cited.length > 0 && !right(each, cited));
  const facts = answerable.flatMap(({ each, text }) =>
    each.expect.map((group) => new RegExp(group.join('|'), 'iu').test(text)),
  );
  const refused = of('not_in_material').filter(({ cited, offered }) => cited.length + offered.length === 0);
  return [
    { what: 'citations', figures: share(hits.length, answerable.length) },
    { what: 'offered beside another', figures: share(choices.length, answerable.length) },
    { what: 'shown wrongly', figures: share(wrong.length, answerable.length) },
    { what: 'fact recall', figures: share(facts.filter(Boolean).length, facts.length) },
    { what: 'refusals', figures: share(refused.length, of('not_in_material').length) },
  ];
}

const textOf = (passages: ReturnType<typeof explainQuestion>['passages']) =>
  passages.map(({ title, body }) => [title, ...body].join(' ')).join(' ');

const idsOf = (passages: ReturnType<typeof explainQuestion>['passages']) => passages.map(({ id }) => id);

function answerLocally(questions: readonly Golden[]): readonly Found[] {
  return questions.map((each) => {
    const { passages, offered = [] } = explainQuestion(taught, each.question);
    return { each, cited: idsOf(passages), offered: idsOf(offered), text: textOf([...passages, ...offered]) };
  });
}

const scoreLine = (score: GoldenScore) =>
  [
    `alone ${score.alone}, among two ${score.amongTwo}, wrong alone ${score.wrongAlone}, refused ${score.refusedWrongly}`,
    `of ${score.answerable}; rightly refused ${score.refused} of ${score.toRefuse}; to the check ${score.toCheck} of ${score.forCheck}`,
  ].join(' ');

/** The local search on some questions: in all, by language, and by kind. */
function printLocal(title: string, questions: readonly Golden[]): void {
  const found = answerLocally(questions);
  const german = found.filter(({ each }) => each.kind === 'german');
  const english = found.filter(({ each }) => each.kind !== 'german');
  print(title, [
    ...scored(found),
    { what: 'in all', figures: scoreLine(countScore(found)) },
    { what: 'English', figures: scoreLine(countScore(english)) },
    { what: 'German', figures: scoreLine(countScore(german)) },
    ...[...countScoreByKind(found)].map(([kind, score]) => ({ what: `kind: ${kind}`, figures: scoreLine(score) })),
  ]);
}

function print(title: string, rows: readonly Row[]): void {
  process.stdout.write(`\n${title}\n`);
  for (const { what, figures } of rows) process.stdout.write(`  ${what.padEnd(30)} ${figures}\n`);
}

printLocal(
  'Local search, tuned on',
  golden.filter(({ held }) => !held),
);
printLocal(
  'Local search, held out',
  golden.filter(({ held }) => held),
);
if (heldQuestions.length > 0) printLocal('Local search, held out, the newest', heldQuestions);
await evaluateModels(print);
