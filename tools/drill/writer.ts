// A process that does what a busy class does, all at once: 200 people join, check and look at their progress. Each line on
// standard output is one thing that somebody was told is done; the drill kills the process somewhere in between.
import { writeSync } from 'node:fs';
import { dispatchCommand } from '../../src/commands/dispatch.ts';
import { parseCommand } from '../../src/commands/parse-command.ts';
import type { Lab } from '../../src/model/lab.ts';
import { Trouble } from '../../src/model/trouble.ts';
import * as clusters from '../../test/support/clusters.ts';
import { bareLab } from '../../test/support/lab.ts';
import { snapshotOf } from '../../test/support/objects.ts';
import { storeAt, type Where } from '../../test/support/store-at.ts';

/** `name` tells one writer's people from another's; namespaces are shared, so that writers compete for them. */
type Job = { readonly where: Where; readonly name: string; readonly many: number };

const { where, name, many }: Job = JSON.parse(process.argv[2] ?? '');
const store = await storeAt(where);
const { roster, drafts, progress, notebooks, audit, personal, broadcasts } = store;
const snapshot = await snapshotOf(clusters.overlayCilium, 'student-07');
let minted = 0;
const books: Partial<Lab> = { roster, drafts, progress, notebooks, audit, personal, broadcasts };
const lab = bareLab(async (namespace) => ({ ...snapshot, namespace }), {
  ...books,
  namespacePattern: '^student-[0-9]+$',
  joining: 'open',
  findPerson: async (id) => {
    const namespace = (await roster.assignmentOf(id))?.namespace ?? null;
    return namespace === null ? null : { id, role: 'student', namespace };
  },
  newIdAndTime: () => ({ id: `${name}-${minted++}`, at: '2026-11-24T16:40:00.000Z' }),
});

const done = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);

/** What the Slack room does with an answer: what is to be remembered is kept before anybody is told. */
async function say(user: string, text: string): Promise<string> {
  const outcome = await dispatchCommand(parseCommand(text), { user, outside: false }, lab);
  for (const line of [outcome.audit ?? []].flat())
    await lab.audit.keep({ ...line, by: user, at: lab.newIdAndTime().at });
  if (outcome.remember) await lab.progress.keep(outcome.remember);
  return outcome.answer.kind === 'told' ? outcome.answer.message : outcome.answer.kind;
}

async function student(index: number): Promise<void> {
  const user = `U${name}${index}`;
  const namespace = `student-${index}`;
  const said = await say(user, `join ${namespace}`);
  if (!said.startsWith(`${namespace} is yours`)) return;
  done({ did: 'join', user, namespace });
  if ((await say(user, 'check')) === 'check') done({ did: 'check', user });
  if ((await say(user, 'progress')) === 'progress') done({ did: 'progress', user });
}

process.stdout.write('ready\n');
const ended = await Promise.allSettled(Array.from({ length: many }, (_, index) => student(index)));
for (const each of ended)
  if (each.status === 'rejected' && !(each.reason instanceof Trouble)) process.stderr.write(`${String(each.reason)}\n`);
await store.close();
