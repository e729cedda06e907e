/** Shortens the names in a sentence. */
export type Shorten = (text: string) => string;

// A name that is as short as this is left alone.
const longName = 16;

/** The beginning that all names share, up to a hyphen. */
function sharedStart(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  let length = first.length;
  for (const name of rest) while (!name.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, first.lastIndexOf('-', length - 1) + 1);
}

/**
 * Names of nodes without the beginning that all of them share, for sentences: `…vmss000001`. They still tell apart. Commands
 * and the evidence have them whole.
 */
export function createShortener(names: readonly string[]): Shorten {
  const start = sharedStart(names);
  const long = names.filter((name) => name.length >= longName).toSorted((a, b) => b.length - a.length);
  if (names.length < 2 || start.length < 4 || long.length === 0) return (text) => text;
  return (text) => {
    let short = text;
    for (const name of long) short = short.replaceAll(name, `…${name.slice(start.length)}`);
    return short;
  };
}
