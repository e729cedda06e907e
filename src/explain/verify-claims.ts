import type { Source } from './packet.ts';
import { actors, type Clause, clausesOf, halves, isTopic, scopes, type Window, windowsOf } from './verify-clauses.ts';
import { list, literalsIn } from './verify-words.ts';

/**
 * Why a sentence is not shown: a number that its material does not have, terms that do not stand there in this order or are
 * said of something else, a negation that came or went, a condition or a reservation that went, or nothing to compare.
 */
export type Fault = 'literal' | 'unsupported' | 'polarity' | 'condition' | 'thin';

// In place of "it" or "they" stands a name of so many terms at most.
const longestName = 2;
// And of the page's topic so many terms may be said again.
const longestTopic = 3;

// What no "it" stands for.
const noName = new Set(list('not only same apart some most many few more less first last before after inside outside'));
const isName = (term: string) => !noName.has(term) && !/\d/u.test(term);

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

/** Whether places in a clause are those of one name: one after the other. */
function isOneName(places: readonly number[]): boolean {
  return places.length <= longestName && places.every((place, i) => i === 0 || place === (places[i - 1] ?? 0) + 1);
}

/** What "it" or "they" of a clause may mean: what the clauses before it name. */
function namedBefore(clauses: readonly Clause[], at: number, before: readonly Clause[]): ReadonlySet<string> {
  if (clauses[at]?.refers !== true) return new Set();
  const near = [...before, ...clauses.slice(0, at)].slice(-3);
  return new Set(near.flatMap(({ terms }) => terms.flatMap((term) => [term, ...halves(term)])).filter(isName));
}

type Hit = { readonly term: string; readonly index: number };

/** Where terms stand, and which of them stand only in what the page or the sentence before is about. */
type Walk = { readonly hits: readonly Hit[]; readonly elsewhere: readonly string[] };

/** Walks a clause's terms along the material's, in their order; null where one does not come. */
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
    const whole = term.endsWith('+address') ? (halves(term)[0] ?? '') : term;
    const found = Math.max(next(term), whole === term ? -1 : next(whole));
    const hit = flat[found];
    if (hit) {
      hits.push({ term, index: hit.index });
      at = found + 1;
    } else if (term === 'not') return null;
    else if (hits.some((each) => each.term === term) && actors.has(term)) continue;
    else if (about.has(whole) && (scopes.has(whole) || (place < longestName && hits.length === 0)))
      elsewhere.push(whole);
    else if (named.has(whole)) {
      elsewhere.push(whole);
      names.push(place);
    } else return null;
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

/** Whether what was taken from elsewhere stands where these clauses name somebody else. */
function speaksOfAnother(found: readonly Clause[], said: readonly string[], elsewhere: readonly string[]): boolean {
  const unsaid = found.some(
    ({ subject }) => subject !== null && !said.some((term) => isSame(subject, term) || halves(term).includes(subject)),
  );
  return unsaid && elsewhere.some((term) => actors.has(term));
}

/** The clauses that a walk over two neighbours touches: one, or both where the first only gives the name that the second means. */
function touchedBy(
  { hits }: Walk,
  near: Clause,
  next: Clause | undefined,
  said: readonly string[],
): readonly Clause[] | null {
  const later = hits.filter(({ index }) => index === 1);
  if (later.length === 0) return [near];
  if (next === undefined) return null;
  const { subject } = next;
  const isSaid = subject !== null && said.some((term) => isSame(subject, term));
  const isNew = subject !== null && !isSaid && (!next.refers || halves(next.terms[0] ?? '').includes(subject));
  if (isNew) return null;
  if (hits.every(({ term, index }) => index === 1 || actors.has(term) || term.includes('+'))) return [next];
  return negations([near, next]) === 0 ? [near, next] : null;
}

/** Where a clause's terms stand in the material. It is tried from each clause on, since a name may stand in many. */
function placed(
  terms: readonly string[],
  clauses: readonly Clause[],
  { about, before }: Window,
): readonly Clause[] | null {
  for (const [first, near] of clauses.entries()) {
    const next = clauses[first + 1];
    const walk = along(terms, clauses.slice(first, first + 2), about, namedBefore(clauses, first, before));
    if (walk === null || walk.hits.length === 0) continue;
    const found = touchedBy(walk, near, next, terms);
    if (found !== null && !speaksOfAnother(found, terms, walk.elsewhere) && !mixesNumbers(found, terms)) return found;
  }
  return null;
}

