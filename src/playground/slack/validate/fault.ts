/** An object whose fields are not known yet. */
export type UnknownFields = Readonly<Record<string, unknown>>;

/** A fault in a payload: where, and what Slack has against it. */
export type PayloadFault = string;

/** The fields of an object; none of anything else. */
export function fieldsOf(value: unknown): UnknownFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A list, or null. */
export function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** Faults of a text object of one of the types, 1 to `max` characters long. */
export function textFaults(
  value: unknown,
  path: string,
  max: number,
  types: readonly string[],
): readonly PayloadFault[] {
  const { type, text } = fieldsOf(value);
  if (!types.includes(String(type))) return [`${path}: must be a text object of type ${types.join(' or ')}`];
  if (typeof text !== 'string' || text === '') return [`${path}.text: must be at least 1 character`];
  return text.length > max ? [`${path}.text: must be less than ${max + 1} characters`] : [];
}

/** Faults of a plain_text object. */
export function plainFaults(value: unknown, path: string, max: number): readonly PayloadFault[] {
  return textFaults(value, path, max, ['plain_text']);
}

/** Both types of text object. */
export const textObjectTypes = ['mrkdwn', 'plain_text'];

/** Faults of an optional string of at most `max` characters. */
export function stringFaults(value: unknown, path: string, max: number): readonly PayloadFault[] {
  if (value === undefined) return [];
  if (typeof value !== 'string') return [`${path}: must be a string`];
  return value.length > max ? [`${path}: must be less than ${max + 1} characters`] : [];
}
