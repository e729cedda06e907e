// The model's half of npm run eval: pages, sentences, routes, languages and refusals, with the local reader alone and with a
// model beside it. The model is an embedded one that obeys, and with OPENAI_API_KEY and NETLAB_TUTOR_MODEL the live one, five
// runs, the worst of which counts.
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { createLab } from '../src/app/lab.ts';
import { openConfiguredTutor } from '../src/app/tutor.ts';
import { parseConfig } from '../src/config.ts';
import { resolvePicks } from '../src/exercise/pick-sentences.ts';
import { passageSource } from '../src/exercise/sentences.ts';
import { defaultTutorLimits } from '../src/explain/tutor/rate-limit.ts';
import type { Tutor } from '../src/explain/tutor/tutor.ts';
import type { Explanation } from '../src/model/explanation.ts';
import { memoryBooks } from '../test/support/books.ts';
import { golden } from '../test/support/golden.ts';
import { startLlm } from '../test/support/llm.ts';
import { replying, taught, tutorAt } from '../test/support/tutors.ts';
import { modelQuestions } from './eval-questions.ts';

type Row = { readonly what: string; readonly figures: string };
type Print = (title: string, rows: readonly Row[]) => void;

/** A question with what answers it: pages, a command, or that nothing does. `tongue` is empty for English. */
type Asked = {
  readonly question: string;
  readonly pages: readonly string[];
  readonly route: string | null;
  readonly refuse: boolean;
  readonly tongue: string;
};

const asked: readonly Asked[] = [
  ...golden
    .filter(({ refusal }) => refusal !== 'check')
    .map(({ question, must_cite_any: pages, refusal }) => ({
      ...{ question, pages, route: null, refuse: refusal === 'not_in_material', tongue: '' },
    })),
  ...modelQuestions,
];

/** What came of a question: whole pages, pages of which sentences are shown, a command that is offered. */
type Came = {
  readonly each: Asked;
  readonly pages: readonly string[];
  readonly sentences: number;
  readonly route: string | null;
  readonly offered: readonly string[];
};

function cameOf(each: Asked, { passages, picks = [], readAs, offered = [] }: Explanation): Came {
  const sources = taught.passages.map(passageSource);
  const shown = resolvePicks(picks, sources);
  return {
    each,
    pages: [...passages.map(({ id }) => id), ...shown.map(({ source }) => source.replace('passage/', ''))],
    sentences: shown.reduce((sum, { sentences }) => sum + sentences.length, 0),
    route: readAs?.command ?? null,
    offered: offered.map(({ id }) => id),
  };
}

/** How often the answer was right, and how often a page was shown that is not. */
type Score = { readonly right: number; readonly wrong: number; readonly of: number; readonly rows: readonly Row[] };

function isRight({ each, pages, route }: Came): boolean {
  if (each.refuse) return pages.length === 0 && route === null;
  if (each.route !== null) return route === each.route;
  return each.pages.some((id) => pages.includes(id));
}

/** Whether a page or a command is shown as the answer that is none. */
const isWrong = (came: Came): boolean => !isRight(came) && (came.pages.length > 0 || came.route !== null);

const share = (part: number, of: number) =>
  of === 0 ? 'none' : `${part} of ${of} (${Math.round((100 * part) / of)} %)`;

function scoreOf(all: readonly Came[]): Score {
  const kinds: readonly (readonly [string, (came: Came) => boolean])[] = [
    ['pages, English', ({ each }) => !each.refuse && each.route === null && each.tongue === ''],
    ['pages, other languages', ({ each }) => !each.refuse && each.route === null && each.tongue !== ''],
    ['commands offered', ({ each }) => each.route !== null],
    ['refusals', ({ each }) => each.refuse],
  ];
  const rows = kinds.map(([what, of]) => {
    const some = all.filter(of);
    return { what, figures: share(some.filter(isRight).length, some.length) };
  });
  const [right, wrong] = [all.filter(isRight).length, all.filter(isWrong).length];
  const picked = all.filter(({ sentences }) => sentences > 0);
  const sentences = picked.reduce((sum, each) => sum + each.sentences, 0);
  return {
    ...{ right, wrong, of: all.length },
    rows: [
      ...rows,
      { what: 'shown wrongly', figures: share(wrong, all.length) },
      { what: 'sentences instead of a page', figures: `${sentences} for ${picked.length} questions` },
    ],
  };
}

