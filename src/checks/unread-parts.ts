import type { Assessment } from '../model/assessment.ts';
import type { UnreadPart } from '../model/check.ts';
import type { Finding, ProblemRow } from '../model/finding.ts';
import type { Read, Unreadable } from '../model/read.ts';
import type { ReadName, Snapshot } from '../model/snapshot.ts';
import { permissionName } from '../network/phrases.ts';
import { adviceOnFailure, isLoginFault } from './blocked.ts';
import type { Check } from './define-check.ts';
import { checks } from './index.ts';
import { findMissingReads } from './inspect.ts';
import { problemChecks } from './problems/index.ts';

type Look = Pick<Assessment, 'snapshot' | 'network'>;

/** What a finding that could not be judged lacks: what it needs, else what it may use. */
function lackingFor({ id, status, evidence }: Finding, { snapshot, network }: Look): readonly Unreadable[] {
  const { needs, uses }: Check = checks[id];
  if (status === 'blocked' || status === 'error') {
    const missing = findMissingReads({ needs, uses }, snapshot, network);
    return missing.length > 0 ? missing : findMissingReads({ needs: uses, uses: [] }, snapshot, network);
  }
  // Where a dump lacks it, the evidence says so in the same words.
  const lacking = findMissingReads({ needs: [...needs, ...uses], uses: [] }, snapshot, network);
  return lacking.filter(
    ({ outcome, because }) => outcome === 'not-in-dump' && evidence.some(({ value }) => value === because),
  );
}

function lackingForProblem(row: ProblemRow, { snapshot: { reads } }: Look): readonly Unreadable[] {
  const { id, unread } = row;
  if (!unread) {
    const sources = problemChecks[id].sources.map(({ read }): Read<unknown> => reads[read]);
    // Where a dump lacks it, the row says so in the same words.
    return sources.flatMap((read) =>
      read.outcome === 'not-in-dump' && row.status === 'cannot-see' && row.because.includes(read.because) ? [read] : [],
    );
  }
  const refused = ({ outcome }: Read<unknown>) => outcome === 'forbidden' || outcome === 'failed';
  const own = problemChecks[id].sources.map(({ read }) => reads[read]).filter(refused);
  // Where its own lists came back, it is something beside them that would have settled it.
  const lacking: readonly Read<unknown>[] = own.length > 0 ? own : Object.values(reads).filter(refused);
  return lacking.flatMap((read) => (read.outcome === 'ok' ? [] : [read]));
}

function failureOf(read: Unreadable): UnreadPart['failure'] {
  if (read.outcome !== 'failed') return null;
  if (isLoginFault(read)) return 'login';
  return read.fault === 'size' ? 'size' : read.code === null ? 'silent' : 'error';
}

function partOf(read: Unreadable, outcome: UnreadPart['outcome'], name: string): UnreadPart {
  const { ask, because } = read;
  const { nextStep: todo } = adviceOnFailure(read);
  return { outcome, name, namespace: ask.namespace, because, todo, failure: failureOf(read) };
}

/** Each once, by the permission that it takes. */
function partsOf(lacking: readonly Unreadable[]): readonly UnreadPart[] {
  const parts = new Map<string, UnreadPart>();
  for (const read of lacking) {
    const name = permissionName(read.ask);
    if (read.outcome !== 'not-found' && !parts.has(name)) parts.set(name, partOf(read, read.outcome, name));
  }
  return [...parts.values()];
}

/**
 * What did not come back, each once: of the findings that are blocked or failed, and of the problems that could not be seen
 * because of it. Only what is shown counts.
 */
export function unreadPartsOf({ findings, problems, ...look }: Assessment): readonly UnreadPart[] {
  const lacking = [
    ...findings.flatMap((each) => lackingFor(each, look)),
    ...problems.flatMap((each) => lackingForProblem(each, look)),
  ];
  return partsOf(lacking);
}

/** Which of these reads did not come back. What is proven not to exist did. */
export function unreadPartsAmong(
  names: readonly ReadName[],
  { reads }: Pick<Snapshot, 'reads'>,
): readonly UnreadPart[] {
  const all = names.map((name): Read<unknown> => reads[name]);
  return partsOf(all.flatMap((read) => (read.outcome === 'ok' ? [] : [read])));
}
