import OpenAI from 'openai';
import { z } from 'zod';
import type { Explanation } from '../model/answer.ts';
import type { Lesson } from '../model/lesson.ts';

/** How to reach a model; `fetch` is handed in by tests. */
export type TutorConfig = {
  readonly apiKey: string;
  readonly baseURL: string;
  readonly model: string;
  /** What the model is told: prompts/question.md. */
  readonly prompt: string;
  /** Milliseconds for everything, retries included. */
  readonly deadline: number;
  readonly fetch?: typeof globalThis.fetch;
};

// Only type, enum, items, required and additionalProperties: what every compatible server understands. The ids are
// checked here, not in the schema, so that the schema stays the same for every lesson.
const schema = {
  type: 'object',
  properties: { answerable: { type: 'boolean' }, passages: { type: 'array', items: { type: 'string' } } },
  required: ['answerable', 'passages'],
  additionalProperties: false,
} as const;

const reply = z.object({ answerable: z.boolean(), passages: z.array(z.string()) });

/** A question as it may leave: normalised, without control and format characters, at most 300 characters. */
export function sendable(question: string): string {
  const plain = question.normalize('NFKC').replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
  return [...plain].slice(0, 300).join('');
}

/** The ids that a model chose; null for anything that is not the form it was asked for. */
export function chosen(content: string | null | undefined): readonly string[] | null {
  try {
    const parsed = reply.safeParse(JSON.parse(content ?? ''));
    return parsed.success && parsed.data.answerable ? parsed.data.passages : null;
  } catch {
    return null;
  }
}

function clientFor({ apiKey, baseURL, fetch }: TutorConfig): OpenAI {
  // Everything is set: what is left out, the library fills from other environment variables, the key included.
  const fixed = { organization: null, project: null, adminAPIKey: null, logLevel: 'off', maxRetries: 1 } as const;
  return new OpenAI({ ...fixed, apiKey, baseURL, fetchOptions: { redirect: 'error' }, ...(fetch ? { fetch } : {}) });
}

/**
 * The second voice, which can only choose: passages of the lesson for a question, at most two; none when the model
 * says so, fails, is late, or answers in another form. Never throws.
 */
export function tutorFor(config: TutorConfig): (lesson: Lesson, question: string) => Promise<Explanation | null> {
  const client = clientFor(config);
  return async (lesson, question) => {
    const passages = lesson.passages.map(({ id, title, aliases }) => ({ id, title, aliases }));
    try {
      const completion = await client.chat.completions.create(
        {
          model: config.model,
          store: false,
          messages: [
            { role: 'system', content: config.prompt },
            { role: 'user', content: JSON.stringify({ passages, question: sendable(question) }) },
          ],
          response_format: { type: 'json_schema', json_schema: { name: 'choice', strict: true, schema } },
        },
        { signal: AbortSignal.timeout(config.deadline), timeout: config.deadline },
      );
      const ids = chosen(completion.choices?.[0]?.message?.content);
      const found = (ids ?? [])
        .map((id) => lesson.passages.find((passage) => passage.id === id))
        .filter((each) => each !== undefined);
      return found.length > 0 ? { by: 'tutor', passages: [...new Set(found)].slice(0, 2) } : null;
    } catch {
      // Whatever went wrong, the handbook's answer stands; messages of providers may echo the question.
      return null;
    }
  };
}
