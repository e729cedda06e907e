import type { ImportChange, ImportFault } from '../../model/form.ts';
import type { Lab } from '../../model/lab.ts';
import type { Member, Members } from '../../model/person.ts';
import type { Roster, RosterChange, RosterDecision, Sharing } from '../../model/roster.ts';
import { isClassNamespace } from '../access/namespace-scope.ts';
import type { PersonReference, RosterLine } from './csv.ts';
import { settlePendingClaims } from './rules.ts';

/** A line whose person and namespace are known. */
export type ImportEntry = {
  readonly line: number;
  readonly text: string;
  readonly user: string;
  readonly namespace: string;
};

/** A roster's lines, sorted into what can be taken over and what cannot. */
export type ResolvedLines = { readonly entries: readonly ImportEntry[]; readonly faults: readonly ImportFault[] };

/** The workspace's accounts by what a line may call them; a class has hundreds of lines, a workspace thousands. */
type MemberDirectory = {
  readonly members: Members;
  readonly ids: ReadonlyMap<string, Member>;
  readonly emails: ReadonlyMap<string, Member>;
  readonly names: ReadonlyMap<string, readonly Member[]>;
};

function directoryOf(members: Members): MemberDirectory {
  const { all } = members;
  const names = new Map<string, Member[]>();
  for (const member of all.filter(({ unusable }) => unusable !== 'deactivated'))
    for (const name of new Set([member.name, member.displayName].map((each) => each.toLowerCase())))
      names.set(name, [...(names.get(name) ?? []), member]);
  return {
    members,
    names,
    ids: new Map(all.map((member) => [member.id, member])),
    emails: new Map(all.flatMap((member) => (member.email ? [[member.email.toLowerCase(), member] as const] : []))),
  };
}

function describeUnfound({ whole, because }: Members, what: string): string {
  return whole ? what : `I could not see everybody of the workspace: ${because}`;
}

function byEmail(text: string, { members, emails }: MemberDirectory): Member | string {
  if (members.whole && emails.size === 0)
    return 'Slack shows me no e-mail addresses; the app needs the scope users:read.email for them';
  return emails.get(text) ?? describeUnfound(members, 'nobody of this workspace has this address');
}

function byName(text: string, { members, names }: MemberDirectory): Member | string {
  const [only, ...others] = names.get(text.toLowerCase()) ?? [];
  if (only === undefined) return describeUnfound(members, 'nobody of this workspace is called so');
  if (others.length === 0) return only;
  const ids = [only, ...others].map(({ id }) => id);
  return `${ids.length} people are called so: ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ' and more' : ''}`;
}

const unusable = (why: string) => `this account is ${why}`;

/**
 * Why a user id cannot be used; null where it can. An unknown id is accepted only where not all members could be
 * listed.
 */
function idFault(member: Member | undefined, { whole }: Members): string | null {
  if (member === undefined) return whole ? 'nobody of this workspace has this id' : null;
  return member.unusable === null ? null : unusable(member.unusable);
}

/** Why a namespace cannot be given to a user id; null where it can. */
export function accountFault(user: string, members: Members): string | null {
  return idFault(
    members.all.find(({ id }) => id === user),
    members,
  );
}

/** The user id of a reference, or the reason why there is none. */
function userOf({ kind, text }: PersonReference, directory: MemberDirectory): { readonly user: string } | string {
  if (kind === 'id') return idFault(directory.ids.get(text), directory.members) ?? { user: text };
  const found = kind === 'email' ? byEmail(text, directory) : byName(text, directory);
  if (typeof found === 'string') return found;
  return found.unusable ? unusable(found.unusable) : { user: found.id };
}

function namespaceFault(name: string, lab: Pick<Lab, 'namespacePattern'>): string | null {
  return isClassNamespace(name, lab) ? null : `${name} is no namespace of this class`;
}

