import type { StatusChange } from './check.ts';
import type { Problem, ProblemId, ProblemRow, ProblemStep, ProblemTitles } from './finding.ts';
import type { HelpRequestStatus } from './help-request.ts';
import type { ProblemCommand, ProblemText } from './lesson.ts';
import type { MissingRuleState, TriedOption } from './opening.ts';
import type { Unreadable } from './read.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What policies surely shut for Pods: everything outside of the cluster, or only asking for names. Pods by their names, without
 * the namespace; policies as `Kind/namespace/name`.
 */
export type ShutEgress = {
  readonly what: 'everything' | 'names';
  readonly pods: readonly string[];
  readonly policies: readonly string[];
};

/**
 * How policies let Pods out: to all addresses, or at least to some; whether they may ask for names; and one of the Pods, by its
 * name.
 */
export type OpenEgress = {
  readonly addresses: 'all' | 'some';
  readonly names: 'yes' | 'unseen';
  readonly pod: string;
};

/** A row of the table of problems. */
export type WalkRow = ProblemStep & {
  /** How the read ended that left it open; null where none did. */
  readonly lost: Exclude<Unreadable['outcome'], 'not-found'> | null;
  /** What policies shut, where that is the problem; null elsewhere. */
  readonly shut: ShutEgress | null;
};

/** A row that is not what it was; `was` is its own status where only the reason is another one. */
export type RowChange = {
  readonly id: ProblemId;
  readonly was: Problem['status'];
  readonly is: Problem['status'];
};

/** What is said about a move. `since` is the time of the look before (ISO), null where it is not known. */
export type WalkRemark =
  | { readonly is: 'stale' | 'no-walk' | 'stopped' | 'unsure' | 'unread' | 'kept-already' }
  | { readonly is: 'no-outcome'; readonly most: number }
  /** `alone`: nothing but this report speaks for or against the problem. */
  | { readonly is: 'reported'; readonly saw: string; readonly means: string; readonly alone: boolean }
  | { readonly is: 'contradiction'; readonly saw: string; readonly because: string }
  | { readonly is: 'unchanged'; readonly since: string | null }
  | {
      readonly is: 'changed';
      readonly since: string | null;
      readonly rows: readonly RowChange[];
      readonly findings: readonly StatusChange[];
    }
  | { readonly is: 'ruled-out' | 'reported-out'; readonly problem: ProblemId; readonly because: string }
  /** A rule was chosen that does not open the way. */
  | { readonly is: 'wrong-rule'; readonly tried: TriedOption }
  /** When the instructors were asked about the same before (ISO). */
  | { readonly is: 'asked-before' | 'asked-again'; readonly at: string };

/** The answer to `walk`: the rows of the table of problems, all or the one that was asked for. */
export type WalkAnswer = {
  readonly kind: 'walk';
  readonly namespace: string;
  readonly source: Snapshot['source'];
  readonly readAt: string;
  readonly steps: readonly WalkRow[];
  /** What happened before; absent for nothing. */
  readonly remarks?: readonly WalkRemark[];
};

/** How a problem was left. */
export type LeftHow = 'ruled-out' | 'reported-out' | 'confirmed' | 'asked' | 'went-on';

/** A problem that is not settled; `left` is how it was left, null where it was not. */
export type UnsettledProblem = Pick<ProblemRow, 'id' | 'status' | 'normal'> & { readonly left: LeftHow | null };

/** Where a step of a walk is, with what it has to show. */
export type WalkStepPlace =
  /** A command to run, and what it may show; `contradicted` after a report that did not fit what was read. */
  | {
      readonly at: 'command';
      readonly run: string;
      readonly note: string | null;
      readonly sees: readonly string[];
      readonly contradicted: boolean;
    }
  /** `forOthers`: commands that are left for whoever has access to Azure. */
  | {
      readonly at: 'open';
      readonly why: 'unsettled' | 'contradicted' | 'nothing-left' | 'still-fails';
      readonly forOthers: readonly Pick<ProblemCommand, 'run' | 'note'>[];
    }
  /** `rule`: whether a rule can be looked for; else why no rule that is added opens the way, null where none is missing. */
  | {
      readonly at: 'confirmed';
      readonly by: 'live' | 'report';
      readonly rule: MissingRuleState['missing'] | null;
    }
  | { readonly at: 'rule'; readonly state: MissingRuleState }
  /** The policies do not shut the way any more; `run` tries it. Both null where that could not be seen this time. */
  | { readonly at: 'opened'; readonly run: string | null; readonly open: OpenEgress | null }
  | { readonly at: 'solved' }
  | { readonly at: 'asked'; readonly status: HelpRequestStatus };

/** Where somebody is in a walk: one problem as it stands, and a command to run or what it came to. */
export type WalkStepAnswer = {
  readonly kind: 'walking';
  readonly namespace: string;
  readonly readAt: string;
  /** What happened since the step before. */
  readonly remarks: readonly WalkRemark[];
  /** The lesson's words on the problem, and the titles of all of them. */
  readonly text: ProblemText;
  readonly titles: ProblemTitles;
  readonly row: Pick<ProblemRow, 'id' | 'status' | 'normal' | 'because' | 'unread'>;
  readonly shut: ShutEgress | null;
  readonly place: WalkStepPlace;
  /** The other problems that are not settled: those to come, then those that were passed. */
  readonly still: readonly UnsettledProblem[];
};
