import { createHash } from 'node:crypto';
import type { Explanation } from '../model/answer.ts';
import type { Code } from '../model/finding.ts';
import type { Lesson } from '../model/lesson.ts';
import type { Delivered, Situation, TutorFigure, TutorMode, Wording } from '../model/tutoring.ts';
import { type Limits, openAllowance, type Pass, type Unsent } from './allowance.ts';
import { chosenIn } from './choose.ts';
import { type Asking, compose, type Prompts, wordingOf } from './compose.ts';
import { type EndpointConfig, type Gate, openEndpoint, type Replied } from './endpoint.ts';
import { openKept } from './kept.ts';
import { sendable } from './outgoing.ts';
import { catalogue, exampleAddresses, packetOf } from './packet.ts';
import type { Draft } from './reply.ts';

/** What a tutor is made of. */
export type TutorConfig = EndpointConfig & {
  readonly mode: Exclude<TutorMode, 'off'>;
  readonly prompts: Prompts;
  readonly lesson: Lesson;
  /** Changes with every word of the lesson. */
  readonly edition: string;
  /** What each inspection asks: a question may be one for the cluster. */
  readonly inspections: readonly { readonly id: Code; readonly asks: string }[];
  readonly limits: Limits;
  /** Namespaces of the class, as a regular expression's source. */
  readonly namespacePattern: string;
  /** Milliseconds. */
  readonly now: () => number;
};

/** The second voice. Nothing of it throws: whatever goes wrong, the authored answer stands alone. */
export type Tutor = {
  readonly mode: Exclude<TutorMode, 'off'>;
  /**
   * Passages, at most two, or a finding, for a question that the handbook has no answer to; null for none. `own` is the
   * namespace of who asks: wherever it stands in the question, it does not leave.
   */
  readonly choose: (question: string, user: string, own?: string | null) => Promise<Explanation | null>;
  /** A paragraph for a situation, in `compose` alone; null for none. */
  readonly word: (situation: Situation, user: string, own?: string | null) => Promise<Wording | null>;
  /** Counts what somebody got to see. */
  readonly delivered: (what: Delivered) => void;
  /** Exactly what would be sent for a situation. */
  readonly sent: (situation: Situation) => string;
  /** What would be sent for a question, with how many titles there are in place of the titles; empty for nothing. */
  readonly sentFor: (question: string, own: string | null) => string;
  readonly figures: () => readonly TutorFigure[];
};

const week = 7 * 24 * 60 * 60_000;
const hour = 60 * 60_000;

/** Answers that are kept, at most. */
const many = 1000;

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function counting() {
  const counts = new Map<string, number>();
  return {
    add: (name: TutorFigure['name'], label = '') =>
      void counts.set(`${name} ${label}`, (counts.get(`${name} ${label}`) ?? 0) + 1),
    all: (): readonly { readonly key: string; readonly count: number }[] =>
      [...counts].map(([key, count]) => ({ key, count })),
  };
}

const unsent = (why: Unsent): Replied => ({ ok: false, why });

function isUnsent(why: string): why is Unsent {
  return ['queue', 'day', 'resting'].includes(why);
}

/** Whether a model answered, be it that it does not want to. */
function isReply(replied: Replied): boolean {
  return replied.ok || replied.why === 'refusal' || replied.why === 'filter';
}

