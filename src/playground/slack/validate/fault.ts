/** An object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** A fault in a payload: where, and what Slack has against it. */
export type Fault = string;

/** The fields of an object; none of anything else. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A list, or null. */
export function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** Faults of a text object of one of the types, 1 to `max` characters long. */
export function textFaults(value: unknown, path: string, max: number, types: readonly string[]): readonly Fault[] {
  const { type, text } = fields(value);
  if (!types.includes(String(type))) return [`${path}: must be a text object of type ${types.join(' or ')}`];
  if (typeof text !== 'string' || text === '') return [`${path}.text: must be at least 1 character`];
  return text.length > max ? [`${path}.text: must be less than ${max + 1} characters`] : [];
}

/** Faults of a plain_text object. */
export function plainFaults(value: unknown, path: string, max: number): readonly Fault[] {
  return textFaults(value, path, max, ['plain_text']);
}

/** Both types of text object. */
export const anyText = ['mrkdwn', 'plain_text'];

/** Faults of an optional string of at most `max` characters. */
export function stringFaults(value: unknown, path: string, max: number): readonly Fault[] {
  if (value === undefined) return [];
  if (typeof value !== 'string') return [`${path}: must be a string`];
  return value.length > max ? [`${path}: must be less than ${max + 1} characters`] : [];
}
