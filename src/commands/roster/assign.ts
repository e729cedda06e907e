import type { Outcome, Tell } from '../../model/answer.ts';
import type { Lab } from '../../model/lab.ts';
import { Trouble } from '../../model/trouble.ts';
import { namespaceIn } from '../access/namespace-scope.ts';
import { accountFault } from './import-plan.ts';
import { welcome } from './join.ts';
import { decideAssign, decideClaim, type Settled } from './rules.ts';
import { changed, type Part, told, userIn } from './words.ts';

/** The namespace that somebody is to have is another one's: each of them may be the one who leaves. */
async function taken(user: string, namespace: string, by: readonly string[], lab: Lab): Promise<Outcome> {
  const next = by.map((each) => ({
    label: by.length === 1 ? 'Give it to the other one' : `In place of ${each}`,
    say: `roster assign ${user} ${namespace} instead ${each}`,
  }));
  const [only, second] = by;
  const leaves = 'The button gives it to the other one all the same; whoever has it leaves the roster.';
  if (second === undefined)
    return { answer: told(`has ${namespace}. Nothing was changed.`, [leaves], only ?? null), next };
  const { seats } = await lab.roster.read();
  const own = seats.filter((seat) => seat.namespace === namespace);
  return { answer: { kind: 'roster', seats: own, waiting: [] }, next };
}

const evicted = (user: string, namespace: string): Tell => ({
  to: [user],
  answer: told(`Your instructor gave ${namespace} to somebody else.`, ['If that is a mistake, tell them.']),
  next: [],
  welcome: false,
  unreached: 'I could not write to whoever had it before.',
});

const moved = (namespace: string, was: string | null) =>
  `has ${namespace} now${was === null || was === namespace ? '' : `, and no longer ${was}`}.`;

/** `roster assign @WHO NAMESPACE [instead @WHOM]`. */
export const assign: Part = async ([word, name, extra, whom], by, lab) => {
  const user = userIn(word, 'roster assign @alice student-07');
  const namespace = namespaceIn((name ?? '').toLowerCase(), lab);
  const fault = accountFault(user, await lab.members());
  if (fault !== null) throw new Trouble('bad-input', { what: `${fault}, so nothing was changed` });
  const instead = extra === 'instead' ? userIn(whom, 'roster assign @bob student-07 instead @alice') : null;
  const decide = decideAssign(user, namespace, instead, lab.roster.sharing);
  const result = await lab.roster.change(by.id, lab.mint().at, decide);
  if (result.kind === 'same') return { answer: told(`has ${namespace} already.`, [], user) };
  if (result.kind === 'full') return taken(user, namespace, result.by, lab);
  const freed = result.released.length > 0 ? ['Whoever had it is on the roster no longer.'] : [];
  return {
    answer: told(moved(namespace, result.was), freed, user),
    audit: [
      changed('roster assign', namespace, user),
      ...result.released.map((each) => changed('roster release', namespace, each)),
    ],
    tell: [welcome(user, namespace), ...result.released.map((each) => evicted(each, namespace))],
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

/** `roster approve CLAIM`, `roster refuse CLAIM`: what the buttons of a request say. */
export const settle =
  (state: 'approved' | 'refused'): Part =>
  async ([id = ''], by, lab) => {
    const result = await lab.roster.change(by.id, lab.mint().at, decideClaim(id, state, lab.roster.sharing));
    if (result.kind === 'gone')
      throw new Trouble('bad-input', {
        what: 'there is no such request any more',
        todo: '“roster” lists who has what, and who waits.',
      });
    const { kind, claim } = result;
    const { user, namespace } = claim;
    const before = kind === 'settled-before' ? [`It was ${claim.state}.`] : [];
    const done = kind === 'approved' || kind === 'refused';
    return {
      answer: told(kind === 'approved' ? moved(namespace, result.was) : settledWords[kind](namespace), before, user),
      ...(done ? { audit: changed(`roster ${kind}`, namespace, user) } : {}),
      tell: kind === 'approved' ? [welcome(user, namespace)] : kind === 'refused' ? [refused(user, namespace)] : [],
      home: kind === 'approved' ? [user] : [],
    };
  };
