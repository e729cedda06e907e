import type { Next, Outcome } from '../model/answer.ts';
import type { Lab } from '../model/lab.ts';
import type { Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import type { Command } from './command.ts';

/** What is sent to a language model, in sentences: only a free question, and only where one is configured. */
function leavesOf({ tutored }: Pick<Lab, 'tutored'>): readonly string[] {
  if (!tutored) return ['Nothing is sent to a language model: none is configured.'];
  return [
    'A question in free words that the lesson has no passage for goes to a language model, so that it can choose one.',
    'Nothing else goes there: no names, no addresses, nothing of your cluster, not who asks.',
  ];
}

const deleting: readonly Next[] = [
  { label: 'Delete all of it', say: 'privacy delete everything' },
  { label: 'Keep it', say: 'privacy' },
];

async function shown(by: Person, lab: Lab, state: 'kept' | 'asked'): Promise<Outcome> {
  const stored = await lab.personal.of(by.id);
  const next = state === 'asked' ? deleting : [{ label: 'Delete what is stored', say: 'privacy delete' }];
  return { answer: { kind: 'privacy', stored, leaves: leavesOf(lab), state }, next };
}

async function forgotten(by: Person, lab: Lab): Promise<Outcome> {
  const stored = await lab.personal.forget(by.id);
  return {
    answer: { kind: 'privacy', stored, leaves: leavesOf(lab), state: 'deleted' },
    // Without the namespace: with it, the line would tell who it was.
    audit: { did: 'change', what: 'privacy: everything of one person was deleted', namespace: null, as: null },
    anonymous: true,
    home: [by.id],
  };
}

/** `privacy`: what is stored of the one who asks, and deleting it. It is only ever about oneself. */
export const privacy: Command = {
  word: 'privacy',
  usage: 'privacy [delete]',
  purpose: 'what is stored about you, what leaves this app, and deleting it',
  for: 'anyone',
  async run({ by, words }, lab) {
    const said = words.join(' ').toLowerCase();
    if (said === '') return shown(by, lab, 'kept');
    if (said === 'delete') return shown(by, lab, 'asked');
    if (said === 'delete everything') return forgotten(by, lab);
    throw new Trouble('bad-input', { what: 'privacy shows what is stored of you; privacy delete deletes it' });
  },
};
