/** A hash that distinguishes texts (FNV-1a, 32 bits, hexadecimal); the text cannot be read from it. */
export function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16);
}
