import type { Doc, DocPart, Line } from '../model/doc.ts';
import type { JudgedReading, PastedAnswer, PastedLook, SecretKind } from '../model/pasted.ts';
import { fitParts } from './fit.ts';
import { pastedSentences } from './pasted-shows.ts';
import { pastedTitle } from './pasted-titles.ts';
import { boldRun, codePart, createDoc, paragraphPart, textRun } from './runs.ts';

/** What is read at once; the rest is one press away. */
const room = { words: 84, lines: 14 } as const;

const onlyPasted = 'so this is only from what you pasted';

const unseen: { readonly [B in Extract<PastedLook, { readonly verdict: 'unseen' }>['because']]: string } = {
  forbidden: `I have no permission to see this, ${onlyPasted}.`,
  failed: `I could not read this just now, ${onlyPasted}.`,
  'not-in-dump': `What I read does not hold this, ${onlyPasted}.`,
  'not-found': `I found nothing to compare, ${onlyPasted}.`,
};

function seenText({ sees, count }: Extract<PastedLook, { readonly sees: readonly string[] }>): string {
  if (sees.length === 0) return count === 0 ? 'none' : String(count);
  return sees.length > 3 ? `${sees.slice(0, 3).join(', ')} and ${sees.length - 3} more` : sees.join(', ');
}

/** How a reading stands beside netlab's own look, in a sentence; empty where there was nothing to compare. */
function lookText({ reading, look }: JudgedReading): string {
  switch (look.verdict) {
    case 'agrees': {
      const more = reading.kind === 'nodes' && look.count > reading.nodes.length ? ` I see ${look.count} nodes.` : '';
      return `It agrees with what I see.${more}`;
    }
    case 'differs': {
      const isList = reading.kind !== 'annotations' && reading.kind !== 'configmap' && reading.kind !== 'refusal';
      const mine = isList ? `: I see ${seenText(look)}` : '';
      return `It differs from what I see${mine}. That may be another cluster, or an older output.`;
    }
    case 'unseen':
      return unseen[look.because];
    case 'elsewhere':
      return 'It may be of another namespace, so I compare nothing with it.';
    case 'none':
      return '';
  }
}

const secretNames: { readonly [K in SecretKind]: string } = {
  'private key': 'a private key',
  token: 'a token',
  password: 'a password',
  kubeconfig: 'a kubeconfig',
  Secret: 'a Secret',
  'connection string': 'a connection string',
  certificate: 'a certificate',
};

function secretParts(secrets: readonly SecretKind[]): readonly DocPart[] {
  if (secrets.every((each) => each === 'certificate')) return [];
  const says = 'Change it: whoever saw it can use it. Delete your message. I repeat and keep nothing of it.';
  return [paragraphPart(textRun(says))];
}

function readingParts(judged: JudgedReading, isOnly: boolean): readonly DocPart[] {
  const says = [...pastedSentences(judged), lookText(judged)].filter((each) => each !== '');
  const title = isOnly ? [] : [boldRun(`${pastedTitle(judged)} `)];
  const [first = '', ...rest] = says;
  const own = isOnly ? says.map((each) => paragraphPart(textRun(each))) : [];
  return isOnly ? own : [paragraphPart(...title, textRun([first, ...rest].join(' ')))];
}

function verdictOf({ readings, secrets }: PastedAnswer): string {
  if (secrets.length > 0) {
    const names = secrets.map((each) => secretNames[each]);
    return `Your paste holds ${names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`}.`;
  }
  const [first] = readings;
  if (first !== undefined && readings.length === 1) return pastedTitle(first);
  return `I read ${readings.length} things in what you pasted.`;
}

function breakParts({ cut, left, readings }: PastedAnswer): readonly DocPart[] {
  const breaksOff = cut || readings.some(({ reading }) => 'whole' in reading && !reading.whole);
  const says = [
    ...(breaksOff ? ['The text breaks off, so I conclude nothing from its count or from what is missing.'] : []),
    ...(left === 0 ? [] : [`${left} more parts I did not read: paste them on their own.`]),
  ];
  return says.map((each) => paragraphPart(textRun(each)));
}

function smallPrintOf({ beside }: PastedAnswer): readonly Line[] {
  const kept = 'Only this answer is kept, and no result changes.';
  if (beside === null) return [[textRun(kept)]];
  return [[textRun(`Compared with ${beside.namespace}, read `), { time: beside.readAt }, textRun(`. ${kept}`)]];
}

/** The answer to a pasted text: what it is, what it shows, how it stands beside netlab's own look, and what comes next. */
export function pastedDoc(answer: PastedAnswer): Doc {
  const { readings, secrets, run } = answer;
  const isOnly = readings.length === 1 && secrets.length === 0;
  const parts = readings.flatMap((each) => readingParts(each, isOnly));
  const { shown, rest } = fitParts([...secretParts(secrets), ...breakParts(answer), ...parts], room);
  const next = run === null ? [] : [paragraphPart(boldRun('Next, run:')), codePart(run)];
  return createDoc([boldRun(verdictOf(answer))], [...shown, ...next], {
    smallPrint: smallPrintOf(answer),
    details: rest.length === 0 ? [] : [{ title: 'The rest', parts: rest }],
  });
}
