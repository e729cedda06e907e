import type { Audit } from '../../model/audit.ts';
import { Trouble } from '../../model/trouble.ts';
import type { Command } from '../command.ts';
import { assign, settle } from './assign.ts';
import { rosterText } from './csv.ts';
import { decideRelease, type Released } from './rules.ts';
import { changed, type Part, told, userIn } from './words.ts';

/** Everybody with their namespace, and who waits for one. */
const list: Part = async (_, __, lab) => {
  const { seats, claims } = await lab.roster.read();
  const waiting = claims.filter(({ state }) => state === 'pending');
  // Two may ask for one namespace, and a button cannot name them: numbers can.
  const settle = waiting.slice(0, 8).flatMap(({ id, namespace }, index) => [
    { label: `Approve ${index + 1}: ${namespace}`, say: `roster approve ${id}` },
    { label: `Refuse ${index + 1}: ${namespace}`, say: `roster refuse ${id}` },
  ]);
  return {
    answer: { kind: 'roster', seats, waiting },
    next: [...settle, { label: 'Import', say: 'roster import' }, { label: 'Export', say: 'roster export' }],
  };
};

const openImport: Part = async () => ({
  answer: {
    kind: 'trouble',
    says: 'Slack opens the form only from a command or a button, and did not now.',
    todo: 'Press the button, or type /netlab roster import. If that does not help, netlab’s log says why.',
  },
  form: { kind: 'roster-import', note: null },
  next: [{ label: 'Import a roster', say: 'roster import' }],
});

const copy: Part = async (_, __, lab) => {
  const { seats } = await lab.roster.read();
  const says = `${seats.length} on the roster. It is what “roster import” takes.`;
  const audit: Audit = { did: 'read', what: 'roster export', namespace: null, as: null };
  return { answer: { kind: 'copy', says, text: rosterText(seats) }, audit };
};

function releasedWords([first, ...more]: readonly Released[]): string {
  if (first === undefined || more.length > 0) return `${more.length + 1} people left the roster.`;
  const { namespace, left } = first;
  return `left the roster; ${namespace} ${left.length > 0 ? 'is still somebody else’s' : 'is free'}.`;
}

const release: Part = async ([word, ...more], by, lab) => {
  if (word === undefined || more.length > 0)
    throw new Trouble('bad-input', { what: 'whom? For example: roster release student-07, or: roster release @alice' });
  const person = word.startsWith('@') || /^[UW][A-Z0-9]{2,}$/u.test(word);
  const who = person ? userIn(word, 'roster release @alice') : word.toLowerCase();
  const gone = await lab.roster.change(by.id, lab.mint().at, decideRelease(who));
  const [first, second] = gone;
  if (first === undefined)
    throw new Trouble('bad-input', {
      what: 'nobody on the roster is called so or has this namespace; “roster” lists all',
    });
  const lines = ['Results are kept, and count again for whoever gets the same namespace back.'];
  return {
    answer: told(releasedWords(gone), lines, second === undefined ? first.user : null),
    audit: gone.map(({ user, namespace }) => changed('roster release', namespace, user)),
    home: gone.map(({ user }) => user),
  };
};

const parts: Readonly<Record<string, Part>> = {
  list,
  import: openImport,
  export: copy,
  release,
  assign,
  reassign: assign,
  approve: settle('approved'),
  refuse: settle('refused'),
};

/** `roster [import|export|release|assign]`: who has which namespace, for instructors. */
export const roster: Command = {
  word: 'roster',
  usage: 'roster [import | export | release WHO | assign @WHO NAMESPACE]',
  purpose: 'who has which namespace and who asks for one; take a list over, free or give a namespace',
  for: 'instructor',
  async run({ by, words: [word = 'list', ...words] }, lab) {
    const said = word.toLowerCase();
    // Nothing is guessed here: “unassign” is near to “assign”, and would do the opposite.
    const part = Object.hasOwn(parts, said) ? parts[said] : undefined;
    if (part === undefined)
      throw new Trouble('bad-input', {
        what: `roster ${word.slice(0, 20)}? There are import, export, release and assign`,
      });
    return part(words, by, lab);
  },
};
