// npm run eval: what the explanation layer gets right, in figures. The local search is measured as it is; the model is
// an embedded one that obeys, or with OPENAI_API_KEY and NETLAB_TUTOR_MODEL the real one, five runs, the worst of which counts.
import { performance } from 'node:perf_hooks';
import { openConfiguredTutor } from '../src/app/tutor.ts';
import { parseConfig } from '../src/config.ts';
import { explainQuestion } from '../src/explain/search/handbook.ts';
import { isOutOfScope } from '../src/explain/search/question-kind.ts';
import { defaultTutorLimits } from '../src/explain/tutor/rate-limit.ts';
import type { Tutor } from '../src/explain/tutor/tutor.ts';
import { type Golden, golden, heldQuestions } from '../test/support/golden.ts';
import { countScore, countScoreByKind, type GoldenScore } from '../test/support/golden-scores.ts';
import { startLlm } from '../test/support/llm.ts';
import { choosing, taught, tutorAt } from '../test/support/tutors.ts';

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

/** The handbook first and the model where it is silent, as the bot does it. */
async function withModel(tutor: Tutor): Promise<readonly Row[]> {
  const started = performance.now();
  const found: Found[] = [];
  for (const [i, each] of golden.entries()) {
    const own = explainQuestion(taught, each.question);
    const silent = own.passages.length === 0 && own.offered === undefined && !isOutOfScope(each.question);
    const chosen = silent ? await tutor.choose(each.question, `U${i}`) : null;
    const { passages, offered = [] } = chosen ?? own;
    found.push({
      each,
      cited: [...idsOf(passages), ...(chosen?.finding ? [chosen.finding] : [])],
      offered: idsOf(offered),
      text: textOf([...passages, ...offered]),
    });
  }
  const millis = performance.now() - started;
  const calls = tutor.metrics().find(({ name }) => name === 'calls')?.count ?? 0;
  return [
    ...scored(found),
    { what: 'calls', figures: String(calls) },
    { what: 'milliseconds a question', figures: (millis / golden.length).toFixed(1) },
  ];
}

function print(title: string, rows: readonly Row[]): void {
  process.stdout.write(`\n${title}\n`);
  for (const { what, figures } of rows) process.stdout.write(`  ${what.padEnd(30)} ${figures}\n`);
}

/** A model that names what is right: what is left is what the way to it and back loses. */
async function obedient(): Promise<void> {
  const llm = await startLlm();
  llm.answer = ({ user }) => {
    const asked = golden.find(({ question }) => JSON.parse(user).question === question);
    return asked === undefined || asked.refusal !== 'none'
      ? '{"answerable":false,"ids":[]}'
      : choosing(`passage/${asked.must_cite_any[0]}`);
  };
  const tutor = tutorAt(llm.url, { limits: { ...defaultTutorLimits, perMinute: 1000 } });
  print('With an embedded model that obeys (select)', await withModel(tutor));
  await llm.close();
}

/** The model of the environment, five times; each row is that of the worst run by citations. */
async function live(): Promise<void> {
  if (process.env.OPENAI_API_KEY === undefined || process.env.NETLAB_TUTOR_MODEL === undefined) {
    process.stdout.write(
      '\nNo live model: set OPENAI_API_KEY and NETLAB_TUTOR_MODEL (OPENAI_BASE_URL) to ask one, five times.\n',
    );
    return;
  }
  const config = parseConfig(process.env);
  const runs: (readonly Row[])[] = [];
  for (let k = 0; k < 5; k++) {
    // A new one each time keeps nothing of the run before.
    const tutor = await openConfiguredTutor(config, taught);
    if (tutor !== null) runs.push(await withModel(tutor));
  }
  const hits = (rows: readonly Row[]) => Number.parseInt(rows[0]?.figures ?? '', 10);
  print('With the live model (select), the worst of five runs', runs.toSorted((a, b) => hits(a) - hits(b))[0] ?? []);
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
await obedient();
await live();
