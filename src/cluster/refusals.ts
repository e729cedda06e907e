import type { z } from 'zod';
import type { ApiQuery, Unreadable } from '../model/read.ts';
import { sanitizeText } from './translate/sanitize.ts';

/** Where a question was asked, in words. */
export function scopeWords({ namespace }: ApiQuery): string {
  return namespace === null ? 'at cluster scope' : `in namespace ${namespace}`;
}

/** The question in words: `list pods in namespace kube-system`. */
export function queryWords(ask: ApiQuery): string {
  const group = ask.group === '' ? '' : `.${ask.group}`;
  return `${ask.verb} ${ask.resource}${group}${ask.name === null ? '' : ` ${ask.name}`} ${scopeWords(ask)}`;
}

const words: Readonly<Record<number, string>> = {
  401: 'the API server did not accept the credentials (401)',
  404: 'the API server does not know this path (404)',
  409: 'the API server reported a conflict (409)',
  410: 'the API server said that the list had expired (410)',
  429: 'the API server asked netlab to slow down (429)',
};

/**
 * Turns an HTTP status that carries no data into the reason why there is none. A 404 of one object is taken for Kubernetes's
 * own word that it does not exist: whoever asks has looked at what came with it.
 */
export function refusalOf(ask: ApiQuery, code: number): Unreadable {
  if (code === 403) {
    return { ask, outcome: 'forbidden', because: `not allowed to ${queryWords(ask)} (403)`, code };
  }
  if (code === 404 && ask.verb === 'get') {
    return { ask, outcome: 'not-found', because: `${ask.name ?? ask.resource} does not exist (404)`, code };
  }
  return { ask, outcome: 'failed', because: words[code] ?? `the API server answered with status ${code}`, code };
}

/** An absence that does not come from Kubernetes, or speaks of something else: nothing is known to be absent. */
export function doubtfulAbsence(ask: ApiQuery, why: string): Unreadable {
  const because = `nothing was shown for ${queryWords(ask)}, but that proves no absence: ${why}`;
  return { ask, outcome: 'failed', because, code: 404 };
}

/** The first field that is not as the API defines it. */
export function firstIssueOf({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as the API defines it'}`;
}

/** An answer that came, but not in the API's shape. */
export function malformedAnswer(ask: ApiQuery, detail: string): Unreadable {
  return {
    ask,
    outcome: 'failed',
    because: `the answer was not what the Kubernetes API sends: ${sanitizeText(detail, 160)}`,
    code: null,
  };
}

/** No answer came: a connection that failed, or the deadline. */
export function missingAnswer(ask: ApiQuery, error: unknown): Unreadable {
  return { ask, outcome: 'failed', because: sanitizeText(whyNoAnswer(error), 200), code: null };
}

function whyNoAnswer(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer came';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer came before the deadline';
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return `the API server could not be reached: ${code || cause.message}`;
}
