// A class whose members walk through problems, on clusters that change and refuse reads.
import { refusalOf } from '../../src/cluster/refusals.ts';
import { advanceConversation } from '../../src/commands/help-request/conversation.ts';
import type { Lab } from '../../src/model/lab.ts';
import type { ReadName, Snapshot } from '../../src/model/snapshot.ts';
import { type Books, memoryBooks } from './books.ts';
import * as clusters from './clusters.ts';
import { bareLab } from './lab.ts';
import { snapshotOf, withReads } from './objects.ts';

/** The students of the class; U0ALICE and U0PAIR share a namespace. */
export const namespaces = { U0ALICE: 'student-07', U0BOB: 'student-12', U0PAIR: 'student-07' } as const;
export type Who = keyof typeof namespaces | 'U0INGE';

/** Each student's Pods bear the name of their namespace, so that a name in the wrong place would be seen. */
const worlds = await Promise.all(
  [clusters.overlayCilium, clusters.egressBlocked, clusters.nodeSubnet, clusters.kubenet].flatMap((documents) =>
    ['student-07', 'student-12'].map(async (namespace) => {
      const text = JSON.stringify(documents).replaceAll('student-07', namespace);
      const named = text.replaceAll(/"name":"(web|api|only-dns)"/gu, `"name":"$1-${namespace}"`);
      return snapshotOf(JSON.parse(named), namespace);
    }),
  ),
);

const forbidden = (snapshot: Snapshot, names: readonly ReadName[]) =>
  withReads(snapshot, Object.fromEntries(names.map((name) => [name, refusalOf(snapshot.reads[name].ask, 403)])));

/** A lab whose cluster can be changed; ids are counted, so that none comes twice. */
export function walkLab() {
  const books = memoryBooks(namespaces, 2);
  const state = { world: 0, refuse: [] as readonly ReadName[], ids: 0 };
  const lab: Lab = bareLab(
    async (namespace) => {
      const snapshot = worlds[state.world * 2 + (namespace === 'student-07' ? 0 : 1)];
      if (snapshot?.namespace !== namespace) throw new Error(`nobody may read ${namespace}`);
      return forbidden(snapshot, state.refuse);
    },
    {
      ...books,
      namespacePattern: '^student-[a-z0-9-]+$',
      instructors: async () => ['U0INGE'],
      findPerson: async (id) => {
        const namespace = (await books.roster.assignmentOf(id))?.namespace ?? null;
        if (id === 'U0INGE') return { id, role: 'instructor', namespace };
        return namespace === null ? null : { id, role: 'student', namespace };
      },
      newIdAndTime: () => {
        state.ids += 1;
        const at = new Date(Date.parse('2026-11-24T16:40:00.000Z') + state.ids * 1000).toISOString();
        return { id: `id${state.ids}`, at };
      },
    },
  );
  return { lab, books, state };
}

/** Every question that is under way reached an instructor. */
export async function markAllTold({ kept, helpRequests }: Books): Promise<void> {
  for (const line of kept.conversations.lines)
    await helpRequests.markDelivered(line, { channel: `D${line.to}`, ts: line.id }, '2026-11-24T16:50:00.000Z');
}

/** Every open question is answered. */
export async function answerAll({ helpRequests }: Books): Promise<void> {
  const moment = { id: 'an-answer', at: '2026-11-24T17:00:00.000Z', instructors: ['U0INGE'] };
  const event = { do: 'answer', by: 'U0INGE', words: 'Look.', knew: null } as const;
  for (const { id } of await helpRequests.open())
    await helpRequests.change(id, (found) => ({ ...advanceConversation(found, event, moment), result: null }));
}
