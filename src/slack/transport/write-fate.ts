import { WebAPIHTTPError, WebAPIPlatformError } from '@slack/web-api';

/**
 * What a failed write says of itself. `refused`: Slack says that it did not do it. `unsent`: it never got there. `unsure`:
 * it is over, and may have been done all the same. `pending`: it may still be under way, and be done later.
 */
export type WriteFate = 'refused' | 'unsent' | 'unsure' | 'pending';

// What Slack answers when it broke in the middle: some of the operation may have succeeded, as its documentation says.
const brokenErrors: readonly string[] = ['internal_error', 'fatal_error', 'service_unavailable'];

// Failures before there was a connection that could have carried anything.
const unsentCodes: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/** Codes, names and messages along the causes of an error, as libraries wrap them. */
function traitsOf(error: unknown): readonly string[] {
  const traits: string[] = [];
  for (let [each, depth] = [error, 0]; each instanceof Error && depth < 6; depth++) {
    const { code, cause, original } = Object(each);
    traits.push(String(code), each.name, each.message);
    each = cause ?? original;
  }
  return traits;
}

/** Judges why a call of the Web API failed. Only `unsent` proves that repeating it is no second message. */
export function judgeFailedWrite(error: unknown): WriteFate {
  if (error instanceof WebAPIPlatformError) return brokenErrors.includes(error.data.error) ? 'unsure' : 'refused';
  if (error instanceof WebAPIHTTPError) {
    if (error.statusCode < 500) return 'refused';
    // A gateway that lost patience says nothing of the server behind it.
    return error.statusCode === 504 ? 'pending' : 'unsure';
  }
  const traits = traitsOf(error);
  if (traits.some((each) => unsentCodes.includes(each))) return 'unsent';
  if (traits.some((each) => each === 'TimeoutError' || each === 'AbortError')) return 'pending';
  const overHttp = traits.includes('fetch failed') || traits.some((each) => /^(?:E[A-Z]+|UND_ERR_\w+)$/u.test(each));
  return overHttp && !traits.includes('unexpected redirect') ? 'unsure' : 'refused';
}
