import { createHash } from 'node:crypto';
import type { FindingCode } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { ModelChoice, ResultSituation } from '../../model/sentence-choice.ts';
import type { TutorMetric } from '../../model/tutor.ts';
import { addressesIn, redactQuestion } from '../protocol/redact.ts';
import type { ReplyForm } from '../protocol/reply-schemas.ts';
import {
  type AskedQuestion,
  listChoosablePages,
  questionData,
  questionPreview,
  resultData,
  resultPreview,
} from '../protocol/requests.ts';
import { readQuestionReply, readResultReply } from './choose.ts';
import { createTutorCounters } from './counters.ts';
import { openTutorEndpoint } from './endpoint.ts';
import { limitAnswers } from './limited-answers.ts';
import type { TutorEndpointConfig } from './model-client.ts';
import type { TutorLimits } from './rate-limit.ts';

/** What a tutor is made of. */
export type TutorConfig = TutorEndpointConfig & {
  /** The constant part of each kind of request. */
  readonly prompts: { readonly [F in ReplyForm]: string };
  readonly lesson: Lesson;
  /** Changes with every word of the lesson. */
  readonly edition: string;
  /** What each inspection asks: a question may be one for the cluster. */
  readonly inspections: readonly { readonly id: FindingCode; readonly asks: string }[];
  readonly limits: TutorLimits;
  /** Namespaces of the class, as a regular expression's source. */
  readonly namespacePattern: string;
  /** Milliseconds. */
  readonly now: () => number;
};

/**
 * A language model that chooses what to show. Nothing of it throws: whatever goes wrong, the lesson's own
 * order stands.
 */
export type Tutor = {
  /** What to show for a question that the local search is not sure of; null for nothing. */
  readonly chooseForQuestion: (asked: AskedQuestion, user: string) => Promise<ModelChoice | null>;
  /** Which sentences matter for a result; null for none. */
  readonly chooseForResult: (situation: ResultSituation, user: string) => Promise<ModelChoice | null>;
  /** Counts a choice that somebody got to see. */
  readonly countShownChoice: () => void;
  /** What would be sent for a question, the lesson counted instead of shown; empty for nothing. */
  readonly sentForQuestion: (asked: AskedQuestion) => string;
  /** The same for a result. */
  readonly sentForResult: (situation: ResultSituation) => string;
  readonly metrics: () => readonly TutorMetric[];
};

/** The cache key of a situation: another one for another model, prompt or lesson. */
function keyOf({ baseURL, model, edition, prompts }: TutorConfig, form: ReplyForm, situation: object): string {
  // The leading number is the version of what is stored below a key.
  const parts = [2, form, baseURL, model, edition, prompts[form], situation];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Every address that the lesson itself uses. */
function exampleAddresses({ passages }: Lesson): ReadonlySet<string> {
  return addressesIn(passages.flatMap(({ body, aliases }) => [...body, ...aliases]));
}

/** A question as it may be sent, its data, and what it is kept under; null where nothing of it may be. */
function questionSender(config: TutorConfig) {
  const pages = listChoosablePages(config.lesson, config.inspections);
  const examples = exampleAddresses(config.lesson);
  const redact = ({ question, own }: AskedQuestion) =>
    redactQuestion(question, examples, { pattern: config.namespacePattern, own });
  return {
    pages,
    redact,
    prepare(asked: AskedQuestion) {
      const question = redact(asked);
      if (question === '') return null;
      const data = questionData(pages, asked, question);
      // By their ids: dates in sentences are worded anew each day, and what was chosen of them stays chosen.
      const near = asked.near.map(({ id }) => id);
      const situation = { question: question.toLowerCase(), topic: data.topic, near };
      return { data, key: keyOf(config, 'question', situation) };
    },
  };
}

/** Opens a tutor for one lesson. */
export function openTutor(config: TutorConfig): Tutor {
  const { prompts } = config;
  const counters = createTutorCounters();
  const endpoint = openTutorEndpoint(config);
  const answerOnce = limitAnswers(endpoint, counters, config);
  const { pages, redact, prepare } = questionSender(config);

  return {
    async chooseForQuestion(asked, user) {
      const prepared = prepare(asked);
      if (prepared === null) return null;
      return answerOnce(prepared.key, user, async (ask) => {
        const reply = await ask({ form: 'question', system: prompts.question, user: prepared.data });
        return readQuestionReply(reply.ok ? reply.json : null, pages, asked);
      }).catch(() => null);
    },
    async chooseForResult(result, user) {
      const data = resultData(result);
      const situation = { ...data, sources: data.sources.map(({ id }) => id) };
      return answerOnce(keyOf(config, 'result', situation), user, async (ask) => {
        const reply = await ask({ form: 'result', system: prompts.result, user: data });
        return readResultReply(reply.ok ? reply.json : null, result.sources);
      }).catch(() => null);
    },
    countShownChoice: () => counters.add('shown', 'choice'),
    sentForQuestion: (asked) => {
      const redacted = redact(asked);
      return redacted === '' ? '' : questionPreview(pages, asked, redacted);
    },
    sentForResult: resultPreview,
    metrics: () => {
      const { calls, tokens } = endpoint.usageTotals();
      return [
        ...counters.all(),
        { name: 'calls', label: '', count: calls },
        { name: 'tokens', label: '', count: tokens },
      ];
    },
  };
}