/** Opens a tutor for one lesson. */
export function openTutor(config: TutorConfig): Tutor {
  const { lesson, prompts, mode, model, baseURL, edition, deadline, now, inspections, namespacePattern } = config;
  const endpoint = openEndpoint(config);
  const allowance = openAllowance(config.limits, now);
  const [choices, drafts] = [openKept<Explanation | null>(many, now), openKept<readonly Draft[] | null>(many, now)];
  const figures = counting();
  const examples = exampleAddresses(lesson);
  const keyOf = (...parts: readonly unknown[]) => digest([1, baseURL, model, edition, mode, ...parts]);

  /** Requests of one answer: within the limits, and none after so many milliseconds. */
  function asking(pass: Pass, millis: number): { readonly ask: Asking; readonly failed: () => boolean } {
    const signal = AbortSignal.timeout(millis);
    let [broken, waited] = [false, 0];
    const counted = async (run: () => Promise<Replied>, millisWaited: number) => {
      waited += millisWaited;
      const replied = await run();
      // An endpoint that was left too little time did not fail.
      if (!replied.ok && replied.why === 'timeout' && waited * 2 >= millis) return unsent('queue');
      // That a server does not know a form says nothing about how it is.
      if (replied.ok || replied.why !== 'schema') allowance.ended(isReply(replied));
      return replied;
    };
    const gate: Gate = (run) => pass.during((millisWaited) => counted(run, millisWaited), unsent, signal);
    const ask: Asking = async (each) => {
      const replied = await endpoint.ask({ ...each, signal }, gate);
      if (!isReply(replied)) broken = true;
      if (!replied.ok) figures.add(isUnsent(replied.why) ? 'refused' : 'failures', replied.why);
      return replied;
    };
    return { ask, failed: () => broken };
  }

  /** What is kept, what is being asked for, or a new request where the limits allow one. */
  async function once<T>(
    store: ReturnType<typeof openKept<T>>,
    key: string,
    { user, millis }: { readonly user: string; readonly millis: number },
    run: (ask: Asking) => Promise<T>,
  ): Promise<T | null> {
    const running = store.pending(key);
    const joined = running ? await running : null;
    const found = store.find(key);
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
    const { ask, failed } = asking(pass, millis);
    // That a model had nothing to say is kept for a while; what came of a failure is kept only where it is whole.
    const lasting = (value: T) => (isEmpty(value) ? (failed() ? 0 : hour) : week);
    return store.ask(key, () => run(ask).finally(pass.end), lasting);
  }

  const chosenFrom = (replied: Replied) => chosenIn(lesson, replied.ok ? replied.json : null);
  const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);

  const cleaned = (question: string, own: string | null) =>
    sendable(question, examples, { pattern: namespacePattern, own });
  const titles = catalogue(lesson, inspections);

  return {
    mode,
    async choose(question, user, own = null) {
      const asked = cleaned(question, own);
      if (asked === '') return null;
      const until = now() + deadline;
      const key = keyOf(prompts.question, asked.toLowerCase());
      const found = await once(choices, key, { user, millis: deadline }, async (ask) =>
        chosenFrom(await ask({ system: prompts.question, user: { ...titles, question: asked }, form: 'choice' })),
      ).catch(() => null);
      return found && { ...found, until };
    },
    async word(situation, user, own = null) {
      if (mode !== 'compose') return null;
      // What chose the pages took its part of the time.
      const millis = Math.min(deadline, (situation.until ?? Number.POSITIVE_INFINITY) - now());
      if (millis <= 0) {
        figures.add('refused', 'late');
        return null;
      }
      const { question } = situation;
      const packet = packetOf(lesson, { ...situation, question: question === null ? null : cleaned(question, own) });
      const key = keyOf(prompts.tutor, prompts.entail, packet);
      const found = await once(drafts, key, { user, millis }, (ask) =>
        compose(packet, prompts, ask, (why) => figures.add('dropped', why), !situation.chosen),
      ).catch(() => null);
      return found === null || found.length === 0 ? null : wordingOf(found, packet, situation.values);
    },
    delivered: (what) => figures.add('shown', what),
    sent: (situation) => JSON.stringify(packetOf(lesson, situation), null, 1),
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
    figures: () => {
      const { calls, tokens } = endpoint.used();
      const counted = figures.all().map(({ key, count }) => {
        const [name = '', label = ''] = key.split(' ');
        return { name, label, count } as TutorFigure;
      });
      return [...counted, { name: 'calls', label: '', count: calls }, { name: 'tokens', label: '', count: tokens }];
    },
  };
}
