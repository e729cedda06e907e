import ipaddr from 'ipaddr.js';

/** An IP address; IPv4 in IPv6 notation (`::ffff:10.0.0.1`) is the IPv4 address it carries. */
export type Address = { readonly family: 4 | 6; readonly value: bigint; readonly text: string };

/** An address block; `first` and `last` are inclusive. */
export type Cidr = {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  readonly bits: number;
  readonly text: string;
};

const width = { 4: 32, 6: 128 } as const;

function toValue(bytes: readonly number[]): bigint {
  // Four bytes at a time as a number: a bigint for each byte would be most of the work.
  const words = Array.from({ length: bytes.length / 4 }, (_, i) =>
    bytes.slice(4 * i, 4 * i + 4).reduce((word, byte) => word * 256 + byte, 0),
  );
  return words.reduce((value, word) => (value << 32n) | BigInt(word), 0n);
}

function parsed(text: string): ReturnType<typeof ipaddr.process> | null {
  try {
    return ipaddr.process(text);
  } catch {
    return null;
  }
}

/** Parses an address in the form the API writes; null for anything else (`10.1`, `010.0.0.1`, a zone). */
export function parseAddress(text: string): Address | null {
  // ipaddr.js also takes 10.1, 0x0a000001 and zones, which Kubernetes does not.
  const strict = text.includes(':') ? !text.includes('%') : ipaddr.IPv4.isValidFourPartDecimal(text);
  const found = strict ? parsed(text) : null;
  return found && { family: found.kind() === 'ipv4' ? 4 : 6, value: toValue(found.toByteArray()), text };
}

/** The block of `bits` leading bits around an address. */
export function blockAround({ family, value }: Pick<Address, 'family' | 'value'>, bits: number): Cidr {
  const host = BigInt(width[family] - bits);
  const first = (value >> host) << host;
  const last = first + (1n << host) - 1n;
  return { family, first, last, bits, text: `${formatAddress(family, first)}/${bits}` };
}

/** Parses `address/bits`, host bits allowed (the block around it is meant); null for anything else. */
export function parseCidr(text: string): Cidr | null {
  const match = /^([^/]+)\/(\d{1,3})$/u.exec(text);
  const base = match?.[1] === undefined ? null : parseAddress(match[1]);
  const bits = Number(match?.[2]);
  if (base === null || bits > width[base.family]) return null;
  return blockAround(base, bits);
}

/** An address as text, IPv6 in RFC 5952 form. */
export function formatAddress(family: 4 | 6, value: bigint): string {
  const bytes = Array.from({ length: width[family] / 8 }, (_, index) =>
    Number((value >> BigInt(width[family] - 8 * (index + 1))) & 0xffn),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

/** Whether an address lies in a block; never across families. */
export function isWithin({ family, value }: Address, block: Cidr): boolean {
  return family === block.family && value >= block.first && value <= block.last;
}

/** Whether two blocks share an address. */
export function overlap(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Whether `inner` lies wholly in `outer`. */
export function containsBlock(outer: Cidr, inner: Cidr): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** The addresses among texts; what is no address is left out. */
export function parseAddresses(texts: readonly string[]): readonly Address[] {
  return texts.map(parseAddress).filter((each) => each !== null);
}

/** The blocks among texts; what is no block is left out. */
export function parseCidrs(texts: readonly string[]): readonly Cidr[] {
  return texts.map(parseCidr).filter((each) => each !== null);
}

const inner = new Set(['private', 'uniqueLocal', 'carrierGradeNat', 'linkLocal', 'loopback']);

/** Whether an address is one that each network segment has for itself (169.254.0.0/16, fe80::/10). */
export function isLinkLocalAddress({ text }: Address): boolean {
  return parsed(text)?.range() === 'linkLocal';
}

/** Whether an address is of a kind that networks use inside (RFC 1918, 4193, 6598, link-local). */
export function isInternalAddress({ text }: Address): boolean {
  return inner.has(parsed(text)?.range() ?? '');
}
