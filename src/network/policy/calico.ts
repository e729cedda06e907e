import type { CalicoPolicy } from '../../model/policy.ts';
import type { PodIdentity } from './endpoint.ts';
import { allTrue, anyTrue, negateTruth, no, type Truth, toTruth, unsure, yes } from './kleene.ts';
import { createLabelLookup, type LabelLookup } from './labels.ts';

type Expression = (look: LabelLookup) => Truth;
type Parsed = { readonly made: Expression; readonly rest: string };

const key = '[A-Za-z0-9][A-Za-z0-9_./-]*';
const quoted = `"[^"]*"|'[^']*'`;
const set = `\\{\\s*(?:(?:${quoted})\\s*(?:,\\s*(?:${quoted})\\s*)*)?\\}`;

function texts(from: string): readonly string[] {
  return [...from.matchAll(new RegExp(quoted, 'gu'))].map(([text]) => text.slice(1, -1));
}

function compared(name: string, holds: (value: string) => boolean, missing: boolean): Expression {
  return (look) => {
    const value = look(name);
    if (value === null) return unsure;
    return value === undefined ? toTruth(missing) : toTruth(holds(value));
  };
}

const atoms: readonly (readonly [RegExp, (match: RegExpExecArray) => Expression])[] = [
  [/^all\(\s*\)/u, () => () => yes],
  // What belongs to no namespace: no Pod.
  [/^global\(\s*\)/u, () => () => no],
  [new RegExp(`^has\\(\\s*(${key})\\s*\\)`, 'u'), ([, name = '']) => compared(name, () => true, false)],
  [
    new RegExp(`^(${key})\\s*==\\s*(${quoted})`, 'u'),
    ([, name = '', value = '']) => compared(name, (own) => own === value.slice(1, -1), false),
  ],
  [
    new RegExp(`^(${key})\\s*!=\\s*(${quoted})`, 'u'),
    ([, name = '', value = '']) => compared(name, (own) => own !== value.slice(1, -1), true),
  ],
  [
    new RegExp(`^(${key})\\s+in\\s+(${set})`, 'u'),
    ([, name = '', list = '']) => compared(name, (own) => texts(list).includes(own), false),
  ],
  [
    new RegExp(`^(${key})\\s+not\\s+in\\s+(${set})`, 'u'),
    ([, name = '', list = '']) => compared(name, (own) => !texts(list).includes(own), true),
  ],
  [
    new RegExp(`^(${key})\\s+contains\\s+(${quoted})`, 'u'),
    ([, name = '', value = '']) => compared(name, (own) => own.includes(value.slice(1, -1)), false),
  ],
  [
    new RegExp(`^(${key})\\s+starts\\s+with\\s+(${quoted})`, 'u'),
    ([, name = '', value = '']) => compared(name, (own) => own.startsWith(value.slice(1, -1)), false),
  ],
  [
    new RegExp(`^(${key})\\s+ends\\s+with\\s+(${quoted})`, 'u'),
    ([, name = '', value = '']) => compared(name, (own) => own.endsWith(value.slice(1, -1)), false),
  ],
];

function atom(text: string): Parsed | null {
  if (text.startsWith('!')) {
    const inner = atom(text.slice(1).trimStart());
    return inner && { made: (look) => negateTruth(inner.made(look)), rest: inner.rest };
  }
  if (text.startsWith('(')) {
    const inner = disjunction(text.slice(1).trimStart());
    return inner?.rest.startsWith(')') ? { made: inner.made, rest: inner.rest.slice(1).trimStart() } : null;
  }
  for (const [form, make] of atoms) {
    const match = form.exec(text);
    if (match) return { made: make(match), rest: text.slice(match[0].length).trimStart() };
  }
  return null;
}

function chain(text: string, sign: string, part: (text: string) => Parsed | null, join: typeof allTrue): Parsed | null {
  let left = part(text);
  while (left?.rest.startsWith(sign)) {
    const { made } = left;
    const right = part(left.rest.slice(sign.length).trimStart());
    left = right && { made: (look) => join(made(look), right.made(look)), rest: right.rest };
  }
  return left;
}

const conjunction = (text: string): Parsed | null => chain(text, '&&', atom, allTrue);
const disjunction = (text: string): Parsed | null => chain(text, '||', conjunction, anyTrue);

/** Parses a Calico selector; what is not understood may match. An empty one matches everything. */
export function calicoSelector(text: string): Expression {
  const plain = text.trim();
  if (plain === '') return () => yes;
  const parsed = disjunction(plain);
  return parsed?.rest === '' ? parsed.made : () => unsure;
}

/** Whether a Calico policy selects Pods of an identity. What it then does is not judged. */
export function calicoSelects({
  namespace,
  selector,
  namespaceSelector,
}: CalicoPolicy): (identity: PodIdentity) => Truth {
  const [pods, spaces] = [calicoSelector(selector), calicoSelector(namespaceSelector)];
  return ({ namespace: own, labels, namespaceLabels }) => {
    if (namespace !== '') return own === namespace ? pods(createLabelLookup({ labels, whole: true })) : no;
    return allTrue(pods(createLabelLookup({ labels, whole: true })), spaces(createLabelLookup(namespaceLabels)));
  };
}
