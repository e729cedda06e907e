const alien = /[^\x20-\x7e]/gu;

/**
 * Text from a cluster as visible ASCII, at most `max` characters: names and labels are ASCII by the API's own rules, so
 * whatever else stands there (right-to-left marks, control characters) can only mislead a reader.
 */
export function sanitizeText(text: string, max = 253): string {
  const ascii = text.replace(alien, '?');
  return ascii.length > max ? `${ascii.slice(0, max - 3)}...` : ascii;
}
