import type { z } from 'zod';
import { firstLineOf } from '../model/error-line.ts';
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
  401: 'netlab’s credentials were refused (401)',
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

/** An answer that is more than is taken in: nothing is known of what it holds. */
export function oversizedAnswer(ask: ApiQuery, because: string): Unreadable {
  return { ask, outcome: 'failed', because, code: null, fault: 'size' };
}

/** There was nothing to log in with, so nothing was asked. */
export function missingLogin(ask: ApiQuery, because: string): Unreadable {
  return { ask, outcome: 'failed', because, code: null, fault: 'credentials' };
}

/** No answer came: a connection that failed, or the deadline. */
export function missingAnswer(ask: ApiQuery, error: unknown): Unreadable {
  return { ask, outcome: 'failed', because: whyNoAnswer(error), code: null };
}

/** The error that the others were made of; undici wraps what a proxy says twice. */
function firstCauseOf(error: Error, depth = 0): Error {
  return error.cause instanceof Error && depth < 5 ? firstCauseOf(error.cause, depth + 1) : error;
}

/** What stood in the way of an answer. Whoever answered something else than the API was reached. */
function whyNoAnswer(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer came';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer came before the deadline';
  const cause = firstCauseOf(error);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const proxyStatus = /^Proxy response \((\d+)\)/u.exec(cause.message)?.[1];
  if (proxyStatus !== undefined) return `the kubeconfig’s proxy answered with status ${proxyStatus}`;
  if (cause.message === 'unexpected redirect') return 'the API server answered with a redirect, which is not followed';
  if (/CERT|SELF_SIGNED|ISSUER/u.test(code))
    return `the API server’s certificate is not accepted: ${sanitizeText(code, 60)}`;
  return `the API server could not be reached: ${sanitizeText(code || firstLineOf(cause), 160)}`;
}
