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

// A name of Kubernetes that is longer than a line of a phone.
const overlong = /[a-z0-9](?:[a-z0-9.-]{46,})[a-z0-9]/gu;

/** Names that fill a screen by their beginning and their end, where those tell all of them apart. */
export function shortenOverlong(text: string): string {
  const names = [...new Set(text.match(overlong) ?? [])];
  const short = (name: string) => `${name.slice(0, 20)}…${name.slice(-12)}`;
  if (new Set(names.map(short)).size < names.length) return text;
  return text.replaceAll(overlong, short);
}

/**
 * Names of nodes without the beginning that all of them share, for sentences: `…vmss000001`. They still tell apart. Names
 * that fill a screen are cut in their middle. Commands and the evidence have all of them whole.
 */
export function createShortener(names: readonly string[]): Shorten {
  const start = sharedStart(names);
  const long = names.filter((name) => name.length >= longName).toSorted((a, b) => b.length - a.length);
  if (names.length < 2 || start.length < 4 || long.length === 0) return shortenOverlong;
  return (text) => {
    let short = text;
    for (const name of long) short = short.replaceAll(name, `…${name.slice(start.length)}`);
    return shortenOverlong(short);
  };
}
