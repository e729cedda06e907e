import type { TroubleAnswer } from '../model/answer.ts';
import type { Next, Outcome } from '../model/outcome.ts';
import type { Person } from '../model/person.ts';
import type { Trouble, TroubleKind } from '../model/trouble.ts';
import { offerHuman } from './offer-human.ts';

type TroubleDetail = Readonly<Record<string, string>>;
type TroubleText = (detail: TroubleDetail) => Omit<TroubleAnswer, 'kind'>;

const word = (text: string | undefined, max = 80): string => {
  const plain = (text ?? '').replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '');
  return plain.length > max ? `${plain.slice(0, max - 1)}…` : plain;
};

/** A sentence: what already ends like one stays as it is, and a colon at the end announces nothing. */
const sentence = (text: string): string => (/[.?!…]$/u.test(text) ? text : `${text.replace(/[:;,\s]+$/u, '')}.`);

/** Each line as a sentence: of several faults each has its own. */
const sentences = (text = ''): string =>
  text
    .split('\n')
    .map((line) => sentence(word(line, 800)))
    .join('\n');

/** How each refusal is worded: what is wrong, and what to do. The only place. */
const troubleTexts: { readonly [K in TroubleKind]: TroubleText } = {
  'unknown-command': ({ said, near }) => ({
    message: `I do not know the word “${word(said, 40)}”.`,
    todo: near ? `Did you mean “${near}”? “help” lists what I know.` : '“help” lists what I know.',
  }),
  'unknown-task': ({ task }) => ({
    message: `There is no task ${task}.`,
    todo: 'The tasks are 1, 2 and 3; without a number I look at all of them.',
  }),
  // What was asked is not repeated: it may be meant to be read as netlab's own words.
  'unknown-topic': ({ ask, understood }) => ({
    message: 'The lesson says nothing I could find on this, so I do not know.',
    todo: [
      'Choose a topic, or ask in other words.',
      ...(ask ? ['Your instructor can answer what the lesson cannot.'] : []),
      ...(understood ? [`I read your question as ${understood}, and answer in English.`] : []),
    ].join(' '),
  }),
  'not-taught': () => ({
    message: 'Why a Pod does not start is not part of this exercise, so I do not know.',
    todo: '“kubectl describe pod” names the reason at its end, under Events. Show that to your instructor.',
  }),
  'no-last-topic': () => ({
    message: 'I keep no topic of yours that this could be about.',
    todo: 'Say which one you mean, for example: explain overlay, or: explain simpler overlay.',
  }),
  'beyond-lesson': () => ({
    message: 'This seems to be outside of the lesson, so I do not answer it.',
    todo: 'Choose a topic, or ask your instructor.',
  }),
  'unknown-person': ({ asked, since }) =>
    asked === undefined
      ? {
          message: 'I do not know which namespace is yours.',
          todo: 'Type /netlab join NAMESPACE, with the name that you were given.',
        }
      : {
          message: `Your request for ${asked} has waited for an instructor since ${since}.`,
          todo: 'You get a direct message from me when it is settled. If that takes long, tell your instructor.',
        },
  stranger: ({ unknown }) =>
    unknown === undefined
      ? {
          message: 'You are here from another workspace, and I only talk to the class of this one.',
          todo: 'If you belong to the class, ask your instructor for an account in this workspace.',
        }
      : {
          message: 'Slack does not tell me which workspace you belong to, so I do nothing.',
          todo: 'Try again in a minute; if it stays so, tell your instructor.',
        },
  'has-namespace': ({ namespace }) => ({
    message: `You have ${namespace} already, so I asked for no other one.`,
    todo: 'If it is not yours, tell your instructor: “roster assign” changes it.',
  }),
  'namespace-taken': ({ namespace }) => ({
    message: `${namespace} belongs to somebody else.`,
    todo: 'Look up the name of yours again. If this is it, tell your instructor, who can change the roster.',
  }),
  'no-instructor': () => ({
    message: 'I know no instructor whom I could ask, so I did not keep your request.',
    todo: 'Ask your instructor yourself, and try again later. For whoever runs netlab: NETLAB_INSTRUCTORS names nobody, or a user group in it cannot be read just now.',
  }),
  'asked-often': () => ({
    message: 'You asked for a namespace several times within an hour, so I did not ask again.',
    todo: 'Talk to your instructor; they can put you on the roster.',
  }),
  'store-down': () => ({
    message: 'My database does not answer, so I can look nothing up and keep nothing. It is not your doing.',
    todo: 'Try again in a minute; if it stays so, tell your instructor that netlab’s database is down.',
  }),
  'bad-namespace': ({ namespace }) => ({
    message: `“${word(namespace, 63)}” is not a namespace of this class.`,
    todo: 'A namespace looks like student-07.',
  }),
  'not-yours': ({ own }) => ({
    message: 'That namespace is not yours, so I did not look at it.',
    todo: own ? `Yours is ${own}; “check” without a name looks there.` : 'Say which one is yours with “join”.',
  }),
  'not-your-button': () => ({
    message: 'That button belongs to somebody else’s answer.',
    todo: 'Type /netlab help for your own.',
  }),
  'stale-button': () => ({ message: 'That button is from an older netlab.', todo: 'Type the command again.' }),
  'stale-form': () => ({
    message: 'This form is from an older netlab, or was changed on its way, so nothing was done.',
    todo: 'Open it again: type its command once more.',
  }),
  'preview-gone': () => ({
    message: 'This preview is gone: it was confirmed before, or it is too old. Nothing was changed just now.',
    todo: 'Hand the list in again with /netlab roster import; the preview shows what is left to change.',
  }),
  'instructors-only': ({ word: said }) => ({
    message: `“${word(said, 40)}” is for instructors.`,
    todo: '“help” lists what you can do.',
  }),
  'no-namespace': () => ({ message: 'No namespace was named.', todo: 'Name one, for example: check NAMESPACE' }),
  'outside-class': ({ own }) => ({
    message: `The roster gives you ${word(own, 63)}, which is no namespace of this class, so I do not look at it.`,
    todo: 'Tell your instructor: “roster assign” gives you another one.',
  }),
  'own-only': ({ word: said }) => ({
    message: `“${word(said, 40)}” is for a student’s own namespace, and you have none.`,
    todo: 'Look at a student’s with “check NAMESPACE”, or “check 2 NAMESPACE” for one task; “picture map NAMESPACE” draws it.',
  }),
  // Where there is nothing to correct, whoever refuses says what to do instead.
  'bad-input': ({ what, todo }) => ({
    message: sentence(word(what, 400)),
    todo: todo ?? 'Correct it and try again.',
  }),
  'bad-config': ({ what }) => ({
    message: sentences(what),
    todo: 'Correct the configuration and try again.',
  }),
  'bad-lesson': ({ what }) => ({
    message: `${word(what, 200)}, so I do not show it. It is not your doing.`,
    todo: 'Tell your instructor: the lesson has to be corrected.',
  }),
  'slack-refused': ({ what }) => ({
    message: sentence(word(what, 200)),
    todo: 'Check the tokens and SLACK_API_URL in the environment.',
  }),
};

