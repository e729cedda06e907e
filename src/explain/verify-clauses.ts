import type { Source } from './packet.ts';
import { factTerms, list } from './verify-words.ts';

/** Who or what a clause can be about: what is said of the one is not said of the other. */
export const actors: ReadonlySet<string> = new Set(
  list(`pod node machine cilium kubeproxy iptabl ebpf overlay kubenet servic apiserver daemonset agent vnet calico polic
  networkpolicy npm windows linux configmap annot nodenetworkconfig hubbl nsg firewal endpoint kubectl aks plugin netlab
  somebody instructor cni kernel exercis`),
);

/** Models, programs and conditions of which a statement is about one: said of another, or of all, it may be false. */
export const scopes: ReadonlySet<string> = new Set(
  list(`overlay kubenet node+subnet pod+subnet cilium kubeproxy calico npm windows linux privat public hostnetwork
  dynamic static dual`),
);

/** A clause: its terms in order, whom it is about where it says so, and whether it speaks of what was named before. */
export type Clause = {
  readonly text: string;
  readonly terms: readonly string[];
  readonly subject: string | null;
  readonly refers: boolean;
  /** Which sentence of its page it belongs to. */
  readonly sentence: number;
};

/** Two neighbouring sentences of a page, clause by clause: what one sentence may draw together. */
export type Window = {
  readonly clauses: readonly Clause[];
  /** The sentence before them: what "it" and "they" may mean. */
  readonly before: readonly Clause[];
  /** Terms of the page's title and topic; empty for a finding, whose title is a question. */
  readonly about: ReadonlySet<string>;
  /** Whether the page is the card of a finding: all of it is about one cluster. */
  readonly isCard: boolean;
};

const verbs =
  list(`is are was were has have takes? gets? lies? comes? leads? needs? stands? holds? puts? finds? knows? proves?
  moves? hands? enforces? delivers? works? runs? may can cannot must does do will ends? looks? carries carry limits? reaches
  reach calls? belongs? shows? writes? uses? reserves? goes go keeps? gives?`).join('|');

// Where a sentence divides: at the marks of a clause, and at an "and" that begins one of its own.
const joints = new RegExp(
  [
    String.raw`[;:]\s+`,
    String.raw`,?\s+(?:while|whereas|although)\s+`,
    String.raw`,\s+(?:and|but|so|which|because|since|then|or)\s+`,
    String.raw`\s+(?:but|because|so that)\s+`,
    String.raw`,\s+`,
    String.raw`\.\s+`,
    String.raw`\s+\(|\)\s*`,
    String.raw`\s+and\s+(?=(?:(?:the|a|an|its|their|each|every|all|no|new|other)\s+)*[\w-]+\s+(?:${verbs})\b)`,
  ].join('|'),
  'iu',
);

const referring = /\b(?:it|its|itself|they|them|their|there|here|one|ones|this|that|these|those|such|so|both)\b/iu;
const verb = new RegExp(String.raw`\b(?:${verbs})\b`, 'iu');

/** The halves of a compound: `node+range` is a range, of nodes. */
export const halves = (term: string): readonly string[] => term.split('+');

function clauseOf(text: string, sentence: number): Clause {
  const terms = factTerms(text);
  const subject = terms.flatMap(halves).find((term) => actors.has(term)) ?? null;
  return { text, terms, subject, refers: referring.test(text), sentence };
}

/** A sentence as its clauses, those without a fact included. */
export function clausesOf(text: string, sentence = 0): readonly Clause[] {
  return text
    .split(joints)
    .filter((each) => each !== undefined && /\p{L}/u.test(each))
    .map((each) => clauseOf(each, sentence));
}

/** Whether a clause only says where a sentence holds: "On an overlay", without a verb. */
export function isTopic({ text }: Clause): boolean {
  return /^\s*(?:so |and |but )?(?:on|in|with|under|for)\s/iu.test(text) && !verb.test(text);
}

/** What a page says, two sentences at a time. */
export function windowsOf({ about: topic, sentences }: Source): readonly Window[] {
  const about = new Set(factTerms(topic ?? '').flatMap((term) => [term, ...halves(term)]));
  about.delete('not');
  const split = sentences.map((sentence, i) => clausesOf(sentence, i).filter(({ terms }) => terms.length > 0));
  return split.map((clauses, i) => ({
    clauses: [...clauses, ...(split[i + 1] ?? [])],
    before: split[i - 1] ?? [],
    about,
    isCard: topic === null,
  }));
}
