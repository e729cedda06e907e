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
  networkpolicy npm windows linux configmap annot nodenetworkconfig hubbl nsg firewal endpoint kubectl aksname plugin`),
);

/** A clause of the material: its terms in order, and whom it is about where it says so. */
type Clause = { readonly text: string; readonly terms: readonly string[]; readonly subject: string | null };

const verbs =
  'is|are|was|were|has|have|takes?|gets?|lies?|comes?|leads?|needs?|stands?|holds?|puts?|finds?|knows?|proves?|moves?|hands?|enforces?|delivers?|works?|runs?|may|can|cannot|must|does|do|will|ends?|looks?|carries|carry|limits?|reaches|reach|calls?|belongs?|shows?|writes?';
const joints = new RegExp(
  `[;:]\\s+|,?\\s+(?:while|whereas|although)\\s+|,\\s+(?:and|but|so|which|because|since|then|or)\\s+|\\s+(?:but|because|so that)\\s+|,\\s+|\\s+\\(|\\)\\s*|\\s+and\\s+(?=(?:(?:the|a|an|its|their|each|every|all|no|new|other)\\s+)*[\\w-]+\\s+(?:${verbs})\\b)`,
  'iu',
);

const halves = (term: string) => term.split('+');

function clauseOf(text: string): Clause {
  const terms = factTerms(text);
  return { text, terms, subject: terms.flatMap(halves).find((term) => actors.has(term)) ?? null };
}

export function clausesOf(sentence: string): readonly Clause[] {
  return sentence
    .split(joints)
    .filter((each) => each !== undefined)
    .map(clauseOf)
    .filter(({ terms }) => terms.length > 0);
}

/** Two neighbouring sentences of a page, clause by clause: what one sentence may draw together. */
type Window = { readonly clauses: readonly Clause[]; readonly about: ReadonlySet<string> };

export function windowsOf({ title, sentences }: Source): readonly Window[] {
  const about = new Set(factTerms(title).flatMap((term) => [term, ...halves(term)]));
  const split = sentences.map(clausesOf);
  return split.map((clauses, i) => ({ clauses: [...clauses, ...(split[i + 1] ?? [])], about }));
}

function isSame(said: string, meant: string): boolean {
  return said === meant || halves(meant).includes(said);
}

/** The clauses that speak of what a clause speaks of: those that name it, and those that go on without a name. */
export function scoped(
  clauses: readonly Clause[],
  subject: string | null,
  about: ReadonlySet<string>,
): readonly Clause[] {
  if (subject === null) return clauses;
  const names = (clause: Clause) => clause.terms.some((term) => isSame(subject, term));
  if (!clauses.some(names)) return about.has(subject) ? clauses : [];
  const found: Clause[] = [];
  let going = about.has(subject);
  for (const clause of clauses) {
    going = names(clause) || (going && (clause.subject === null || about.has(clause.subject)));
    if (going) found.push(clause);
  }
  return found;
}

type Hit = { readonly term: string; readonly index: number };

/** Walks a clause's terms along the material's, in their order; null where one does not come, else where each was found. */
function along(
  terms: readonly string[],
  clauses: readonly Clause[],
  about: ReadonlySet<string>,
): readonly Hit[] | null {
  const flat = clauses.flatMap((clause, index) => clause.terms.map((term) => ({ term, index })));
  const hits: Hit[] = [];
  let at = 0;
  for (const term of terms) {
    const found = flat.findIndex((each, i) => i >= at && isSame(term, each.term));
    const hit = flat[found];
    if (hit) {
      hits.push({ term, index: hit.index });
      at = found + 1;
    } else if (!about.has(term) || term === 'not') return null;
  }
  return hits;
}

/**
 * Where a clause's terms stand in the material, all of them in one clause of it, or in two neighbouring ones of which the
 * first only gives the name. It is tried from each clause on, since a name may stand in many.
 */
export function placed(
  terms: readonly string[],
  clauses: readonly Clause[],
  about: ReadonlySet<string>,
): readonly Clause[] | null {
  for (let first = 0; first < clauses.length; first++) {
    const hits = along(terms, clauses.slice(first, first + 2), about);
    if (hits === null || hits.length === 0) continue;
    const [one, two] = [hits.filter(({ index }) => index === 0), hits.filter(({ index }) => index === 1)];
    const near = clauses[first];
    const next = clauses[first + 1];
    if (near && two.length === 0) return [near];
    if (next && one.every(({ term }) => actors.has(term) || term.includes('+'))) return [next];
    if (near && next && !terms.includes('not') && negations([near, next]) === 0) return [near, next];
  }
  return null;
}

const negations = (clauses: readonly Clause[]) =>
  clauses.flatMap(({ terms }) => terms).filter((term) => term === 'not').length;

// What narrows a statement: without it, the statement says more than it did.
const reservations =
  /\b(?:may|might|some|sometimes|usually|often|most|mostly|about|nearly|almost|up to|at most|at least|by default|unless|except|possible|perhaps|likely|rarely|few)\b/giu;
const conditions = /\b(?:if|when|where|while|once|until|as long as|unless|whenever|with|without|on|in|for)\b/iu;
const conditional = /^\s*(?:so |but |and )?(?:if|when|once|until|as long as|unless|whenever|where)\b/iu;

function narrowed(clause: Clause, touched: readonly Clause[]): boolean {
  const own = new Set((clause.text.match(reservations) ?? []).map((each) => each.toLowerCase()));
  return touched.some(({ text }) => (text.match(reservations) ?? []).some((each) => !own.has(each.toLowerCase())));
}

type Placed = { readonly fault: Fault | null; readonly last: number };

/** A clause against a window from one of its clauses on. */
export function faultAgainst(clause: Clause, { clauses, about }: Window, from: number): Placed {
  const own = scoped(clauses.slice(from), clause.subject, about);
  const touched = placed(clause.terms, own, about);
  const last = touched === null ? from : Math.max(...touched.map((each) => clauses.indexOf(each)));
  if (touched === null) return { fault: 'unsupported', last };
  if (negations([clause]) !== negations(touched)) return { fault: 'polarity', last };
  return { fault: narrowed(clause, touched) ? 'condition' : null, last };
}

/** A whole sentence against a window: its clauses come there one after the other. */
export function faultIn2(said: readonly Clause[], window: Window, text: string): Fault | null {
  let from = 0;
  const touchedLast: number[] = [];
  for (const clause of said) {
    const { fault, last } = faultAgainst(clause, window, from);
    if (fault !== null) return fault;
    from = last;
    touchedLast.push(last);
  }
  const bound = window.clauses.some((each) => conditional.test(each.text));
  return bound && !conditions.test(text) ? 'condition' : null;
}

/** What is wrong with a sentence against what it cites; null for a sentence that stands. */
export function faultIn(text: string, sources: readonly Source[]): Fault | null {
  const all = new Set(sources.flatMap(({ sentences, title }) => literalsIn([title, ...sentences].join(' '))));
  if (literalsIn(text).some((each) => !all.has(each))) return 'literal';
  const said = clausesOf(text);
  if (said.length === 0) return 'thin';
  const faults = sources.flatMap(windowsOf).map((window) => faultIn2(said, window, text));
  return faults.includes(null) ? null : (faults.find((fault) => fault !== 'unsupported') ?? 'unsupported');
}
export function debug(text: string, sources: readonly Source[]) {
  for (const w of sources.flatMap(windowsOf)) {
    console.log('W', w.clauses.map((c) => `[${c.terms.join(' ')}]`).join(' '), faultIn2(clausesOf(text), w, text));
    let from = 0;
    for (const c of clausesOf(text)) {
      const f = faultAgainst(c, w, from);
      console.log('   C', c.terms.join(' '), JSON.stringify(f));
      from = f.last;
    }
  }
}
