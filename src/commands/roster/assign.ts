import type { Lab } from '../../model/lab.ts';
import type { DirectMessage, Outcome } from '../../model/outcome.ts';
import { Trouble } from '../../model/trouble.ts';
import { requireClassNamespace } from '../access/namespace-scope.ts';
import { accountFault } from './import-plan.ts';
import { welcomeMessage } from './join.ts';
import { type ClaimOutcome, decideAssign, decideClaim } from './rules.ts';
import { parseUserId, type RosterSubcommand, rosterChangeAudit, toldAnswer } from './words.ts';

/** The namespace that somebody is to have is another one's: each of them may be the one who leaves. */
async function namespaceTaken(user: string, namespace: string, by: readonly string[], lab: Lab): Promise<Outcome> {
  const next = by.map((each, at) => ({
    label: by.length === 1 ? 'Give it to the other one' : `In place of number ${at + 1}`,
    command: `roster assign ${user} ${namespace} instead ${each}`,
  }));
  const [only, second] = by;
  const leaves = 'The button gives it to the other one all the same; whoever has it leaves the roster.';
  if (second === undefined)
    return { answer: toldAnswer(`has ${namespace}. Nothing was changed.`, [leaves], only ?? null), next };
  const { assignments } = await lab.roster.read();
  const own = by.flatMap((user) => assignments.filter((each) => each.user === user && each.namespace === namespace));
  return { answer: { kind: 'roster', assignments: own, waiting: [], full: true }, next };
}

const evictedMessage = (user: string, namespace: string): DirectMessage => ({
  to: [user],
  answer: toldAnswer(`Your instructor gave ${namespace} to somebody else.`, ['If that is a mistake, tell them.']),
  next: [],
  keepsChannel: false,
  unreached: 'I could not write to whoever had it before.',
});

const movedSentence = (namespace: string, was: string | null) =>
  `has ${namespace} now${was === null || was === namespace ? '' : `, and no longer ${was}`}.`;

/** `roster assign @WHO NAMESPACE [instead @WHOM]`. */
export const assignNamespace: RosterSubcommand = async ([word, name, extra, whom], by, lab) => {
  const user = parseUserId(word, 'roster assign @alice student-07');
  const namespace = requireClassNamespace((name ?? '').toLowerCase(), lab);
  const fault = accountFault(user, await lab.members());
  if (fault !== null) throw new Trouble('bad-input', { what: `${fault}, so nothing was changed` });
  const instead = extra === 'instead' ? parseUserId(whom, 'roster assign @bob student-07 instead @alice') : null;
  const decide = decideAssign(user, namespace, instead, lab.roster.sharing);
  const result = await lab.roster.change(by.id, lab.newIdAndTime().at, decide);
  if (result.kind === 'same') return { answer: toldAnswer(`has ${namespace} already.`, [], user) };
  if (result.kind === 'full') return namespaceTaken(user, namespace, result.by, lab);
  const freed = result.released.length > 0 ? ['Whoever had it is on the roster no longer.'] : [];
  return {
    answer: toldAnswer(movedSentence(namespace, result.was), freed, user),
    audit: [
      rosterChangeAudit('roster assign', namespace, user),
      ...result.released.map((each) => rosterChangeAudit('roster release', namespace, each)),
    ],
    directMessages: [
      welcomeMessage(user, namespace),
      ...result.released.map((each) => evictedMessage(each, namespace)),
    ],
    changedHomes: [user, ...result.released],
  };
};

const claimSentences: {
  readonly [K in Exclude<ClaimOutcome['kind'], 'gone' | 'approved'>]: (namespace: string) => string;
} = {
  refused: (namespace) => `asked for ${namespace}; you refused.`,
  'settled-before': (namespace) => `asked for ${namespace}; that was settled before.`,
  full: (namespace) => `asked for ${namespace}, which belongs to somebody else now. Nothing was changed.`,
};

const refusedMessage = (user: string, namespace: string) => ({
  to: [user],
  answer: toldAnswer(`Your instructor says that ${namespace} is not yours.`, [
    'Look up its name again, then: /netlab join.',
  ]),
  next: [],
  keepsChannel: false,
  unreached: 'I could not write a direct message to tell it.',
});

/** `roster approve CLAIM`, `roster refuse CLAIM`: what the buttons of a request say. */
export const settleClaim =
  (state: 'approved' | 'refused'): RosterSubcommand =>
  async ([id = ''], by, lab) => {
    const decide = decideClaim(id, state, lab.roster.sharing);
    const result = await lab.roster.change(by.id, lab.newIdAndTime().at, (roster) => {
      const claim = roster.claims.find((each) => each.id === id && each.state === 'pending');
      // It was asked for under another pattern; refusing it is always possible.
      if (state === 'approved' && claim) requireClassNamespace(claim.namespace, lab);
      return decide(roster);
    });
    if (result.kind === 'gone')
      throw new Trouble('bad-input', {
        what: 'There is no such request any more',
        todo: '“roster” lists who has what, and who waits.',
      });
    const { kind, claim } = result;
    const { user, namespace } = claim;
    const before = kind === 'settled-before' ? [`It was ${claim.state}.`] : [];
    const done = kind === 'approved' || kind === 'refused';
    return {
      answer: toldAnswer(
        kind === 'approved' ? movedSentence(namespace, result.was) : claimSentences[kind](namespace),
        before,
        user,
      ),
      ...(done ? { audit: rosterChangeAudit(`roster ${kind}`, namespace, user) } : {}),
      directMessages:
        kind === 'approved'
          ? [welcomeMessage(user, namespace)]
          : kind === 'refused'
            ? [refusedMessage(user, namespace)]
            : [],
      changedHomes: kind === 'approved' ? [user] : [],
    };
  };
