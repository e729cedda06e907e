/** The code of a system's error, as `ENOENT`; '' where it has none. */
export function errorCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * The first line of what went wrong, for the log or a refusal: the error's message, its name where that is empty. An
 * AggregateError without words, which a host of two addresses gives, is worded by its first error.
 */
export function firstLineOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '' && error.errors.length > 0)
    return firstLineOf(error.errors[0]);
  if (error instanceof Error) return error.message.split('\n', 1)[0] || error.name;
  return String(error ?? 'no reason given').split('\n', 1)[0] ?? '';
}