/** Finds the people behind a roster's lines. */
export function resolveRosterLines(
  lines: readonly RosterLine[],
  members: Members,
  lab: Pick<Lab, 'namespacePattern'>,
): ResolvedLines {
  const [directory, known] = [directoryOf(members), new Set<string>()];
  const [entries, faults]: [ImportEntry[], ImportFault[]] = [[], []];
  for (const each of lines) {
    const { line, text } = each;
    const fault = (why: string) => faults.push({ line, text, why });
    if ('why' in each) fault(each.why);
    else {
      const [found, wrong] = [userOf(each.who, directory), namespaceFault(each.namespace, lab)];
      if (typeof found === 'string') fault(found);
      else if (wrong !== null) fault(wrong);
      else if (known.has(found.user)) fault('this person stands in an earlier line');
      else {
        known.add(found.user);
        entries.push({ line, text, user: found.user, namespace: each.namespace });
      }
    }
  }
  return { entries, faults };
}

/** What entries would change in a roster, and which of them find their namespace taken. */
export type ImportPlan = {
  readonly changes: readonly ImportChange[];
  readonly faults: readonly ImportFault[];
  readonly same: number;
  readonly untouched: number;
};

/** The entries whose namespace is full once every other entry is applied. */
function entriesWithoutRoom(
  entries: readonly ImportEntry[],
  { assignments }: Roster,
  sharing: Sharing,
): ReadonlySet<ImportEntry> {
  const has = new Map(assignments.map(({ user, namespace }) => [user, namespace]));
  // Whoever has what the list gives them keeps it, whatever earlier lines want.
  const open = entries.filter(({ user, namespace }) => has.get(user) !== namespace);
  const out = new Set<ImportEntry>();
  for (;;) {
    const moving = new Set(open.filter((entry) => !out.has(entry)).map(({ user }) => user));
    const held = new Map<string, number>();
    const hold = (namespace: string) => held.set(namespace, (held.get(namespace) ?? 0) + 1);
    for (const { user, namespace } of assignments) if (!moving.has(user)) hold(namespace);
    const refused = open
      .filter((entry) => !out.has(entry))
      .filter(({ namespace }) => {
        const full = (held.get(namespace) ?? 0) >= sharing;
        if (!full) hold(namespace);
        return full;
      });
    if (refused.length === 0) return out;
    // Whoever cannot move keeps the old namespace, which another entry may want.
    for (const entry of refused) out.add(entry);
  }
}

/** Holds entries against the roster as it is. */
export function planImport(entries: readonly ImportEntry[], roster: Roster, sharing: Sharing): ImportPlan {
  const has = new Map(roster.assignments.map(({ user, namespace }) => [user, namespace]));
  const out = entriesWithoutRoom(entries, roster, sharing);
  const fitting = entries.filter((entry) => !out.has(entry));
  const same = fitting.filter(({ user, namespace }) => has.get(user) === namespace).length;
  const changes = fitting
    .filter(({ user, namespace }) => has.get(user) !== namespace)
    .map(({ user, namespace }) => ({ user, namespace, was: has.get(user) ?? null }));
  const faults = [...out].map(({ line, text, namespace }) => ({ line, text, why: `${namespace} is taken` }));
  const named = new Set(entries.map(({ user }) => user));
  return { changes, faults, same, untouched: roster.assignments.filter(({ user }) => !named.has(user)).length };
}

/** What an import came to: done, or other than what was shown. */
export type ImportOutcome = { readonly plan: ImportPlan; readonly done: boolean };

/** Decides about a confirmed import: it is done only where it still is what `same` was shown. */
export function decideImport(
  entries: readonly ImportEntry[],
  same: (plan: ImportPlan) => boolean,
  sharing: Sharing,
): (roster: Roster) => RosterDecision<ImportOutcome> {
  return (roster) => {
    const plan = planImport(entries, roster, sharing);
    if (!same(plan)) return { changes: [], result: { plan, done: false } };
    const settled = plan.changes.flatMap(({ user, namespace }) => settlePendingClaims(namespace, roster, user));
    const assigned = plan.changes.map(({ user, namespace }): RosterChange => ({ do: 'assign', user, namespace }));
    return { changes: [...settled, ...assigned], result: { plan, done: true } };
  };
}
