import type { Source } from './packet.ts';
import { factTerms, literalsIn } from './verify-words.ts';

/**
 * Why a sentence is not shown: a number that its material does not have, terms that do not stand there in this order, a
 * negation that came or went, a condition or a reservation that went, or nothing that could be compared.
 */
export type Fault = 'literal' | 'unsupported' | 'polarity' | 'condition' | 'thin';

const list = (words: string) => words.split(/\s+/u).filter((word) => word !== '');

// Who or what a clause can be about: what is said of the one is not said of the other.
const actors = new Set(
  list(`pod node machine cilium kubeproxy iptabl ebpf overlay kubenet servic apiserver daemonset agent vnet calico polic
  networkpolicy npm windows linux configmap annot nodenetworkconfig hubbl nsg firewal endpoint kubectl aks plugin`),
);

/** A clause: its terms in order, whom it is about where it says so, and whether it speaks of what was named before. */
type Clause = {
  readonly text: string;
  readonly terms: readonly string[];
  readonly subject: string | null;
  readonly refers: boolean;
};

const verbs =
  list(`is are was were has have takes? gets? lies? comes? leads? needs? stands? holds? puts? finds? knows? proves?
  moves? hands? enforces? delivers? works? runs? may can cannot must does do will ends? looks? carries carry limits? reaches
  reach calls? belongs? shows? writes? uses? reserves?`).join('|');

// Where a sentence divides: at the marks of a clause, and at an "and" that begins one of its own.
const joints = new RegExp(
  [
    String.raw`[;:]\s+`,
    String.raw`,?\s+(?:while|whereas|although)\s+`,
    String.raw`,\s+(?:and|but|so|which|because|since|then|or)\s+`,
    String.raw`\s+(?:but|because|so that)\s+`,
    String.raw`,\s+`,
    String.raw`\s+\(|\)\s*`,
    String.raw`\s+and\s+(?=(?:(?:the|a|an|its|their|each|every|all|no|new|other)\s+)*[\w-]+\s+(?:${verbs})\b)`,
  ].join('|'),
  'iu',
);

const referring = /\b(?:it|its|itself|they|them|their|there|here|one|ones|this|that|these|those|such|so|both)\b/iu;

const halves = (term: string) => term.split('+');

function clauseOf(text: string): Clause {
  const terms = factTerms(text);
  const subject = terms.flatMap(halves).find((term) => actors.has(term)) ?? null;
  return { text, terms, subject, refers: referring.test(text) };
}

function clausesOf(sentence: string): readonly Clause[] {
  return sentence
    .split(joints)
    .filter((each) => each !== undefined)
    .map(clauseOf)
    .filter(({ terms }) => terms.length > 0);
}

/** Two neighbouring sentences of a page, clause by clause: what one sentence may draw together. */
type Window = {
  readonly clauses: readonly Clause[];
  readonly before: readonly Clause[];
  readonly about: ReadonlySet<string>;
};

function windowsOf({ title, about: topic, sentences }: Source): readonly Window[] {
  const named = factTerms(`${title} ${topic.replaceAll('-', ' ')}`);
  const about = new Set(named.flatMap((term) => [term, ...halves(term)]).filter((term) => term !== 'not'));
  const split = sentences.map(clausesOf);
  return split.map((clauses, i) => ({
    clauses: [...clauses, ...(split[i + 1] ?? [])],
    before: split[i - 1] ?? [],
    about,
  }));
}

function isSame(said: string, meant: string): boolean {
  return said === meant || halves(meant).includes(said);
}

/** The clauses that speak of what a clause speaks of: those that name it, and those that go on without a name. */
function scoped(clauses: readonly Clause[], { subject }: Clause, about: ReadonlySet<string>): readonly Clause[] {
  if (subject === null || about.has(subject)) return clauses;
  const names = (clause: Clause) => clause.terms.some((term) => isSame(subject, term));
  const found: Clause[] = [];
  let going = !clauses.some(names);
  for (const clause of clauses) {
    going = names(clause) || (going && (clause.subject === null || clause.refers));
    if (going) found.push(clause);
  }
  return found;
}

