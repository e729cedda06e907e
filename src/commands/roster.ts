import type { Answer, Outcome } from '../model/answer.ts';
import type { Audit } from '../model/audit.ts';
import type { Lab } from '../model/lab.ts';
import type { Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import type { Command } from './command.ts';
import { welcome } from './join.ts';
import { nearest } from './near.ts';
import { rosterText } from './roster-csv.ts';
import { namespaceIn } from './scope.ts';
import { decideAssign, decideClaim, decideRelease, type Settled } from './seating.ts';

type Part = (words: readonly string[], by: Person, lab: Lab) => Promise<Outcome>;

const told = (says: string, lines: readonly string[] = [], about: string | null = null): Answer => ({
  kind: 'told',
  about,
  says,
  lines,
});

const change = (what: string, namespace: string | null): Audit => ({ did: 'change', what, namespace, as: null });

function userIn(word: string | undefined, todo: string): string {
  const user = /^@?([UW][A-Z0-9]{2,})$/u.exec(word ?? '')?.[1];
  if (user === undefined) throw new Trouble('bad-input', { what: `whom? Name them with @, for example: ${todo}` });
  return user;
}

/** Everybody with their namespace, and who waits for one. */
const list: Part = async (_, __, lab) => {
  const { seats, claims } = await lab.roster.read();
  const waiting = claims.filter(({ state }) => state === 'pending');
  const settle = waiting.slice(0, 8).flatMap(({ id, namespace }) => [
    { label: `Approve ${namespace}`, say: `roster approve ${id}` },
    { label: `Refuse ${namespace}`, say: `roster refuse ${id}` },
  ]);
  return {
    answer: { kind: 'roster', seats, waiting },
    next: [...settle, { label: 'Import', say: 'roster import' }, { label: 'Export', say: 'roster export' }],
  };
};

const openImport: Part = async () => ({
  answer: {
    kind: 'trouble',
    says: 'Slack lets me open the form only from a command or a button.',
    todo: 'Press the button, or type /netlab roster import.',
  },
  form: { kind: 'roster-import', note: null },
  next: [{ label: 'Import a roster', say: 'roster import' }],
});

const copy: Part = async (_, __, lab) => {
  const { seats } = await lab.roster.read();
  const says = `${seats.length} on the roster. It is what “roster import” takes.`;
  return { answer: { kind: 'copy', says, text: rosterText(seats) }, audit: change('roster export', null) };
};

const release: Part = async ([word, ...more], by, lab) => {
  if (word === undefined || more.length > 0)
    throw new Trouble('bad-input', { what: 'whom? For example: roster release student-07, or: roster release @alice' });
  const who = word.startsWith('@') || /^[UW][A-Z0-9]{2,}$/u.test(word) ? userIn(word, 'roster release @alice') : word;
  const gone = await lab.roster.change(by.id, lab.mint().at, decideRelease(who));
  if (gone.length === 0)
    throw new Trouble('bad-input', {
      what: 'nobody on the roster is called so or has this namespace; “roster” lists all',
    });
  const lines = ['Their results are kept, and count again if they get the same namespace back.'];
  const says =
    gone.length === 1 ? `left the roster; ${gone[0]?.namespace} is free.` : `${gone.length} people left the roster.`;
  return {
    answer: told(gone.length === 1 ? says : `${says}`, lines, gone.length === 1 ? (gone[0]?.user ?? null) : null),
    audit: change(`roster release ${gone.map(({ user }) => user).join(' ')}`, gone[0]?.namespace ?? null),
    home: gone.map(({ user }) => user),
  };
};

const assign: Part = async ([word, name, extra], by, lab) => {
  const user = userIn(word, 'roster assign @alice student-07');
  const namespace = namespaceIn((name ?? '').toLowerCase(), lab);
  const decide = decideAssign(user, namespace, extra === 'instead', lab.roster.sharing);
  const result = await lab.roster.change(by.id, lab.mint().at, decide);
  if (result.kind === 'same') return { answer: told(`has ${namespace} already.`, [], user) };
  if (result.kind === 'full')
    return {
      answer: told(`has ${namespace}. Nothing was changed.`, [], result.by[0] ?? null),
      next: [{ label: 'Give it to the other one', say: `roster assign ${user} ${namespace} instead` }],
    };
  const freed = result.released.length > 0 ? ['Whoever had it is on the roster no longer.'] : [];
  return {
    answer: told(`has ${namespace} now${result.was === null ? '' : `, and no longer ${result.was}`}.`, freed, user),
    audit: change(`roster assign ${user}`, namespace),
    tell: [welcome(user, namespace)],
    home: [user, ...result.released],
  };
};

const settledWords: { readonly [K in Exclude<Settled['kind'], 'gone'>]: (namespace: string) => string } = {
  approved: (namespace) => `has ${namespace} now.`,
  refused: (namespace) => `asked for ${namespace}; you refused.`,
  'settled-before': (namespace) => `asked for ${namespace}; that was settled before.`,
  full: (namespace) => `asked for ${namespace}, which belongs to somebody else now. Nothing was changed.`,
};

const refused = (user: string, namespace: string) => ({
  to: [user],
  answer: told(`Your instructor says that ${namespace} is not yours.`, ['Look up its name again, then: /netlab join.']),
  next: [],
  welcome: false,
  unreached: 'I could not write a direct message to tell it.',
});

const settle =
  (state: 'approved' | 'refused'): Part =>
  async ([id = ''], by, lab) => {
    const result = await lab.roster.change(by.id, lab.mint().at, decideClaim(id, state, lab.roster.sharing));
    if (result.kind === 'gone') throw new Trouble('bad-input', { what: 'there is no such request any more' });
    const { kind, claim } = result;
    const { user, namespace } = claim;
    const before = kind === 'settled-before' ? [`It was ${claim.state}.`] : [];
    const changed = kind === 'approved' || kind === 'refused';
    return {
      answer: told(settledWords[kind](namespace), before, user),
      ...(changed ? { audit: change(`roster ${kind} ${user}`, namespace) } : {}),
      tell: kind === 'approved' ? [welcome(user, namespace)] : kind === 'refused' ? [refused(user, namespace)] : [],
      home: kind === 'approved' ? [user] : [],
    };
  };

const parts: Readonly<Record<string, Part>> = {
  list,
  import: openImport,
  export: copy,
  release,
  assign,
  approve: settle('approved'),
  refuse: settle('refused'),
};

/** The part of `roster` that a word means, misspelt a little or not; null for none. */
export const partNamed = (word: string): string | null => nearest(word, Object.keys(parts));

/** `roster [import|export|release|assign]`: who has which namespace, for instructors. */
export const roster: Command = {
  word: 'roster',
  usage: 'roster [import | export | release WHO | assign @WHO NAMESPACE]',
  purpose: 'who has which namespace and who asks for one; take a list over, free or give a namespace',
  for: 'instructor',
  async run({ by, words: [word = 'list', ...words] }, lab) {
    const part = parts[partNamed(word) ?? ''];
    if (part === undefined)
      throw new Trouble('bad-input', {
        what: `roster ${word.slice(0, 20)}? There are import, export, release and assign`,
      });
    return part(words, by, lab);
  },
};
