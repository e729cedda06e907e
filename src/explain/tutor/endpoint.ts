import {
  completionParameters,
  type ResponseFormat,
  readCompletion,
  responseFormats,
  type TutorReply,
  type TutorRequest,
} from './completion.ts';
import { classifyFailure } from './failure.ts';
import { createModelClient, type TutorEndpointConfig } from './model-client.ts';

/** What each request passes: it may wait, or not be made at all. */
export type RequestGate = (run: () => Promise<TutorReply>) => Promise<TutorReply>;

/** A model behind an endpoint. */
export type TutorEndpoint = {
  readonly ask: (request: TutorRequest, gate: RequestGate) => Promise<TutorReply>;
  /** Requests that went out, and the tokens that the server counted for them. */
  readonly usageTotals: () => { readonly calls: number; readonly tokens: number };
};

/** Opens an endpoint. Its requests never throw: whatever goes wrong is a class of failure. */
export function openTutorEndpoint(config: TutorEndpointConfig): TutorEndpoint {
  let [calls, tokens] = [0, 0];
  const client = createModelClient(config, () => {
    calls++;
  });
  // The index of the strictest response format that the server may understand, as far as is known.
  let strictest = 0;

  async function request(asked: TutorRequest, format: ResponseFormat): Promise<TutorReply> {
    const parameters = completionParameters(config.model, asked, format);
    const completion = await client.chat.completions.create(parameters, { signal: asked.signal });
    const answer: Partial<typeof completion> = completion ?? {};
    if (typeof answer.usage?.total_tokens === 'number') tokens += answer.usage.total_tokens;
    return readCompletion(answer, asked.form);
  }

  async function attempt(asked: TutorRequest, index: number): Promise<TutorReply> {
    try {
      const reply = await request(asked, responseFormats[index] ?? 'text');
      // Only an answer shows that the stricter formats were what the server did not understand.
      strictest = Math.max(strictest, index);
      return reply;
    } catch (error) {
      const why = classifyFailure(error, asked.signal);
      return { ok: false, why: why === 'schema' && index === responseFormats.length - 1 ? 'bad-request' : why };
    }
  }

  return {
    usageTotals: () => ({ calls, tokens }),
    ask: async (asked, gate) => {
      for (let index = strictest; ; index++) {
        const reply = await gate(() => attempt(asked, index));
        if (reply.ok || reply.why !== 'schema') return reply;
      }
    },
  };
}
