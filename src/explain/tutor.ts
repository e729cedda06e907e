import { createHash } from 'node:crypto';
import type { Explanation } from '../model/answer.ts';
import type { Code } from '../model/finding.ts';
import type { Lesson } from '../model/lesson.ts';
import type { Situation, TutorFigure, TutorMode, Wording } from '../model/tutoring.ts';
import { type Limits, openAllowance } from './allowance.ts';
import { chosenIn } from './choose.ts';
import { type Asking, compose, type Prompts, wordingOf } from './compose.ts';
import { type EndpointConfig, openEndpoint, type Replied } from './endpoint.ts';
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
  /** Milliseconds for everything that one answer needs. */
  readonly deadline: number;
  readonly limits: Limits;
  /** Milliseconds. */
  readonly now: () => number;
};

/** The second voice. Nothing of it throws: whatever goes wrong, the authored answer stands alone. */
export type Tutor = {
  readonly mode: Exclude<TutorMode, 'off'>;
  /** Passages, at most two, or a finding, for a question that the handbook has no answer to; null for none. */
  readonly choose: (question: string, user: string) => Promise<Explanation | null>;
  /** A paragraph for a situation, in `compose` alone; null for none. */
  readonly word: (situation: Situation, user: string) => Promise<Wording | null>;
  /** Exactly what would be sent for a situation; in `select`, where situations are not sent, for a question. */
  readonly sent: (situation: Situation) => string;
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

/** Opens a tutor for one lesson. */
export function openTutor(config: TutorConfig): Tutor {
  const { lesson, prompts, mode, model, baseURL, edition, deadline, now, inspections } = config;
  const endpoint = openEndpoint(config);
  const allowance = openAllowance(config.limits, now);
  const [choices, drafts] = [openKept<Explanation | null>(many, now), openKept<readonly Draft[] | null>(many, now)];
  const figures = counting();
  const examples = exampleAddresses(lesson);
  const keyOf = (...parts: readonly unknown[]) => digest([1, baseURL, model, edition, mode, ...parts]);

  /** Requests of one answer: within the limits, and none after the deadline. */
  function asking(): { readonly ask: Asking; readonly failed: () => boolean } {
    const signal = AbortSignal.timeout(deadline);
    let broken = false;
    const ask: Asking = async (each) => {
      const replied = await allowance
        .during(() => endpoint.ask({ ...each, signal }), signal)
        .catch((): Replied => ({ ok: false, why: 'timeout' }));
      const well = replied.ok || ['refusal', 'filter', 'length', 'form', 'empty'].includes(replied.why);
      allowance.ended(well);
      if (!well) broken = true;
      if (!replied.ok) figures.add('failures', replied.why);
      return replied;
    };
    return { ask, failed: () => broken };
  }

  /** What is kept, what is being asked for, or a new request where the limits allow one. */
  async function once<T>(
    store: ReturnType<typeof openKept<T>>,
    key: string,
    user: string,
    run: (ask: Asking) => Promise<T>,
  ): Promise<T | null> {
    const found = store.find(key);
    if (found) {
      figures.add('cached');
      return found.value;
    }
    const running = store.pending(key);
    if (running) {
      figures.add('cached');
      return running;
    }
    const refused = allowance.admit(user);
    if (refused) {
      figures.add('refused', refused);
      return null;
    }
    const { ask, failed } = asking();
    // What came of a failure is not kept; that a model had nothing to say is, for a while.
    const lasting = (value: T) => (failed() ? 0 : isEmpty(value) ? hour : week);
    return store.ask(key, () => run(ask), lasting);
  }

  const chosenFrom = (replied: Replied) => chosenIn(lesson, replied.ok ? replied.json : null);
  const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);

  return {
    mode,
    async choose(question, user) {
      const asked = sendable(question, examples);
      if (asked === '') return null;
      const user_ = { ...catalogue(lesson, inspections), question: asked };
      const found = await once(choices, keyOf(prompts.question, asked.toLowerCase()), user, async (ask) =>
        chosenFrom(await ask({ system: prompts.question, user: user_, form: 'choice' })),
      ).catch(() => null);
      if (found) figures.add('shown', 'choice');
      return found;
    },
    async word(situation, user) {
      if (mode !== 'compose') return null;
      const packet = packetOf(lesson, situation);
      const key = keyOf(prompts.tutor, prompts.entail, packet);
      const found = await once(drafts, key, user, (ask) =>
        compose(packet, prompts, ask, (why) => figures.add('dropped', why), !situation.chosen),
      ).catch(() => null);
      if (found === null || found.length === 0) return null;
      figures.add('shown', 'paragraph');
      return wordingOf(found, packet, situation.values);
    },
    sent: (situation) => {
      const question = '(your question)';
      const user = mode === 'compose' ? packetOf(lesson, situation) : { ...catalogue(lesson, inspections), question };
      return JSON.stringify(user, null, 1);
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
