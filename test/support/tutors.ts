// Tutors against an embedded endpoint.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLesson } from '../../src/app/lesson.ts';
import { checks } from '../../src/checks/index.ts';
import { defaultTutorLimits } from '../../src/explain/tutor/rate-limit.ts';
import { openTutor, type Tutor, type TutorConfig } from '../../src/explain/tutor/tutor.ts';
import { findingCodes } from '../../src/model/finding.ts';
import type { ModelChoice } from '../../src/model/sentence-choice.ts';
import { llmKey } from './llm.ts';

const promptText = (name: string) => readFileSync(join(import.meta.dirname, '../../prompts', name), 'utf8');

/** The lesson that comes with netlab, as it reads on a day. */
export const taught = openLesson(null, () => '2026-11-24T16:40:00.000Z')();

/** A tutor that a bare question can be put to. */
export type BareTutor = Tutor & { readonly choose: (question: string, user: string) => Promise<ModelChoice | null> };

/** A tutor for the lesson that comes with netlab, at an endpoint. */
export function tutorAt(url: string, rest: Partial<TutorConfig> = {}): BareTutor {
  const tutor = openTutor({
    apiKey: llmKey,
    baseURL: url,
    model: 'a-model',
    prompts: { question: promptText('question.md'), result: promptText('result.md') },
    lesson: taught,
    edition: 'an-edition',
    inspections: findingCodes.map((id) => ({ id, asks: checks[id].asks })),
    replyTimeoutMs: 2000,
    namespacePattern: '^student-[a-z0-9-]+$',
    limits: defaultTutorLimits,
    now: Date.now,
    ...rest,
  });
  const bare = { own: null, topic: null, near: [] };
  return { ...tutor, choose: (question, user) => tutor.chooseForQuestion({ ...bare, question }, user) };
}

const silent = { answerable: false, picks: [], route: '', hand_over: false, beyond: false };

/** A reply to a question with these fields. */
export const replying = (fields: object): string => JSON.stringify({ ...silent, answerable: true, ...fields });

/** A reply that names pages, each as a whole. */
export const choosing = (...ids: readonly string[]): string =>
  replying({ picks: ids.map((page) => ({ page, sentences: [] })) });

/** A reply that nothing answers. */
export const choosingNothing: string = JSON.stringify(silent);
