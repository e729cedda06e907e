import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Audit } from '../../model/audit.ts';
import type { ImportFault, ImportPreviewForm } from '../../model/form.ts';
import type { Lab } from '../../model/lab.ts';
import type { DirectMessage } from '../../model/outcome.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { admitCaller } from '../access/admit.ts';
import { isClassNamespace } from '../access/namespace-scope.ts';
import { parseRosterLines } from './csv.ts';
import { decideImport, type ImportPlan, planImport, resolveRosterLines } from './import-plan.ts';
import { welcomeMessage } from './join.ts';

// What the store kept between preview and confirmation; it is read back as strictly as anything from outside.
const storedImport = z.object({
  entries: z.array(z.object({ line: z.number(), text: z.string(), user: z.string(), namespace: z.string() })),
  faults: z.array(z.object({ line: z.number(), text: z.string(), why: z.string() })),
  remarks: z.array(z.string()),
});

type StoredImport = z.infer<typeof storedImport>;

function signatureOf({ changes, faults, same }: ImportPlan): string {
  return createHash('sha256').update(JSON.stringify({ changes, faults, same })).digest('hex').slice(0, 16);
}

function previewOf(id: string, { faults, remarks }: StoredImport, plan: ImportPlan): ImportPreviewForm {
  const all: readonly ImportFault[] = [...faults, ...plan.faults];
  return {
    kind: 'roster-preview',
    id,
    changes: plan.changes,
    faults: all.toSorted((a, b) => a.line - b.line),
    same: plan.same,
    untouched: plan.untouched,
    remarks,
    signature: signatureOf(plan),
  };
}

/**
 * Reads a list that an instructor handed in and shows what it would change; nothing is changed yet.
 * @throws Trouble `bad-input` for a text that is no list, and what `admitCaller` throws
 */
export async function reviewImport(text: string, caller: Caller, lab: Lab): Promise<ImportPreviewForm> {
  const { id: by } = await admitCaller(caller, 'instructor', 'roster', lab);
  const lines = parseRosterLines(text);
  if (lines.length === 0) throw new Trouble('bad-input', { what: 'the list is empty' });
  const members = await lab.members();
  const { entries, faults } = resolveRosterLines(lines, members, lab);
  const ids = lines.some((line) => 'who' in line && line.who.kind === 'id');
  const remarks =
    members.whole || !ids
      ? []
      : [`Whether the user ids exist could not be seen in full: ${members.because}. They are taken as they are.`];
  const own: StoredImport = { entries: [...entries], faults: [...faults], remarks };
  const { id, at } = lab.newIdAndTime();
  await lab.drafts.keep({ id, by, at, text: JSON.stringify(own) });
  return previewOf(id, own, planImport(entries, await lab.roster.read(), lab.roster.sharing));
}

/** What became of a confirmed import: done, with how many; or other than what was shown, and shown again. */
export type ConfirmedImport =
  | { readonly changed: ImportPreviewForm }
  | {
      readonly done: { readonly given: number; readonly moved: number; readonly faults: number };
      readonly audit: Audit;
      /** Whoever got a namespace is welcomed. */
      readonly directMessages: readonly DirectMessage[];
      readonly changedHomes: readonly string[];
    };

/**
 * Takes over exactly what was shown; where the roster changed meanwhile, shows it again.
 * @throws Trouble `preview-gone`, `not-your-button` for another instructor's preview, and what `admitCaller` throws
 */
export async function confirmImport(
  { id, signature }: Pick<ImportPreviewForm, 'id' | 'signature'>,
  caller: Caller,
  lab: Lab,
): Promise<ConfirmedImport> {
  const { id: by } = await admitCaller(caller, 'instructor', 'roster', lab);
  const draft = await lab.drafts.find(id);
  if (draft === null) throw new Trouble('preview-gone');
  if (draft.by !== by) throw new Trouble('not-your-button', { owner: draft.by });
  const own = storedImport.parse(JSON.parse(draft.text));
  // The pattern may be another one since the list was looked at: netlab was started anew in between.
  if (own.entries.some(({ namespace }) => !isClassNamespace(namespace, lab))) throw new Trouble('preview-gone');
  const same = (plan: ImportPlan) => signatureOf(plan) === signature;
  const { plan, done } = await lab.roster.change(
    by,
    lab.newIdAndTime().at,
    decideImport(own.entries, same, lab.roster.sharing),
  );
  if (!done) return { changed: previewOf(id, own, plan) };
  // The roster is changed: a draft that stays a while longer undoes nothing of that.
  await lab.drafts.drop(id).catch((error: unknown) => lab.log(`an import's draft could not be deleted: ${error}`));
  const moved = plan.changes.filter(({ was }) => was !== null).length;
  const given = plan.changes.length - moved;
  return {
    done: { given, moved, faults: own.faults.length + plan.faults.length },
    audit: { did: 'change', what: `roster import: ${given} given, ${moved} moved`, namespace: null, as: null },
    directMessages: plan.changes.map(({ user, namespace }) => welcomeMessage(user, namespace)),
    changedHomes: plan.changes.map(({ user }) => user),
  };
}
