import { assess } from '../../checks/assess.ts';
import type { Lab } from '../../model/lab.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import type { Command } from '../command.ts';
import { describeResult } from '../explain/result-sources.ts';
import { parseResultSubject, type ResultSubject } from '../explain/result-subject.ts';
import { mayAskTutor, setTutorEnabled } from './opt-out.ts';

const neverSent =
  'Never sent: names of Pods, nodes and namespaces, addresses, labels, annotations, ConfigMaps, and who asks.';

// What is sent to a language model, in sentences.
const sentSentences: { readonly [M in Lab['tutor']]: readonly string[] } = {
  off: ['Nothing is sent to a language model: none is configured.'],
  select: [
    'A question in free words that my own search is not sure of goes to a language model. It chooses sentences of the lesson, or a command to offer. It gets the question, at most 300 characters of it, the topic that you read last, titles, and sentences of the lesson. What looks like a secret, an address or a namespace is taken out; do not type secrets all the same.',
    'With “Explain this” it gets codes and statuses of your last look, and sentences of the lesson.',
    neverSent,
  ],
};

function sentSentencesOf(lab: Pick<Lab, 'tutor'>, ai: boolean | null): readonly string[] {
  return ai === false ? ['Nothing of you is sent to a language model: you turned it off.'] : sentSentences[lab.tutor];
}

const deleteOffers: readonly Next[] = [
  { label: 'Delete all of it', command: 'privacy delete everything' },
  { label: 'Keep it', command: 'privacy' },
];

function offersFor(ai: boolean | null): readonly Next[] {
  const first = { label: 'Delete what is stored', command: 'privacy delete' };
  if (ai === null) return [first];
  const other = ai
    ? { label: 'Turn AI off for me', command: 'privacy ai off' }
    : { label: 'Turn AI on for me', command: 'privacy ai on' };
  return [first, ...(ai ? [{ label: 'Show what is sent', command: 'privacy sent' }] : []), other];
}

async function showStored(by: Person, lab: Lab, state: 'kept' | 'asked'): Promise<Outcome> {
  const [stored, ai] = [await lab.personal.of(by.id), await mayAskTutor(by.id, lab)];
  const next = state === 'asked' ? deleteOffers : offersFor(ai);
  return { answer: { kind: 'privacy', stored, sentToModel: sentSentencesOf(lab, ai), ai, state }, next };
}

async function deleteStored(by: Person, lab: Lab): Promise<Outcome> {
  const stored = await lab.personal.forget(by.id);
  if (by.namespace !== null) lab.looks.forget(by.namespace);
  const ai = await mayAskTutor(by.id, lab);
  return {
    answer: { kind: 'privacy', stored, sentToModel: sentSentencesOf(lab, ai), ai, state: 'deleted' },
    // Without the namespace: with it, the line would tell who it was.
    audit: { did: 'change', what: 'privacy: everything of one person was deleted', namespace: null, as: null },
    anonymous: true,
    changedHomes: [by.id],
  };
}

const ofQuestion =
  'This, beside fixed instructions, titles and sentences of the lesson, goes to the language model with a question that my own search is not sure of';
const ofYours =
  '“privacy sent QUESTION” shows what is sent of a question, “privacy sent explain result” what is sent of a result.';

/** What would be sent for a question: what is left of these words, and how many titles go with them. */
async function showSentFor(question: string | null, by: Person, lab: Lab): Promise<Outcome> {
  const next = offersFor(await mayAskTutor(by.id, lab));
  const text = lab.sentFor(question ?? '(your question)', by.namespace);
  const message = question === null ? `${ofQuestion}. ${ofYours}` : `${ofQuestion}:`;
  if (text !== '') return { answer: { kind: 'copy', message, text }, next };
  const lines = ['What looks like a secret, an address or a namespace is taken out, and here nothing is left.'];
  return { answer: { kind: 'told', about: null, message: 'Of these words nothing is sent.', lines }, next };
}

/** What would be sent for a result of one's own namespace, as it is now. */
async function showSentForResult(subject: ResultSubject, by: Person, namespace: string, lab: Lab): Promise<Outcome> {
  const assessment = assess(await lab.observe(namespace));
  const text = lab.sentForResult(describeResult(subject, assessment, lab.lesson()));
  const message = 'This, beside fixed instructions, goes to the language model when you press “Explain this”:';
  const audit = { did: 'read', what: 'privacy', namespace, as: assessment.snapshot.as } as const;
  return { answer: { kind: 'copy', message, text }, audit, next: offersFor(await mayAskTutor(by.id, lab)) };
}

/** What would be sent for a question or a result of this person, or for any. */
async function showSent(question: string, by: Person, lab: Lab): Promise<Outcome> {
  if (lab.tutor === 'off')
    return {
      answer: {
        kind: 'told',
        about: null,
        message: 'Nothing is sent to a language model.',
        lines: ['None is configured here.'],
      },
    };
  const subject = /^explain result\b/iu.test(question) ? parseResultSubject(question.split(' ').slice(1)) : null;
  if (subject !== null && by.namespace !== null) return showSentForResult(subject, by, by.namespace, lab);
  return showSentFor(question === '' ? null : question, by, lab);
}

// Said beforehand it holds as well: a language model may be configured later.
const later = 'No language model is configured here. If one is, later, this is kept to.';

async function switchTutor(by: Person, on: boolean, lab: Lab): Promise<Outcome> {
  await setTutorEnabled(by.id, on, lab);
  const message = on
    ? 'A language model may be asked for you again.'
    : 'From now on no language model is asked for you.';
  const lines = [
    on
      ? 'It chooses sentences of the lesson, and writes nothing of its own.'
      : 'You lose nothing: every result, lesson and hint is there without it. Deleting your data forgets this as well.',
  ];
  const none = lab.tutor === 'off';
  return {
    answer: { kind: 'told', about: null, message, lines: none ? [later, ...lines] : lines },
    next: none ? offersFor(null) : offersFor(on),
  };
}

/**
 * `privacy`: what is stored of the one who asks, deleting it, and the language model. It is only ever about oneself.
 */
export const privacy: Command = {
  word: 'privacy',
  usage: 'privacy [delete|sent [QUESTION]|ai off]',
  purpose: 'what is stored about you and deleting it, what leaves this app, and turning AI off',
  for: 'anyone',
  async run({ by, words }, lab) {
    const typed = words.join(' ').toLowerCase();
    if (typed === '') return showStored(by, lab, 'kept');
    if (typed === 'delete') return showStored(by, lab, 'asked');
    if (typed === 'delete everything') return deleteStored(by, lab);
    if (words[0]?.toLowerCase() === 'sent') return showSent(words.slice(1).join(' '), by, lab);
    if (typed === 'ai off' || typed === 'ai on') return switchTutor(by, typed === 'ai on', lab);
    throw new Trouble('bad-input', {
      what: 'privacy shows what is stored of you; privacy delete deletes it, privacy sent shows what a language model gets, privacy sent QUESTION what it gets of a question, privacy ai off turns that off',
    });
  },
};
