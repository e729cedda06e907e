import type { Audit } from '../../model/audit.ts';
import { findOwnValue } from '../../model/own-value.ts';
import { Trouble } from '../../model/trouble.ts';
import type { Command } from '../command.ts';
import { assignNamespace, settleClaim } from './assign.ts';
import { formatRosterCsv } from './csv.ts';
import { decideRelease, type ReleasedPerson } from './rules.ts';
import { parseUserId, type RosterSubcommand, rosterChangeAudit, toldAnswer } from './words.ts';

/** Everybody with their namespace, and who waits for one. */
const listRoster: RosterSubcommand = async (_, __, lab) => {
  const { assignments, claims } = await lab.roster.read();
  const waiting = claims.filter(({ state }) => state === 'pending');
  // Two may ask for one namespace, and a button cannot name them: numbers can.
  const settle = waiting.slice(0, 8).flatMap(({ id, namespace }, index) => [
    { label: `Approve ${index + 1}: ${namespace}`, command: `roster approve ${id}` },
    { label: `Refuse ${index + 1}: ${namespace}`, command: `roster refuse ${id}` },
  ]);
  return {
    answer: { kind: 'roster', assignments, waiting },
    next: [...settle, { label: 'Import', command: 'roster import' }, { label: 'Export', command: 'roster export' }],
  };
};

const openImport: RosterSubcommand = async () => ({
  answer: {
    kind: 'trouble',
    message: 'Slack opens the form only from a command or a button, and did not now.',
    todo: 'Press the button, or type /netlab roster import. If that does not help, netlab’s log says why.',
  },
  form: { kind: 'roster-import', note: null },
  next: [{ label: 'Import a roster', command: 'roster import' }],
});

const exportRoster: RosterSubcommand = async (_, __, lab) => {
  const { assignments } = await lab.roster.read();
  const message = `${assignments.length} on the roster. It is what “roster import” takes.`;
  const audit: Audit = { did: 'read', what: 'roster export', namespace: null, as: null };
  return { answer: { kind: 'copy', message, text: formatRosterCsv(assignments) }, audit };
};

function releasedWords([first, ...more]: readonly ReleasedPerson[]): string {
  if (first === undefined || more.length > 0) return `${more.length + 1} people left the roster.`;
  const { namespace, left } = first;
  return `left the roster; ${namespace} ${left.length > 0 ? 'is still somebody else’s' : 'is free'}.`;
}

const releaseFromRoster: RosterSubcommand = async ([word, ...more], by, lab) => {
  if (word === undefined || more.length > 0)
    throw new Trouble('bad-input', { what: 'whom? For example: roster release student-07, or: roster release @alice' });
  const person = word.startsWith('@') || /^[UW][A-Z0-9]{2,}$/u.test(word);
  const who = person ? parseUserId(word, 'roster release @alice') : word.toLowerCase();
  const releasedPeople = await lab.roster.change(by.id, lab.newIdAndTime().at, decideRelease(who));
  const [first, second] = releasedPeople;
  if (first === undefined)
    throw new Trouble('bad-input', {
      what: 'nobody on the roster is called so or has this namespace; “roster” lists all',
    });
  const lines = ['Results are kept, and count again for whoever gets the same namespace back.'];
  return {
    answer: toldAnswer(releasedWords(releasedPeople), lines, second === undefined ? first.user : null),
    audit: releasedPeople.map(({ user, namespace }) => rosterChangeAudit('roster release', namespace, user)),
    changedHomes: releasedPeople.map(({ user }) => user),
  };
};

const subcommands: Readonly<Record<string, RosterSubcommand>> = {
  list: listRoster,
  import: openImport,
  export: exportRoster,
  release: releaseFromRoster,
  assign: assignNamespace,
  reassign: assignNamespace,
  approve: settleClaim('approved'),
  refuse: settleClaim('refused'),
};

/** `roster [import|export|release|assign]`: who has which namespace, for instructors. */
export const roster: Command = {
  word: 'roster',
  usage: 'roster [import | export | release WHO | assign @WHO NAMESPACE]',
  purpose: 'who has which namespace and who asks for one; take a list over, free or give a namespace',
  for: 'instructor',
  opensForm: ([part]) => part?.toLowerCase() === 'import',
  // The direct message that asks an instructor for a namespace shows what became of it.
  replaces: ({ words: [part = '', claim] }) =>
    claim !== undefined && (part === 'approve' || part === 'refuse') ? 'request' : null,
  async run({ by, words: [word = 'list', ...words] }, lab) {
    const subcommandWord = word.toLowerCase();
    // Nothing is guessed here: “unassign” is near to “assign”, and would do the opposite.
    const subcommand = findOwnValue(subcommands, subcommandWord);
    if (subcommand === undefined)
      throw new Trouble('bad-input', {
        what: `roster ${word.slice(0, 20)}? There are import, export, release and assign`,
      });
    return subcommand(words, by, lab);
  },
};
