import type { Lab } from '../../model/lab.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { JudgedReading, PastedLook } from '../../model/pasted.ts';
import type { Person } from '../../model/person.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { Trouble } from '../../model/trouble.ts';
import { readPaste } from '../../paste/read-paste.ts';
import { troubleAnswer } from '../trouble-words.ts';
import { comparePods, nodeAddressesIn, spanOf } from './pasted-addresses.ts';
import { lookBeside } from './pasted-look.ts';
import { nextRunAfter, offerAfterPaste } from './pasted-next.ts';
import { type ScopedReading, scopeReading } from './pasted-scope.ts';

/** The word that stands for a pasted text: the text itself goes into no button, no log and no audit. */
export const pastedWord = 'pasted';
/** The word that asks for the form. */
export const pasteWord = 'paste';

/** The button that opens the form. */
export const pasteOffer: Next = { label: 'Paste output', command: `explain ${pasteWord}` };

const told = {
  kind: 'told',
  about: null,
  message: 'Paste what your terminal shows, and I read it.',
  lines: ['Send it to me as a message, between two lines of ```. In a terminal: kubectl … | netlab explain -'],
} as const;

/** The form for pasted output, and what stands in for it. */
export function askForPaste(): Outcome {
  return { answer: told, form: { kind: 'paste' } };
}

/** Whether a text is output that is read here; a question is none. */
export const isPaste = (text: string): boolean => readPaste(text) !== null;

/** What is said where a text is no output, or is no longer there. */
export const notOutput = {
  what: 'I recognise nothing in this that kubectl, curl or Azure prints',
  todo: 'Paste the whole output as text, with its headings. A picture of it I cannot read.',
} as const;

const gone = {
  what: 'I keep nothing of what you paste, so it is no longer here',
  todo: 'Paste it once more.',
} as const;

/** Whether netlab's own look tells anything of a reading. */
function isComparable({ reading }: ScopedReading): boolean {
  const { kind } = reading;
  if (kind === 'refusal') return reading.reason === 'NotFound' && reading.name !== null;
  return ['nodes', 'pods', 'none', 'blocks', 'annotations', 'configmap'].includes(kind);
}

function judge(scoped: readonly ScopedReading[], snapshot: Snapshot | null): readonly JudgedReading[] {
  const read = snapshot?.reads.nodes;
  const seen = read?.outcome === 'ok' ? read.data.flatMap(({ internalIPs }) => internalIPs) : [];
  const pasted = scoped.flatMap(({ reading }) => nodeAddressesIn(reading));
  return scoped.map((each) => {
    const { reading, others } = each;
    const look: PastedLook = snapshot === null ? { verdict: 'none' } : lookBeside(each, snapshot);
    // Of another namespace or cluster, Pods are not compared with these nodes.
    const isHere = look.verdict !== 'elsewhere' && look.verdict !== 'differs';
    const nodes = pasted.length > 0 || !isHere ? pasted : seen;
    return { reading, look, sides: comparePods(reading, nodes), span: spanOf(reading, nodes), others };
  });
}

/**
 * Reads a pasted text, and holds it against netlab's own look where there is one. It is what somebody says: it changes no
 * verdict and no progress, and nothing of it is kept or sent to a model.
 */
export async function answerPasted(text: string | undefined, by: Person, lab: Lab): Promise<Outcome> {
  const paste = text === undefined ? null : readPaste(text);
  if (paste === null) {
    const answer = troubleAnswer(new Trouble('bad-input', text === undefined ? gone : notOutput));
    return { answer, next: [pasteOffer] };
  }
  const { namespace } = by;
  const scoped = paste.readings.map((each) => scopeReading(each, namespace));
  const snapshot = namespace !== null && scoped.some(isComparable) ? await lab.observe(namespace) : null;
  const readings = judge(scoped, snapshot);
  const shown = readings.map(({ reading }) => reading);
  const { secrets, cut, left } = paste;
  const beside = snapshot === null ? null : { namespace: snapshot.namespace, readAt: snapshot.readAt };
  const run = nextRunAfter(shown, namespace, lab.lesson());
  return {
    answer: { kind: 'pasted', readings, secrets, cut, left, beside, run },
    next: [
      ...(shown.some(({ kind }) => kind === 'unread') ? [pasteOffer] : []),
      ...offerAfterPaste(shown, namespace, lab.lesson()),
    ],
    ...(snapshot === null
      ? {}
      : { audit: { did: 'read', what: 'explain', namespace: snapshot.namespace, as: snapshot.as } as const }),
  };
}
