import type { FindingCode, Judgement, Task } from '../model/finding.ts';
import type { ClusterNetwork } from '../model/network.ts';
import type { Readable } from '../model/read.ts';
import type { ReadName, Reads } from '../model/snapshot.ts';

/** The data of a read that came back. */
export type ReadData<R extends ReadName> = Extract<Reads[R], Readable<unknown>>['data'];

/**
 * What a check gets: the data of what it needs, the reads (data or reason) of what it may use, and no more.
 */
export type CheckFacts<Needs extends ReadName, Uses extends ReadName> = {
  readonly namespace: string;
  readonly apiHost: string | null;
  /** Whether what is needed was read whole: only then is what it does not hold known to be absent. */
  readonly whole: { readonly [R in Needs]: boolean };
} & { readonly [R in Needs]: ReadData<R> } & { readonly [R in Uses]: Reads[R] };

/** A check as it is declared. */
export type CheckDeclaration<Needs extends ReadName, Uses extends ReadName> = {
  readonly code: FindingCode;
  readonly task: Task;
  readonly asks: string;
  /** Without one of these the check does not run, and the finding is blocked, not measurable or an error. */
  readonly needs: readonly Needs[];
  /** These sharpen the answer where they can be read. */
  readonly uses: readonly Uses[];
  readonly expected: string;
  readonly theory: readonly string[];
  readonly problems: Judgement['problems'];
  /** A sentence on what is still visible when a need could not be read, null for nothing. */
  readonly partial?: (reads: Reads) => string | null;
  readonly run: (facts: CheckFacts<Needs, Uses>, network: ClusterNetwork) => PartialJudgement;
};

/** What `run` returns: the parts of a judgement that are not the same in each of its outcomes. */
export type PartialJudgement = Pick<Judgement, 'status' | 'owner' | 'observed' | 'nextStep'> &
  Partial<Pick<Judgement, 'expected' | 'counted' | 'excluded' | 'evidence' | 'theory' | 'problems' | 'drift'>>;

/** A check whose facts have been checked by the compiler; `inspect` runs it. */
export type Check = Omit<CheckDeclaration<ReadName, ReadName>, 'run' | 'needs' | 'uses'> & {
  readonly needs: readonly ReadName[];
  readonly uses: readonly ReadName[];
  /** Runs on reads of which every need is readable. */
  readonly judge: (
    reads: Reads,
    facts: { namespace: string; apiHost: string | null },
    network: ClusterNetwork,
  ) => PartialJudgement;
};

/**
 * The data of a read that is known to have come back; @throws when it has not, which is a bug of the caller.
 */
function dataOf(reads: Reads, name: ReadName): unknown {
  const read = reads[name];
  if (read.outcome !== 'ok') throw new Error(`${name} was not read`);
  return read.data;
}

function isWhole(read: Reads[ReadName]): boolean {
  return read.outcome === 'ok' && read.absence === 'proven';
}

/** Declares a check: `run` gets exactly the reads that it declares, anything else is a type error. */
export function defineCheck<const Needs extends ReadName, const Uses extends ReadName>(
  declared: CheckDeclaration<Needs, Uses>,
): Check {
  const { run, ...rest } = declared;
  return {
    ...rest,
    judge: (reads, { namespace, apiHost }, network) => {
      const whole = Object.fromEntries(declared.needs.map((name) => [name, isWhole(reads[name])]));
      const needs = declared.needs.map((name) => [name, dataOf(reads, name)] as const);
      const uses = declared.uses.map((name) => [name, reads[name]] as const);
      // The one cast of this room: an object built key by key from the two lists that its type is computed
      // from.
      const facts = { namespace, apiHost, whole, ...Object.fromEntries([...needs, ...uses]) } as CheckFacts<
        Needs,
        Uses
      >;
      return run(facts, network);
    },
  };
}