/** Every question, as a student on the roster asks it. */
async function askAll(tutor: Tutor | null): Promise<Score> {
  const started = performance.now();
  const findPerson = async (id: string) => ({ id, role: 'student', namespace: 'student-07' }) as const;
  const observe = () => Promise.reject(new Error('no cluster is looked at'));
  const lab = createLab(() => taught, observe, { ...memoryBooks(), findPerson }, tutor);
  const all: Came[] = [];
  for (const [i, each] of asked.entries()) all.push(cameOf(each, await lab.explainQuestion(each.question, `U${i}`)));
  const calls = tutor?.metrics().find(({ name }) => name === 'calls')?.count ?? 0;
  const millis = ((performance.now() - started) / asked.length).toFixed(1);
  const score = scoreOf(all);
  return {
    ...score,
    rows: [
      ...score.rows,
      { what: 'requests', figures: String(calls) },
      { what: 'milliseconds a question', figures: millis },
    ],
  };
}

const sentData = z.object({
  question: z.string(),
  near: z.array(z.object({ id: z.string(), sentences: z.array(z.string()) })),
});

/** A reply of a model that names what is right: sentences where it was sent some, else the page. */
function obedientReply(user: string): string {
  const { question, near } = sentData.parse(JSON.parse(user));
  const each = asked.find((one) => one.question === question);
  if (each === undefined || each.refuse) return replying({ answerable: false, beyond: true });
  if (each.route !== null) return replying({ answerable: false, route: each.route });
  const page = near.find(({ id }) => each.pages.includes(id.replace('passage/', '')));
  const sentences = page?.sentences.slice(0, 3).map((_, at) => at + 1) ?? [];
  return replying({ picks: [{ page: page?.id ?? `passage/${each.pages[0]}`, sentences }] });
}

/** By so many points of a hundred a model has to be better, without one more wrong page. */
const requiredGain = 5;

/** Whether a model is worth its requests, in a line. */
function verdictOn(own: Score, withModel: Score): string {
  const gain = Math.round((100 * (withModel.right - own.right)) / own.of);
  const more = withModel.wrong - own.wrong;
  if (gain >= requiredGain && more <= 0) return `better by ${gain} points, no more wrong answers: leave it on`;
  const why = gain < requiredGain ? `${gain} points, of ${requiredGain} that are wanted` : `${more} more wrong answers`;
  return `not better (${why}): set NETLAB_TUTOR=off`;
}

async function askObedient(): Promise<Score> {
  const llm = await startLlm();
  llm.answer = ({ user }) => obedientReply(user);
  const score = await askAll(tutorAt(llm.url, { limits: { ...defaultTutorLimits, perMinute: 1000, perDay: 100_000 } }));
  await llm.close();
  return score;
}

/** The model of the environment, five times; the worst run by right answers, then by wrong ones. Null without one. */
async function askLive(): Promise<Score | null> {
  if (process.env.OPENAI_API_KEY === undefined || process.env.NETLAB_TUTOR_MODEL === undefined) return null;
  const runs: Score[] = [];
  for (let k = 0; k < 5; k++) {
    // A new one each time keeps nothing of the run before.
    const tutor = await openConfiguredTutor(parseConfig(process.env), taught);
    if (tutor !== null) runs.push(await askAll(tutor));
  }
  return runs.toSorted((a, b) => a.right - a.wrong - (b.right - b.wrong))[0] ?? null;
}

/** Measures questions without a model, with one that obeys, and with the live one where there is one; `print` shows it. */
export async function evaluateModels(print: Print): Promise<void> {
  const own = await askAll(null);
  print('All questions, the local reader alone', own.rows);
  const obedient = await askObedient();
  print('With an embedded model that obeys (select): what the way there and back loses', obedient.rows);
  const live = await askLive();
  if (live === null) {
    process.stdout.write(
      '\nNo live model: set OPENAI_API_KEY and NETLAB_TUTOR_MODEL (OPENAI_BASE_URL) to ask one, five times.\n',
    );
    return;
  }
  print('With the live model (select), the worst of five runs', live.rows);
  process.stdout.write(`\nThe live model: ${verdictOn(own, live)}\n`);
}
