import { firstSteps } from '../../model/first-steps.ts';
import type { Lab } from '../../model/lab.ts';
import type { DirectMessage, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { requireClassNamespace } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { askForWords, asksForWords } from '../input/word-forms.ts';
import { decideJoin, type JoinOutcome } from './rules.ts';

/** The welcome of somebody who got a namespace: whose it is, who speaks, and where to begin. */
export function welcomeMessage(user: string, namespace: string): DirectMessage {
  const message = `Welcome: ${namespace} is yours now.`;
  const lines = [
    'I am netlab. I look at your cluster with you, and I only read. Only you see my answers.',
    'Begin with “Check my cluster”. Or write to me here in your own words.',
  ];
  return {
    to: [user],
    answer: { kind: 'told', about: null, message, lines },
    next: firstSteps,
    keepsChannel: true,
    unreached: 'I could not write a direct message to tell it.',
  };
}

function claimMessage(user: string, namespace: string, claim: string, instructors: readonly string[]): DirectMessage {
  return {
    to: instructors,
    answer: { kind: 'told', about: user, message: `asks for the namespace ${namespace}.`, lines: ['Is it theirs?'] },
    next: [
      { label: `Approve ${namespace}`, command: `roster approve ${claim}` },
      { label: 'Refuse', command: `roster refuse ${claim}` },
    ],
    keepsChannel: false,
    unreached: 'I could not reach any instructor, though. Please tell yours that you wait.',
  };
}

const joinWords: {
  readonly [A in JoinOutcome]: (namespace: string) => { readonly message: string; readonly lines: string[] };
} = {
  seated: (namespace) => ({ message: `${namespace} is yours now.`, lines: ['Where to begin stands under Messages.'] }),
  'had-it': (namespace) => ({ message: `${namespace} is yours already.`, lines: ['Begin with “Check my cluster”.'] }),
  asked: (namespace) => ({
    message: `I asked your instructor whether ${namespace} is yours.`,
    lines: ['You get a direct message from me when it is settled. Until then I look at nothing.'],
  }),
  'asked-before': (namespace) => ({
    message: `You asked for ${namespace} already; it waits for an instructor.`,
    lines: ['You get a direct message from me when it is settled. If that takes long, tell your instructor.'],
  }),
};

async function requestNamespace(by: Person, namespace: string, lab: Lab): Promise<Outcome> {
  const { id, at } = lab.newIdAndTime();
  // Who could approve it anyway is not asked.
  const open = lab.joining === 'open' || by.role === 'instructor';
  const instructors = open ? [] : await lab.instructors();
  const [askable, { sharing }] = [instructors.length > 0, lab.roster];
  const decide = decideJoin({ user: by.id, namespace, id, at, open, askable, sharing });
  const result = await lab.roster.change(by.id, at, decide);
  const { message, lines } = joinWords[result](namespace);
  const claimMessages = result === 'asked' ? [claimMessage(by.id, namespace, id, instructors)] : [];
  const welcomeMessages = result === 'seated' ? [welcomeMessage(by.id, namespace)] : [];
  return {
    answer: { kind: 'told', about: null, message, lines },
    ...(result === 'seated' || result === 'asked'
      ? { audit: { did: 'change', what: `join: ${result}`, namespace, as: null } }
      : {}),
    directMessages: [...claimMessages, ...welcomeMessages],
    changedHomes: result === 'seated' ? [by.id] : [],
    next: result === 'seated' || result === 'had-it' ? firstSteps : [],
  };
}

/** `join NAMESPACE`: asks for a namespace of the class. */
export const join: Command = {
  word: 'join',
  usage: 'join NAMESPACE',
  purpose: 'say which namespace of the class is yours',
  for: 'anyone',
  opensForm: asksForWords,
  async run({ by, words: [name, ...more] }, lab) {
    if (name === undefined) return askForWords('join');
    if (more.length > 0)
      throw new Trouble('bad-input', {
        what: 'which namespace is yours? Say: join NAMESPACE, with the name that you were given',
      });
    return requestNamespace(by, requireClassNamespace(name.toLowerCase(), lab), lab);
  },
};
