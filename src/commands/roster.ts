import type { Answer, Outcome } from '../model/answer.ts';
import type { Audit } from '../model/audit.ts';
import type { Lab } from '../model/lab.ts';
import type { Person } from '../model/person.ts';
import { Trouble } from '../model/trouble.ts';
import type { Command } from './command.ts';
import { welcome } from './join.ts';
import { nearest } from './near.ts';
import { rosterText } from './roster-csv.ts';
import { accountFault } from './roster-plan.ts';
import { namespaceIn } from './scope.ts';
import { decideAssign, decideClaim, decideRelease, type Released, type Settled } from './seating.ts';

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
    audit: change(`roster release ${gone.map(({ user }) => user).join(' ')}`, first.namespace),
    home: gone.map(({ user }) => user),
  };
};

/** The namespace that somebody is to have is another one's. */
function taken(user: string, namespace: string, [holder, second]: readonly string[]): Outcome {
  const leaving = second === undefined ? 'whoever has it leaves' : 'the two who have it leave';
  return {
    answer: told(
      `has ${namespace}. Nothing was changed.`,
      [`The button gives it to the other one all the same; ${leaving} the roster.`],
      holder ?? null,
    ),
    next: [{ label: 'Give it to the other one', say: `roster assign ${user} ${namespace} instead` }],
  };
}

const moved = (namespace: string, was: string | null) =>
  `has ${namespace} now${was === null || was === namespace ? '' : `, and no longer ${was}`}.`;

const assign: Part = async ([word, name, extra], by, lab) => {
  const user = userIn(word, 'roster assign @alice student-07');
  const namespace = namespaceIn((name ?? '').toLowerCase(), lab);
  const fault = accountFault(user, await lab.members());
  if (fault !== null) throw new Trouble('bad-input', { what: `${fault}, so nothing was changed` });
  const decide = decideAssign(user, namespace, extra === 'instead', lab.roster.sharing);
  const result = await lab.roster.change(by.id, lab.mint().at, decide);
  if (result.kind === 'same') return { answer: told(`has ${namespace} already.`, [], user) };
  if (result.kind === 'full') return taken(user, namespace, result.by);
  const freed = result.released.length > 0 ? ['Whoever had it is on the roster no longer.'] : [];
  return {
    answer: told(moved(namespace, result.was), freed, user),
    audit: change(`roster assign ${user}`, namespace),
    tell: [welcome(user, namespace)],
    home: [user, ...result.released],
  };
};

const settledWords: { readonly [K in Exclude<Settled['kind'], 'gone' | 'approved'>]: (namespace: string) => string } = {
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
      answer: told(kind === 'approved' ? moved(namespace, result.was) : settledWords[kind](namespace), before, user),
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
