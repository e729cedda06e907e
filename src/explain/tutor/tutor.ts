import { createHash } from 'node:crypto';
import type { Explanation } from '../../model/answer.ts';
import type { FindingCode } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { TutorMetric } from '../../model/tutor.ts';
import { redactQuestion } from '../protocol/redact.ts';
import { createAnswerCache } from './answer-cache.ts';
import { resolveChoice } from './choose.ts';
import {
  openTutorEndpoint,
  type RequestGate,
  type TutorEndpointConfig,
  type TutorReply,
  type TutorRequest,
} from './endpoint.ts';
import { createRateLimiter, type RequestPermit, type TutorLimits, type UnsentReason } from './rate-limit.ts';
import { exampleAddresses, listLessonTitles } from './sentences.ts';

/** What a tutor is made of. */
export type TutorConfig = TutorEndpointConfig & {
  /** What the model is told. */
  readonly prompt: string;
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

/** Asks a model within the deadline and the limits. */
type AskTutor = (ask: Omit<TutorRequest, 'signal'>) => Promise<TutorReply>;

/** A language model that chooses what to show. Nothing of it throws: whatever goes wrong, the handbook's answer stands. */
export type Tutor = {
  /**
   * Passages, at most two, or a finding, for a question that the handbook has no answer to; null for none. `own` is the
   * namespace of who asks: wherever it stands in the question, it does not leave.
   */
  readonly choose: (question: string, user: string, own?: string | null) => Promise<Explanation | null>;
  /** Counts a choice that somebody got to see. */
  readonly countShownChoice: () => void;
  /** What would be sent for a question, with how many titles there are in place of the titles; empty for nothing. */
  readonly sentFor: (question: string, own: string | null) => string;
  readonly metrics: () => readonly TutorMetric[];
};

const weekMs = 7 * 24 * 60 * 60_000;
const hourMs = 60 * 60_000;

/** Answers that are kept, at most. */
const many = 1000;

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function counting() {
  const counts = new Map<string, number>();
  return {
    add: (name: TutorMetric['name'], label = '') =>
      void counts.set(`${name} ${label}`, (counts.get(`${name} ${label}`) ?? 0) + 1),
    all: (): readonly { readonly key: string; readonly count: number }[] =>
      [...counts].map(([key, count]) => ({ key, count })),
  };
}

const unsent = (why: UnsentReason): TutorReply => ({ ok: false, why });

function isUnsent(why: string): why is UnsentReason {
  return ['queue', 'day', 'resting'].includes(why);
}

/** Whether a model answered, be it that it does not want to. */
function isReply(replied: TutorReply): boolean {
  return replied.ok || replied.why === 'refusal' || replied.why === 'filter';
}

/** Opens a tutor for one lesson. */
export function openTutor(config: TutorConfig): Tutor {
  const { lesson, prompt, model, baseURL, edition, replyTimeoutMs, now, inspections, namespacePattern } = config;
  const endpoint = openTutorEndpoint(config);
  const allowance = createRateLimiter(config.limits, now);
  const choices = createAnswerCache<Explanation | null>(many, now);
  const figures = counting();
  const examples = exampleAddresses(lesson);
  const keyOf = (question: string) => digest([1, baseURL, model, edition, prompt, question]);

  /** Requests of one answer: within the limits, and none after the deadline. */
  function asking(pass: RequestPermit): { readonly ask: AskTutor; readonly failed: () => boolean } {
    const signal = AbortSignal.timeout(replyTimeoutMs);
    let [broken, waited] = [false, 0];
    const counted = async (run: () => Promise<TutorReply>, millisWaited: number) => {
      waited += millisWaited;
      const replied = await run();
      // An endpoint that was left too little time did not fail.
      if (!replied.ok && replied.why === 'timeout' && waited * 2 >= replyTimeoutMs) return unsent('queue');
      // That a server does not know a form says nothing about how it is.
      if (replied.ok || replied.why !== 'schema') allowance.ended(isReply(replied));
      return replied;
    };
    const gate: RequestGate = (run) => pass.during((millisWaited) => counted(run, millisWaited), unsent, signal);
    const ask: AskTutor = async (each) => {
      const replied = await endpoint.ask({ ...each, signal }, gate);
      if (!isReply(replied)) broken = true;
      if (!replied.ok) figures.add(isUnsent(replied.why) ? 'refused' : 'failures', replied.why);
      return replied;
    };
    return { ask, failed: () => broken };
  }

  /** What is kept, what is being asked for, or a new request where the limits allow one. */
  async function once(
    key: string,
    user: string,
    run: (ask: AskTutor) => Promise<Explanation | null>,
  ): Promise<Explanation | null> {
    const running = choices.pending(key);
    const joined = running ? await running : null;
    const found = choices.find(key);
    if (found) {
      figures.add('cached');
      return found.value;
    }
    // What came of nothing is not asked for again by everybody who waited for it.
    if (running) return joined;
    const pass = allowance.admit(user);
    if (typeof pass === 'string') {
      figures.add('refused', pass);
      return null;
    }
    const { ask, failed } = asking(pass);
    // That a model had nothing to name is kept for a while; what came of a failure is not.
    const lasting = (value: Explanation | null) => (value === null ? (failed() ? 0 : hourMs) : weekMs);
    return choices.ask(key, () => run(ask).finally(pass.end), lasting);
  }

  const chosenFrom = (replied: TutorReply) => resolveChoice(lesson, replied.ok ? replied.json : null);

  const cleaned = (question: string, own: string | null) =>
    redactQuestion(question, examples, { pattern: namespacePattern, own });
  const titles = listLessonTitles(lesson, inspections);

  return {
    async choose(question, user, own = null) {
      const asked = cleaned(question, own);
      if (asked === '') return null;
      return once(keyOf(asked.toLowerCase()), user, async (ask) =>
        chosenFrom(await ask({ system: prompt, user: { ...titles, question: asked }, form: 'choice' })),
      ).catch(() => null);
    },
    countShownChoice: () => figures.add('shown', 'choice'),
    sentFor: (question, own) => {
      const asked = cleaned(question, own);
      const [passages, findings] = [`${titles.passages.length} passages`, `${titles.findings.length} findings`];
      const shape = {
        passages: `${passages}: id, title, aliases`,
        findings: `${findings}: id, title`,
        question: asked,
      };
      return asked === '' ? '' : JSON.stringify(shape, null, 1);
    },
    metrics: () => {
      const { calls, tokens } = endpoint.usageTotals();
      const counted = figures.all().map(({ key, count }) => {
        const [name = '', label = ''] = key.split(' ');
        return { name, label, count } as TutorMetric;
      });
      return [...counted, { name: 'calls', label: '', count: calls }, { name: 'tokens', label: '', count: tokens }];
    },
  };
}
