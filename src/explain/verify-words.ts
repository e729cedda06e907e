import { stem } from './terms.ts';

/**
 * Sentences as terms that can be held against authored ones. Nothing is silent here that can turn a fact round: "not",
 * "only", "same" and "outside" are terms like any other.
 */

export const list = (words: string) => words.split(/\s+/u).filter((word) => word !== '');

// Words that carry no fact of their own: they may stand in a sentence whatever its material says.
const free = new Set(
  [
    ...list(`a an and also are as at be because been being but did do does doing during ever for had has have having here
    how however i if in is it its itself me my of on or our rather s since so such than that the their theirs them then
    there therefore these they this those thus too upon us was we were what when where whereas whether which while who
    whole whom whose why with within you your yours yourself about actually already each even every exactly just mainly now
    one per really simply still together usually yet mean thing address addresses ip ips azure kubernetes cluster clusters
    network networking model models`),
  ].map(stem),
);

// Words that mean one thing. What a lesson tells apart stays apart: a range is no block.
const meant: Readonly<Record<string, string>> = Object.fromEntries(
  [
    [
      'not',
      'no never none neither nor nothing nobody without cannot cant dont doesnt isnt arent wont didnt lack lacks',
    ],
    ['only', 'alone solely exclusively purely'],
    ['apart', 'another other others separate separately own different differs differ distinct elsewhere'],
    ['same', 'share shares shared common identical'],
    ['reach', 'call calls contact connect connects talk ping access accessed reachable reaches'],
    [
      'move',
      'deliver delivers route routes routed forward forwards steer send sends leads lead led pass passes carry carries travel',
    ],
    ['outside', 'external externally beyond'],
    ['inside', 'internal within'],
    ['machine', 'machines vm vms server servers'],
    ['empty', 'blank'],
    ['absent', 'missing gone'],
    ['large', 'big bigger larger'],
    ['fault', 'error mistake problem wrong'],
    ['limit', 'maximum max cap capped restricts limits limited ends end'],
    ['retire', 'retires retired retirement deprecated unsupported'],
    ['reserve', 'reserved reserves aside preallocate preallocates'],
    ['translate', 'translates translation swap swaps rewrite rewrites nat'],
    ['enforce', 'enforces apply applies'],
    ['require', 'requires required necessary'],
    ['right', 'fine expected normal correct'],
    ['sender', 'source'],
    ['cilium', 'cilium’s'],
    ['before', 'earlier ahead'],
  ].flatMap(([term = '', words = '']) => [[term, term], ...list(words).map((word) => [word, term])]),
);

const numbers: Readonly<Record<string, string>> = Object.fromEntries(
  list('zero one two three four five six seven eight nine ten eleven twelve').map((word, n) => [word, String(n)]),
);

// Of what, and what of it: "a node's range", "the range of the nodes" and "node range" are one thing.
const wholes = '(?:kubernetes )?(pods?|nodes?|vnet|services?|machines?|vms?)';
const parts = '(ip address(?:es)?|address(?:es)?|ips?|ranges?|subnets?|cidrs?|blocks?)';
const single = (word: string) =>
  word.replace(/^(?:ip )?address(?:es)?$|^ips?$/u, 'address').replace(/s$/u, (s) => (/ss$/u.test(word) ? s : ''));

function joined(text: string): string {
  const join = (whole: string, part: string) => `${single(whole)}+${single(part)}`;
  return text
    .replaceAll(new RegExp(`\\b${wholes}(?:['’]s|['’])? (?:own )?${parts}\\b`, 'gu'), (_, a: string, b: string) =>
      join(a, b),
    )
    .replaceAll(
      new RegExp(
        `\\b${parts} (?:of|from|in|for) (?:the |a |an |its |each |your |their |every )*${wholes}\\b(?! \\w*subnet)`,
        'gu',
      ),
      (_, b: string, a: string) => join(a, b),
    );
}

/** A text as plain words in lower case: thousands without separators, compounds as one word. */
function plain(text: string): string {
  const lower = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/(?<=\d),(?=\d{3}\b)/gu, '')
    .replaceAll(/\bn['’]t\b/gu, ' not')
    .replaceAll(/n['’]t\b/gu, ' not')
    .replaceAll(/\baddressing\b/gu, 'addressscheme')
    .replaceAll(/\bkube[- ]proxy\b/gu, 'kubeproxy')
    .replaceAll(/\bpod cidrs?\b/gu, 'podcidr')
    .replaceAll(/\bservice cidrs?\b/gu, 'servicecidr')
    .replaceAll(/\bapi servers?\b/gu, 'apiserver')
    .replaceAll(/\bset(?:s)? aside\b/gu, 'reserve')
    .replaceAll(/\binstead of\b/gu, 'instead')
    .replaceAll(/\bat (?:most|least)\b/gu, (each) => each.replace(' ', ''))
    .replaceAll(/\b(?:more|less|fewer|rather) than\b/gu, (each) => each.replace(' ', ''));
  return joined(lower);
}

const literal = /\d+(?:[.:/]\d+)*(?:\/\d+)?%?|\/\d+/gu;

/** Numbers, addresses, CIDRs, dates and versions of a text, as written; number words up to twelve count, but for "one". */
export function literalsIn(text: string): readonly string[] {
  const lower = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/(?<=\d),(?=\d{3}\b)/gu, '');
  const words = lower.match(/[a-z]+/gu) ?? [];
  const spelt = words.flatMap((word) => (word === 'one' ? [] : (numbers[word] ?? [])));
  return [...(lower.match(literal) ?? []), ...spelt];
}

/** The terms of a text in its order, without what carries no fact. */
export function factTerms(text: string): readonly string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}+./:_-]+/u)
    .map((word) => word.replaceAll(/^[.:_-]+|[.:_-]+$/gu, ''))
    .filter((word) => word !== '')
    .flatMap((word) => (word.includes('+') || /\d/u.test(word) ? [word] : word.split(/[-/]/u)))
    .map((word) => numbers[word] ?? meant[word] ?? meant[stem(word)] ?? stem(word))
    .filter((word) => word !== '' && word !== '1' && !free.has(word));
}