/** Words a Trouble for a person. */
export function troubleAnswer({ kind, detail }: Trouble): TroubleAnswer {
  return { kind: 'trouble', ...troubleTexts[kind](detail) };
}

const generalOffers: readonly Next[] = [
  { label: 'Problems', command: 'walk' },
  { label: 'Topics', command: 'explain' },
  { label: 'Help', command: 'help' },
];

const instructorWords: readonly string[] = ['answers', 'broadcast', 'roster'];

/**
 * The buttons below a Trouble, none for most kinds; `typed` are the words of the refused command, its own first.
 * `person` is who typed them, null for nobody who was let in: without a namespace there are no problems to look at.
 */
export function offerAfterTrouble(
  { kind, detail }: Trouble,
  typed: readonly string[],
  person: Pick<Person, 'role' | 'namespace'> | null,
): Pick<Outcome, 'next'> {
  const human = person === null ? [] : offerHuman(person, { about: 'general' });
  if (kind === 'bad-lesson') return { next: human };
  if (kind === 'store-down') return { next: [{ label: 'Try again', command: typed.join(' ') }] };
  if (kind === 'not-yours' && detail.own) return { next: [{ label: 'Check my cluster', command: 'check' }] };
  // Who has asked already waits for an instructor; who was one may still hold buttons of theirs.
  if (kind === 'unknown-person' && detail.asked === undefined && !instructorWords.includes(typed[0] ?? ''))
    return { next: [{ label: 'My namespace', command: 'join' }] };
  if (kind !== 'unknown-command') return {};
  if (detail.near === undefined)
    return { next: [...generalOffers.filter(({ command }) => person?.namespace || command !== 'walk'), ...human] };
  const say = [detail.near, ...typed.slice(1)].join(' ');
  return { next: [{ label: say, command: say }] };
}
