import { nonEmptyText } from './front-matter.ts';

// One command that changes nothing: no second command behind it or on a new line, and no output into a file.
const readOnly =
  /^(?:kubectl (?:get|describe|explain|config view|auth can-i|api-resources)|az [a-z ]+ (?:list|show))(?: (?:[^`;&|<>$'"\p{C}\p{Zl}\p{Zp}]|'[^'\p{C}\p{Zl}\p{Zp}]*')+)?$/u;

/** The form of a command that only reads. */
export const readOnlyCommand = nonEmptyText.regex(
  readOnly,
  'must be one command that only reads: kubectl get, describe, …',
);
