// What netlab keeps, in memory and without any database: the same contract as the store in SQL (test/store/contract.test.ts
// holds all of them against it).

import type { AuditLine, StoredPersonalData } from '../../src/model/audit.ts';
import type { Announcement, RecipientDelivery } from '../../src/model/broadcast.ts';
import type { FeedbackPress } from '../../src/model/feedback.ts';
import type { Lab } from '../../src/model/lab.ts';
import { lostClaimMs } from '../../src/model/lab-fault.ts';
import { isKeptWithoutAssignment, type NotebookEntry } from '../../src/model/notebook.ts';
import type { Attempt } from '../../src/model/progress.ts';
import type { Assignment, Claim, RosterChange, RosterDraft, Sharing } from '../../src/model/roster.ts';

import { conversationBook, forgetInConversations, type KeptConversations } from './conversation-book.ts';

export type Books = Pick<
  Lab,
  | 'roster'
  | 'drafts'
  | 'progress'
  | 'notebooks'
  | 'helpRequests'
  | 'faults'
  | 'feedback'
  | 'pictures'
  | 'audit'
  | 'personal'
  | 'broadcasts'
> & {
  readonly kept: {
    assignments: Assignment[];
    claims: Claim[];
    attempts: Attempt[];
    audit: AuditLine[];
    channels: Map<string, string>;
    conversations: KeptConversations;
  };
};

type Sent = { readonly announcement: Announcement; readonly fates: Map<string, RecipientDelivery>; ended: boolean };

const spanOf = (times: readonly string[]) => {
  const sorted = times.toSorted();
  return { count: times.length, first: sorted[0] ?? null, last: sorted.at(-1) ?? null };
};

const byNamespace = (a: Assignment, b: Assignment) => a.namespace.localeCompare(b.namespace);

