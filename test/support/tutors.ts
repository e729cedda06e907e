// Tutors against an embedded endpoint.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLesson } from '../../src/app/lesson.ts';
import { checks } from '../../src/checks/index.ts';
import { defaultTutorLimits } from '../../src/explain/tutor/rate-limit.ts';
import { openTutor, type Tutor, type TutorConfig } from '../../src/explain/tutor/tutor.ts';
import { findingCodes } from '../../src/model/finding.ts';
import { llmKey } from './llm.ts';

const prompt = readFileSync(join(import.meta.dirname, '../../prompts/question.md'), 'utf8');

/** The lesson that comes with netlab, as it reads on a day. */
export const taught = openLesson(null, () => '2026-11-24T16:40:00.000Z')();

/** A tutor for the lesson that comes with netlab, at an endpoint. */
export function tutorAt(url: string, rest: Partial<TutorConfig> = {}): Tutor {
  return openTutor({
    apiKey: llmKey,
    baseURL: url,
    model: 'a-model',
    prompt,
    lesson: taught,
    edition: 'an-edition',
    inspections: findingCodes.map((id) => ({ id, asks: checks[id].asks })),
    replyTimeoutMs: 2000,
    namespacePattern: '^student-[a-z0-9-]+$',
    limits: defaultTutorLimits,
    now: Date.now,
    ...rest,
  });
}

/** A reply that names ids. */
export const choosing = (...ids: readonly string[]) => JSON.stringify({ answerable: true, ids });
