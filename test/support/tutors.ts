// Tutors against an embedded endpoint.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../../src/checks/index.ts';
import { openLesson } from '../../src/compose.ts';
import { limits } from '../../src/explain/allowance.ts';
import { openTutor, type Tutor, type TutorConfig } from '../../src/explain/tutor.ts';
import { codes } from '../../src/model/finding.ts';
import { llmKey } from './llm.ts';

const prompts = join(import.meta.dirname, '../../prompts');
const prompt = (name: string) => readFileSync(join(prompts, `${name}.md`), 'utf8');

export const taught = openLesson(null);

/** A tutor for the lesson that comes with netlab, at an endpoint. */
export function tutorAt(url: string, rest: Partial<TutorConfig> = {}): Tutor {
  return openTutor({
    mode: 'select',
    apiKey: llmKey,
    baseURL: url,
    model: 'a-model',
    prompts: { question: prompt('question'), tutor: prompt('tutor'), entail: prompt('entail') },
    lesson: taught,
    edition: 'an-edition',
    inspections: codes.map((id) => ({ id, asks: checks[id].asks })),
    deadline: 2000,
    namespacePattern: '^student-[a-z0-9-]+$',
    limits,
    now: Date.now,
    ...rest,
  });
}

/** A reply that names ids. */
export const choosing = (...ids: readonly string[]) => JSON.stringify({ answerable: true, ids });

/** A reply of sentences, each with what it cites. */
export const saying = (...sentences: readonly (readonly [text: string, ...cites: readonly string[]])[]) =>
  JSON.stringify({ answerable: true, sentences: sentences.map(([text, ...cites]) => ({ text, cites })) });

/** A second reading that confirms so many sentences. */
export const confirming = (many = 8) =>
  JSON.stringify({ verdicts: Array.from({ length: many }, (_, i) => ({ n: i + 1, entailed: true })) });