// In place of "it" or "they" stands a name of so many terms at most.
const longestName = 2;
// And of the page's topic so many terms may be said again.
const longestTopic = 3;

// What no "it" stands for.
const noName = new Set(list('not only same apart some most many few more less first last before after inside outside'));

/** Whether places in a clause are those of one name: one after the other. */
function isOneName(places: readonly number[]): boolean {
  return places.length <= longestName && places.every((place, i) => i === 0 || place === (places[i - 1] ?? 0) + 1);
}

/** What "it" or "they" of a clause may mean: what the clauses before it name. */
function namedBefore(clauses: readonly Clause[], at: number, before: readonly Clause[]): ReadonlySet<string> {
  if (clauses[at]?.refers !== true) return new Set();
  const near = [...before, ...clauses.slice(0, at)].slice(-3);
  return new Set(
    near.flatMap(({ terms }) => terms.flatMap((term) => [term, ...halves(term)])).filter((term) => !noName.has(term)),
  );
}

// Of these a clause is about one: what is said of the one model or program is not said of another.
const rivals = new Set(list('overlay kubenet node+subnet pod+subnet cilium kubeproxy calico npm windows linux'));

// A word stands against the other one of its pair.
const opposites: Readonly<Record<string, string>> = Object.fromEntries(
  list(
    'public/private inside/outside static/dynamic egress/ingress before/after same/apart large/small more/less open/shut fill/empty',
  )
    .map((pair) => pair.split('/'))
    .flatMap(([a = '', b = '']) => [
      [a, b],
      [b, a],
    ]),
);

type Hit = { readonly term: string; readonly index: number };

/** Where terms stand, and which of them stand only in what the page or the sentence before is about. */
type Walk = { readonly hits: readonly Hit[]; readonly elsewhere: readonly string[] };

/** Walks a clause's terms along the material's, in their order; null where one does not come, else where each was found. */
function along(
  terms: readonly string[],
  clauses: readonly Clause[],
  about: ReadonlySet<string>,
  named: ReadonlySet<string>,
): Walk | null {
  const flat = clauses.flatMap((clause, index) => clause.terms.map((term) => ({ term, index })));
  const hits: Hit[] = [];
  const elsewhere: string[] = [];
  const names: number[] = [];
  let at = 0;
  for (const [place, term] of terms.entries()) {
    const next = (said: string) => flat.findIndex((each, i) => i >= at && isSame(said, each.term));
    // "Its address" is the address of what was named.
    const found = Math.max(next(term), term.endsWith('+address') ? next(halves(term)[0] ?? '') : -1);
    const hit = flat[found];
    if (hit) {
      hits.push({ term, index: hit.index });
      at = found + 1;
    } else if (term === 'not') return null;
    else if (hits.some((each) => each.term === term) && actors.has(term)) continue;
    else {
      const name = term.endsWith('+address') ? (halves(term)[0] ?? '') : term;
      if (!about.has(name) && !named.has(name)) return null;
      elsewhere.push(name);
      if (!about.has(name)) names.push(place);
    }
  }
  return isOneName(names) && elsewhere.length <= longestTopic ? { hits, elsewhere } : null;
}

const negations = (clauses: readonly Clause[]) =>
  clauses.flatMap(({ terms }) => terms).filter((term) => term === 'not').length;

/** Whether a number of one clause is said of what another clause gives a number of its own. */
function mixesNumbers(found: readonly Clause[], said: readonly string[]): boolean {
  const numbers = found.flatMap(({ terms }) => terms.filter((term) => /\d/u.test(term)));
  return found.length > 1 && numbers.length > 0 && said.some((each) => /\d/u.test(each));
}

/** Whether what a sentence took from elsewhere is not what these clauses speak of: another model, or the opposite. */
function speaksOfAnother(found: readonly Clause[], said: readonly string[], elsewhere: readonly string[]): boolean {
  const theirs = found.flatMap(({ terms }) => terms);
  return elsewhere.some(
    (term) =>
      (rivals.has(term) && theirs.some((each) => rivals.has(each) && !said.includes(each))) ||
      theirs.includes(opposites[term] ?? ''),
  );
}