// What narrows a statement: without it, the statement says more than it did.
const reservations =
  /\b(?:may|might|can|could|should|must|some|somebody|sometimes|usually|often|most|mostly|about|nearly|almost|up to|at most|at least|by default|unless|except|only if|possible|perhaps|likely|rarely|few|finished|alone)\b/giu;
const conditional = /^\s*(?:so |but |and )?(?:if|when|once|until|as long as|unless|whenever|where|while|with)\b/iu;
const conditions = /\b(?:if|when|where|while|once|until|as long as|unless|whenever|with|without|on|in|for)\b/iu;

function narrowed(clause: Clause, touched: readonly Clause[]): boolean {
  const own = new Set((clause.text.match(reservations) ?? []).map((each) => each.toLowerCase()));
  const theirs = touched.flatMap(({ text }) => text.match(reservations) ?? []).map((each) => each.toLowerCase());
  return theirs.some((each) => !own.has(each));
}

/**
 * Whether a sentence keeps to what its material is about: every model or condition that the material's sentences name is
 * named, and no other one; where they name none, the page's own.
 */
function keepsScope(
  said: readonly Clause[],
  touched: readonly Clause[],
  { clauses, before, about, isCard }: Window,
): boolean {
  const sentences = new Set(touched.map(({ sentence }) => sentence));
  const inScope = (all: readonly Clause[]) =>
    new Set(all.flatMap(({ terms }) => terms).filter((term) => scopes.has(term)));
  const [ours, direct] = [inScope(said), inScope(touched)];
  const theirs = inScope(clauses.filter(({ sentence }) => sentences.has(sentence)));
  const topic = new Set([...about].filter((term) => scopes.has(term)));
  if ([...direct].some((scope) => !ours.has(scope))) return false;
  // A card is about one cluster: what it names holds for all of it.
  if (isCard) return [...ours].every((scope) => inScope([...before, ...clauses]).has(scope));
  if (theirs.size > 0) return [...ours].every((scope) => theirs.has(scope)) && ours.size > 0;
  return [...ours].every((scope) => topic.has(scope)) && (topic.size !== 1 || ours.size === 1);
}

type Placed = { readonly fault: Fault | null; readonly touched: readonly Clause[] };

/** A clause against a window from one of its clauses on. */
function faultAgainst(clause: Clause, window: Window, from: number): Placed {
  const own = scoped(window.clauses.slice(from), clause, window.about);
  const touched = placed(clause.terms, own, window);
  if (touched === null) return { fault: 'unsupported', touched: [] };
  if (negations([clause]) !== negations(touched)) return { fault: 'polarity', touched };
  return { fault: narrowed(clause, touched) ? 'condition' : null, touched };
}

/** A whole sentence against a window: its clauses come there one after the other, and no condition got lost. */
function faultIn(said: readonly Clause[], window: Window, text: string): Fault | null {
  const touched: Clause[] = [];
  let last = 0;
  for (const [i, clause] of said.entries()) {
    // "On an overlay, …": where it holds is the page's topic, and what follows is compared.
    const isAbout = clause.terms.length <= longestTopic && clause.terms.every((term) => window.about.has(term));
    if (i === 0 && said.length > 1 && isAbout && isTopic(clause)) continue;
    const found = faultAgainst(clause, window, last);
    if (found.fault !== null) return found.fault;
    touched.push(...found.touched);
    last = Math.max(...found.touched.map((each) => window.clauses.indexOf(each)));
  }
  if (touched.length === 0) return 'thin';
  if (!keepsScope(said, touched, window)) return 'condition';
  const bound = window.clauses.slice(0, last + 2).some((each) => conditional.test(each.text));
  return bound && !conditions.test(text) ? 'condition' : null;
}

/** What is wrong with a sentence against what it cites; null for a sentence that stands. */
export function faultOf(text: string, sources: readonly Source[]): Fault | null {
  const all = new Set(sources.flatMap(({ sentences, title }) => literalsIn([title, ...sentences].join(' '))));
  if (literalsIn(text).some((each) => !all.has(each))) return 'literal';
  const said = clausesOf(text);
  if (said.length === 0 || said.some(({ terms }) => terms.length === 0)) return 'thin';
  const faults = sources.flatMap(windowsOf).map((window) => faultIn(said, window, text));
  return faults.includes(null) ? null : (faults.find((fault) => fault !== 'unsupported') ?? 'unsupported');
}