export function memoryBooks(namespaces: Readonly<Record<string, string>> = {}, sharing: Sharing = 1): Books {
  const start = '2026-11-24T08:00:00.000Z';
  const assignments = Object.entries(namespaces).map(([user, namespace]) => ({
    user,
    namespace,
    since: start,
    by: 'file',
  }));
  const conversations: KeptConversations = { requests: new Map(), lines: [], posts: [], classWords: [], run: 1 };
  const kept: Books['kept'] = {
    assignments,
    claims: [],
    attempts: [],
    audit: [],
    channels: new Map(),
    conversations,
  };
  const drafts = new Map<string, RosterDraft>();
  const sent = new Map<string, Sent>();
  const notes = new Map<string, NotebookEntry>();
  const files = new Map<string, string>();
  const opinions = new Map<string, FeedbackPress>();
  const faults = new Map<string, { readonly claimedAt: string; readonly toldAt: string | null }>();
  const isAssigned = (user: string) => kept.assignments.some((assignment) => assignment.user === user);
  const pagesOf = (user: string, kind: string) =>
    [...notes]
      .filter(([name]) => name.startsWith(`${user} ${kind} `))
      .map(([, each]) => each)
      .toSorted((a, b) => a.at.localeCompare(b.at) || a.key.localeCompare(b.key));

  const make = (changes: readonly RosterChange[], by: string, at: string) => {
    const leaving = changes.flatMap((each) => (each.do === 'assign' || each.do === 'release' ? [each.user] : []));
    kept.assignments = kept.assignments.filter(({ user }) => !leaving.includes(user));
    for (const each of changes) {
      if (each.do === 'assign') {
        const { user, namespace } = each;
        if (kept.assignments.filter((assignment) => assignment.namespace === namespace).length >= 2)
          throw new Error('no place is left');
        kept.assignments = [...kept.assignments, { user, namespace, since: at, by }];
      }
      if (each.do === 'ask') {
        const { claim: id, user, namespace } = each;
        kept.claims = [...kept.claims, { id, user, namespace, state: 'pending', askedAt: at, settledBy: null }];
      }
      if (each.do === 'settle')
        kept.claims = kept.claims.map((claim) =>
          claim.id === each.claim ? { ...claim, state: each.state, settledBy: by } : claim,
        );
    }
  };
  const stored = (user: string): StoredPersonalData => ({
    user,
    namespace: kept.assignments.find((assignment) => assignment.user === user)?.namespace ?? null,
    claims: kept.claims.filter((claim) => claim.user === user).length,
    channel: kept.channels.has(user),
    attempts: spanOf(kept.attempts.filter((each) => each.user === user).map(({ at }) => at)),
    notebookEntries: [...notes.keys()].filter((name) => name.startsWith(`${user} `)).length,
    helpRequests: [...conversations.requests.values()].filter((each) => each.user === user).length,
    audit: spanOf(kept.audit.filter(({ by, about }) => [by, about].includes(user)).map(({ at }) => at)),
    broadcasts: [...sent.values()].filter(({ fates }) => fates.has(user)).length,
    days: 180,
  });
  const read = () => ({ assignments: kept.assignments.toSorted(byNamespace), claims: [...kept.claims] });

  return {
    kept,
    roster: {
      sharing,
      read: async () => read(),
      assignmentOf: async (user) => kept.assignments.find((assignment) => assignment.user === user) ?? null,
      change: async (by, at, decide) => {
        const { changes, result } = decide(read());
        const before = { assignments: kept.assignments, claims: kept.claims };
        try {
          make(changes, by, at);
        } catch (error) {
          Object.assign(kept, before);
          throw error;
        }
        return result;
      },
      keepChannel: async (user, channel) => {
        if (isAssigned(user)) kept.channels.set(user, channel);
      },
    },
    drafts: {
      keep: async (draft) => {
        drafts.set(draft.id, draft);
      },
      find: async (id) => drafts.get(id) ?? null,
      drop: async (id) => {
        drafts.delete(id);
      },
    },
    progress: {
      keep: async (attempt) => {
        if (isAssigned(attempt.user)) kept.attempts.unshift(attempt);
      },
      of: async (user) =>
        kept.attempts.filter((each) => each.user === user).toSorted((a, b) => b.at.localeCompare(a.at)),
    },
    notebooks: {
      read: async (user, kind) => pagesOf(user, kind),
      change: async (user, kind, at, decide) => {
        const { entries, result } = decide(pagesOf(user, kind));
        if (!isKeptWithoutAssignment(kind) && !isAssigned(user)) return result;
        for (const { key, body } of entries) {
          const name = `${user} ${kind} ${key}`;
          // As a database gives it back: another object, of what JSON can hold.
          if (body === null) notes.delete(name);
          else notes.set(name, { key, at, body: JSON.parse(JSON.stringify(body)) });
        }
        return result;
      },
    },
    pictures: {
      find: async (team, content) => files.get(`${team} ${content}`) ?? null,
      keep: async (team, content, file) => {
        files.set(`${team} ${content}`, file);
      },
    },
    helpRequests: conversationBook(conversations, isAssigned),
    faults: {
      claim: async ({ id, quietMs }, at) => {
        const known = faults.get(id);
        const age = (since: string) => Date.parse(at) - Date.parse(since);
        const isFree =
          known === undefined ||
          (known.toldAt === null ? age(known.claimedAt) > lostClaimMs : age(known.toldAt) > quietMs);
        if (!isFree) return { mine: false, toldAt: known.toldAt };
        faults.set(id, { claimedAt: at, toldAt: null });
        return { mine: true };
      },
      release: async (ids) => {
        for (const id of ids) if (faults.get(id)?.toldAt === null) faults.delete(id);
      },
      markTold: async (ids, at) => {
        for (const id of ids) {
          const known = faults.get(id);
          if (known !== undefined) faults.set(id, { ...known, toldAt: at });
        }
      },
    },
    feedback: {
      count: async (press) => {
        if (Number.isNaN(Date.parse(press.at))) throw new Error(`no day: ${press.at}`);
        opinions.set(JSON.stringify([press.user, press.subject]), press);
      },
      read: async () =>
        [...Map.groupBy(opinions.values(), ({ subject: { kind, id } }) => `${kind} ${id}`)]
          .toSorted(([a], [b]) => a.localeCompare(b))
          .flatMap(([, all]) => {
            const yes = all.filter(({ helped }) => helped).length;
            return all[0] === undefined ? [] : [{ subject: all[0].subject, yes, no: all.length - yes }];
          }),
      forgetPresses: (user) => {
        // Their presses stay as counts of nobody.
        for (const [key, press] of [...opinions])
          if (press.user === user) {
            opinions.delete(key);
            opinions.set(`${opinions.size} ${key}`, { ...press, user: 'deleted' });
          }
      },
    },
    audit: {
      keep: async (line) => {
        kept.audit.push(line);
      },
    },
    personal: {
      of: async (user) => stored(user),
      forget: async (user) => {
        const before = stored(user);
        kept.assignments = kept.assignments.filter((assignment) => assignment.user !== user);
        kept.claims = kept.claims.filter((claim) => claim.user !== user);
        kept.attempts = kept.attempts.filter((each) => each.user !== user);
        kept.channels.delete(user);
        for (const name of notes.keys()) if (name.startsWith(`${user} `)) notes.delete(name);
        kept.audit = kept.audit
          .map((line) => (line.by === user ? { ...line, by: 'deleted', namespace: null } : line))
          .map((line) => (line.about === user ? { ...line, about: 'deleted', namespace: null } : line));
        for (const { id, by, text } of drafts.values())
          if (by === user || text.includes(JSON.stringify(user))) drafts.delete(id);
        forgetInConversations(conversations, user);
        for (const { fates } of sent.values()) fates.delete(user);
        return before;
      },
    },
    broadcasts: {
      accept: async (announcement) => {
        if (sent.has(announcement.id)) return false;
        const { to } = announcement;
        const all = to.kind === 'channel' ? [to.channel] : to.people.map(({ user }) => user);
        const fates = new Map(all.map((each) => [each, { to: each, fate: 'waiting', why: 'not tried' } as const]));
        sent.set(announcement.id, { announcement, fates, ended: false });
        return true;
      },
      mark: async (id, { to, fate, why }) => {
        const known =
          fate === 'trying'
            ? ({ fate: 'unknown', why: 'netlab stopped while it was being sent' } as const)
            : { fate, why };
        const own = sent.get(id);
        if (own === undefined || own.ended) return false;
        own.fates.set(to, { to, ...known });
        return true;
      },
      end: async (id, deliveries) => {
        const own = sent.get(id);
        if (own === undefined) return;
        own.ended = true;
        for (const each of deliveries) if (own.fates.has(each.to)) own.fates.set(each.to, each);
      },
      find: async (id) => {
        const own = sent.get(id);
        return own ? { announcement: own.announcement, deliveries: [...own.fates.values()] } : null;
      },
      unfinished: async (own) =>
        [...sent.values()]
          .filter(({ announcement, ended }) => !ended && !own.includes(announcement.id))
          .map(({ announcement, fates }) => ({ announcement, deliveries: [...fates.values()] })),
    },
  };
}
