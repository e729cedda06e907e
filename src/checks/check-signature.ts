import type { CheckAnswer, CheckChange } from '../model/check.ts';
import { type CheckReport, type Finding, findingCodes, type Problem, problemIds } from '../model/finding.ts';
import type { ClusterNetwork } from '../model/network.ts';
import { statusChangesSince, statusSignatureOf } from './status-signature.ts';
import { markOf } from './text-mark.ts';

/** An answer to `check` as far as it can change: the report, its tables, and the remark before the verdict, null for none. */
export type ShownCheck = Pick<CheckAnswer, 'report' | 'remark' | 'tables'>;

type Letters<T extends string> = { readonly [K in T]: string };

const problemLetters: Letters<Problem['status']> = { supported: 's', 'ruled-out': 'r', 'cannot-see': 'c' };
const modelLetters: Letters<ClusterNetwork['model']> = {
  kubenet: 'k',
  'azure-cni-node-subnet': 'n',
  'azure-cni-pod-subnet-dynamic': 'd',
  'azure-cni-pod-subnet-static': 's',
  'azure-cni-overlay': 'o',
  'byo-cni': 'b',
  mixed: 'm',
  undetermined: 'u',
};
const dataplaneLetters: Letters<ClusterNetwork['dataplane']> = {
  'azure-cilium': 'a',
  'self-managed-cilium': 's',
  'kube-proxy': 'k',
  none: 'n',
  undetermined: 'u',
};
const policyEngineLetters: Letters<ClusterNetwork['policyEngine']> = {
  'azure-npm': 'a',
  calico: 'c',
  cilium: 'l',
  none: 'n',
  undetermined: 'u',
};

function meaningOf<T extends string>(letters: Letters<T>, letter: string | undefined): T | null {
  const found = Object.entries<string>(letters).find(([, own]) => own === letter);
  return found === undefined ? null : (found[0] as T);
}

// Signatures of before held the statuses of findings alone; `2` began those that hold all that is shown, `3` begins those
// that also hold when it was read.
const version = '3';
const timeless = '2';
const notShown = '-';

/** What is shown beside statuses: a mark for each finding, each problem, the network's evidence, and the remark. */
function marksOf({ report: { findings, problems, cluster }, remark, tables }: ShownCheck): readonly string[] {
  const shownOf = (finding: Finding) => {
    const commands = finding.evidence.map(({ command }) => command);
    return { finding, tables: tables.filter(({ command }) => commands.includes(command)) };
  };
  const shown = [
    ...findingCodes.map((code) => findings.filter(({ id }) => id === code).map(shownOf)[0]),
    ...problemIds.map((id) => problems.find((each) => each.id === id)),
    { signals: cluster.signals, conflicts: cluster.conflicts },
    { remark },
  ];
  return shown.map((each) => (each === undefined ? notShown : markOf(JSON.stringify(each))));
}

/** When the answer of that signature was read (ISO, whole seconds); null where it does not say. */
export function lookTimeOf(signature: string): string | null {
  const [first, seconds = ''] = signature.split('.');
  if (first !== version || !/^[0-9a-z]{1,8}$/u.test(seconds)) return null;
  return new Date(Number.parseInt(seconds, 36) * 1000).toISOString();
}

function timeLetters({ readAt }: CheckReport): string {
  return Math.floor(Date.parse(readAt) / 1000).toString(36);
}

/** Everything that an answer to `check` shows, as at most 160 characters to compare a later answer with. */
export function checkSignatureOf(shown: ShownCheck): string {
  const { findings, problems, cluster } = shown.report;
  const letterOf = (id: Problem['id']) => {
    const found = problems.find((each) => each.id === id);
    return found ? problemLetters[found.status] : notShown;
  };
  const network = [
    modelLetters[cluster.model],
    dataplaneLetters[cluster.dataplane],
    policyEngineLetters[cluster.policyEngine],
  ];
  return [
    ...[
      version,
      timeLetters(shown.report),
      statusSignatureOf(findings),
      problemIds.map(letterOf).join(''),
      network.join(''),
    ],
    ...marksOf(shown),
  ].join('.');
}

function networkChanges([model, dataplane, policies]: string, { cluster }: CheckReport): readonly CheckChange[] {
  const before = {
    model: meaningOf(modelLetters, model),
    dataplane: meaningOf(dataplaneLetters, dataplane),
    policyEngine: meaningOf(policyEngineLetters, policies),
  };
  const changed = <A extends keyof typeof before>(about: A) => {
    const [was, is] = [before[about], cluster[about]];
    return was === null || was === is ? [] : [{ about, was, is } as CheckChange];
  };
  return [...changed('model'), ...changed('dataplane'), ...changed('policyEngine')];
}

function problemChanges(letters: string, { problems }: CheckReport): readonly CheckChange[] {
  return problemIds.flatMap((id, index) => {
    const was = meaningOf(problemLetters, letters[index]);
    const is = problems.find((each) => each.id === id)?.status;
    return was === null || is === undefined || was === is ? [] : [{ about: 'problem', id, was, is } as const];
  });
}

/** What is as it was and yet shown otherwise: the same verdict by other values. Verdicts that changed are left out. */
function valueChanges(
  before: readonly string[],
  shown: ShownCheck,
  verdicts: readonly CheckChange[],
): readonly CheckChange[] {
  const { findings, problems } = shown.report;
  const now = marksOf(shown);
  const differs = (index: number) => before[index] !== now[index];
  const named = (about: 'finding' | 'problem', id: string) =>
    verdicts.some((each) => each.about === about && each.id === id);
  const rest = findingCodes.length + problemIds.length;
  return [
    ...findings.flatMap(({ id, status }) =>
      differs(findingCodes.indexOf(id)) && !named('finding', id)
        ? [{ about: 'finding', id, was: status, is: status } as const]
        : [],
    ),
    ...problems.flatMap(({ id, status }) =>
      differs(findingCodes.length + problemIds.indexOf(id)) && !named('problem', id)
        ? [{ about: 'problem', id, was: status, is: status } as const]
        : [],
    ),
    ...(differs(rest) ? [{ about: 'evidence' } as const] : []),
    ...(differs(rest + 1) ? [{ about: 'remark' } as const] : []),
  ];
}

/** Whether both looked at the same parts, so that no difference means that nothing changed. */
function looksAtSame(before: readonly string[], now: readonly string[]): boolean {
  return (
    before.length === now.length && now.every((each, index) => (each === notShown) === (before[index] === notShown))
  );
}

/** What a signature compares: without its version and its time. */
function partsOf(signature: string): readonly string[] {
  const [first = '', ...rest] = signature.split('.');
  if (first === version) return rest.slice(1);
  return first === timeless ? rest : [first];
}

/**
 * What an answer shows that the one of that signature did not, verdicts first; null where that one did not hold all
 * that is compared, as those of an older netlab, and what can be compared is the same.
 */
export function checkChangesSince(signature: string, shown: ShownCheck): readonly CheckChange[] | null {
  const [statuses = '', problems = '', network = '', ...marks] = partsOf(signature);
  const verdicts: readonly CheckChange[] = [
    ...statusChangesSince(statuses, shown.report.findings).map((each) => ({ about: 'finding', ...each }) as const),
    ...problemChanges(problems, shown.report),
    ...networkChanges(network, shown.report),
  ];
  if (looksAtSame(marks, marksOf(shown))) return [...verdicts, ...valueChanges(marks, shown, verdicts)];
  return verdicts.length > 0 ? verdicts : null;
}