/**
 * Where a clause's terms stand in the material: in one clause of it, or in two neighbouring ones of which the first only
 * gives the name. It is tried from each clause on, since a name may stand in many.
 */
function placed(
  terms: readonly string[],
  clauses: readonly Clause[],
  { about, before }: Window,
): readonly Clause[] | null {
  for (const [first, near] of clauses.entries()) {
    const next = clauses[first + 1];
    const walk = along(terms, clauses.slice(first, first + 2), about, namedBefore(clauses, first, before));
    if (walk === null || walk.hits.length === 0) continue;
    const { hits, elsewhere } = walk;
    const later = hits.filter(({ index }) => index === 1);
    const found =
      later.length === 0
        ? [near]
        : next === undefined
          ? null
          : hits.every(({ term, index }) => index === 1 || actors.has(term) || term.includes('+'))
            ? [next]
            : negations([near, next]) === 0
              ? [near, next]
              : null;
    if (found !== null && !speaksOfAnother(found, terms, elsewhere) && !mixesNumbers(found, terms)) return found;
  }
  return null;
}

// What narrows a statement: without it, the statement says more than it did.
const reservations =
  /\b(?:may|might|some|somebody|sometimes|usually|often|most|mostly|about|nearly|almost|up to|at most|at least|by default|unless|except|only if|possible|perhaps|likely|rarely|few|finished|alone)\b/giu;
const conditional = /^\s*(?:so |but |and )?(?:if|when|once|until|as long as|unless|whenever|where|while|with)\b/iu;
const conditions = /\b(?:if|when|where|while|once|until|as long as|unless|whenever|with|without|on|in|for)\b/iu;

function narrowed(clause: Clause, touched: readonly Clause[]): boolean {
  const own = new Set((clause.text.match(reservations) ?? []).map((each) => each.toLowerCase()));
  const theirs = touched.flatMap(({ text }) => text.match(reservations) ?? []).map((each) => each.toLowerCase());
  return theirs.some((each) => !own.has(each));
}

/** A clause against a window from one of its clauses on, and the last clause that it came from. */
function faultAgainst(
  clause: Clause,
  window: Window,
  from: number,
): { readonly fault: Fault | null; readonly last: number } {
  const own = scoped(window.clauses.slice(from), clause, window.about);
  const touched = placed(clause.terms, own, window);
  if (touched === null) return { fault: 'unsupported', last: from };
  const last = Math.max(...touched.map((each) => window.clauses.indexOf(each)));
  if (negations([clause]) !== negations(touched)) return { fault: 'polarity', last };
  return { fault: narrowed(clause, touched) ? 'condition' : null, last };
}

/** A whole sentence against a window: its clauses come there one after the other, and no condition got lost. */
function faultIn(said: readonly Clause[], window: Window, text: string): Fault | null {
  let from = 0;
  let last = 0;
  for (const clause of said) {
    // "On an overlay, …": what it is about is the page's topic.
    if (clause.terms.length <= longestTopic && clause.terms.every((term) => window.about.has(term))) continue;
    const found = faultAgainst(clause, window, from);
    if (found.fault !== null) return found.fault;
    ({ last } = found);
    from = last;
  }
  const bound = window.clauses.slice(0, last + 2).some((each) => conditional.test(each.text));
  return bound && !conditions.test(text) ? 'condition' : null;
}

/** What is wrong with a sentence against what it cites; null for a sentence that stands. */
export function faultOf(text: string, sources: readonly Source[]): Fault | null {
  const all = new Set(sources.flatMap(({ sentences, title }) => literalsIn([title, ...sentences].join(' '))));
  if (literalsIn(text).some((each) => !all.has(each))) return 'literal';
  const said = clausesOf(text);
  if (said.length === 0) return 'thin';
  const faults = sources.flatMap(windowsOf).map((window) => faultIn(said, window, text));
  return faults.includes(null) ? null : (faults.find((fault) => fault !== 'unsupported') ?? 'unsupported');
}
