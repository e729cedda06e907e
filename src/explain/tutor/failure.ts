import OpenAI from 'openai';

/**
 * The ways in which an endpoint fails: classes, since the words of providers may repeat what was sent.
 * `schema`: it does not know the form that it was asked for; `form`: what it sent is not of that form.
 */
export type TutorFailure =
  | 'auth'
  | 'rate'
  | 'server'
  | 'timeout'
  | 'unreachable'
  | 'bad-request'
  | 'schema'
  | 'filter'
  | 'refusal'
  | 'length'
  | 'empty'
  | 'form'
  | 'too-large';

// How servers say that they do not know a form. The word "schema" alone may be the student's, repeated.
const unknownForm =
  /response_format|json_schema|json_object|guided_(?:json|grammar)|pars(?:e|ing) grammar|structured outputs? (?:is|are) not/iu;

/** The class of an answer with an error status. */
function classifyStatus({ status, code, message, param }: InstanceType<typeof OpenAI.APIError>): TutorFailure {
  if (status === 401 || status === 403) return 'auth';
  if (status === 413) return 'too-large';
  if (status === 429) return 'rate';
  if (status !== undefined && status >= 500) return 'server';
  if (code === 'content_filter') return 'filter';
  if ((status === 400 || status === 422) && (/^response_format/u.test(param ?? '') || unknownForm.test(message)))
    return 'schema';
  return 'bad-request';
}

/** The class of an error that a request ended in; `signal` is the deadline of its answer. */
export function classifyFailure(error: unknown, signal: AbortSignal): TutorFailure {
  if (signal.aborted) return 'timeout';
  if (error instanceof OpenAI.APIConnectionTimeoutError || error instanceof OpenAI.APIUserAbortError) return 'timeout';
  if (error instanceof OpenAI.APIConnectionError) return 'unreachable';
  if (error instanceof OpenAI.APIError) return classifyStatus(error);
  // A body that is no JSON, or JSON of another shape.
  return 'form';
}
