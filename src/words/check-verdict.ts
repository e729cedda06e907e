import type { CheckAnswer } from '../model/check.ts';
import { type CheckOutlook, isNotInDump, lacksOwnPods } from '../model/check-outlook.ts';
import { dataplaneNames } from '../model/display-names.ts';
import type { Finding, Status } from '../model/finding.ts';
import type { NetworkModel } from '../model/network.ts';
import { factOf } from './facts.ts';
import { problemPhrase } from './problem-phrases.ts';

/** A kind of cluster, inside brackets. */
const kinds: { readonly [M in NetworkModel]: string } = {
  kubenet: 'kubenet',
  'azure-cni-node-subnet': 'Azure CNI, node subnet',
  'azure-cni-pod-subnet-dynamic': 'Azure CNI, Pod subnet',
  'azure-cni-pod-subnet-static': 'Azure CNI, Pod subnet with blocks',
  'azure-cni-overlay': 'Azure CNI Overlay',
  'byo-cni': 'a CNI of its own',
  mixed: 'more than one model',
  undetermined: 'of a model that I cannot tell',
};

const notYou = 'You did nothing wrong.';

/** How the kind of cluster differs from the exercise's; null where it does not. */
function otherKind({ report: { cluster } }: CheckAnswer): string | null {
  const { model, dataplane } = cluster;
  if (model !== 'azure-cni-overlay') return kinds[model];
  return dataplane === 'azure-cilium' ? null : `${kinds[model]} with ${dataplaneNames[dataplane]}`;
}

const withStatus = ({ findings }: CheckOutlook, status: Status): readonly Finding[] =>
  findings.filter((each) => each.status === status);

const isJudged = ({ status }: Finding): boolean => status === 'pass' || status === 'differs' || status === 'fail';

/** `: FACT` for one, `The first: FACT` for several. */
function countedFacts(found: readonly Finding[], one: string, many: (n: number) => string): string {
  const [first] = found;
  const fact = factOf(first?.observed ?? '');
  return found.length === 1 ? `${one}: ${fact}` : `${many(found.length)}. The first: ${fact}`;
}

/** What could not be looked at, as the end of “I could not …”. */
function lookedAt({ findings }: CheckOutlook, { task }: CheckAnswer): string {
  const some = findings.some(isJudged);
  if (task === null) return some ? 'see everything' : 'look';
  return some ? `see all of task ${task}` : `look at task ${task}`;
}

function blockedVerdict(outlook: CheckOutlook, answer: CheckAnswer): string {
  const lacking = answer.unread.filter(({ outcome }) => outcome === 'forbidden').length;
  const what = lacking === 1 ? 'a permission is missing' : `${lacking} permissions are missing`;
  return `I could not ${lookedAt(outlook, answer)}: ${what}. ${notYou}`;
}

function errorVerdict({ findings }: CheckOutlook, { task, unread }: CheckAnswer): string {
  const failures = unread.flatMap(({ failure }) => failure ?? []);
  const some = findings.some(isJudged);
  if (failures.includes('login')) return `I could not log in to the cluster. ${notYou}`;
  if (failures.includes('size')) return `The cluster sends more than I can take in. ${notYou}`;
  const about = task === null ? '' : ` about task ${task}`;
  const silent = failures.every((each) => each === 'silent');
  const answered = silent ? 'did not answer' : 'answered with an error';
  const much = some ? (silent ? ' every question' : ' at some questions') : '';
  return `The cluster ${answered}${much}${about}. This is not your doing.`;
}

/** `task 1`, `tasks 1 and 3`. */
function namesOfTasks(findings: readonly Finding[]): string {
  const tasks = [...new Set(findings.flatMap(({ task }) => task ?? []))];
  const last = tasks.at(-1) ?? '';
  return tasks.length === 1 ? `task ${last}` : `tasks ${tasks.slice(0, -1).join(', ')} and ${last}`;
}

function openVerdict(outlook: CheckOutlook, answer: CheckAnswer): string {
  const { task } = answer;
  const all = withStatus(outlook, 'not-measurable');
  const open = all.filter((finding) => !isNotInDump(finding, answer));
  const [first] = open;
  if (first !== undefined && open.length === 1 && lacksOwnPods(first)) {
    if (first.excluded.length > 0) return 'None of your Pods has an address of its own yet: wait until one runs.';
    return `There is nothing of yours to look at${task === null ? '' : ` in task ${task}`} yet: start a Pod.`;
  }
  const what = outlook.findings.some(isJudged) || task !== null ? namesOfTasks(all) : 'anything';
  if (first === undefined) return `I cannot judge ${what}: the dump does not hold all that I need.`;
  return all.length === 1 ? `I cannot judge ${what} yet: ${factOf(first.observed)}` : `I cannot judge ${what} yet.`;
}

function unclearVerdict({ report: { cluster } }: CheckAnswer): string {
  if (cluster.model === 'mixed') return 'Your cluster has more than one network model. What I could judge is right.';
  if (cluster.model === 'undetermined')
    return 'I cannot tell which network model this is. What I could judge is right.';
  return 'What I could judge is right, but one observation does not fit the others.';
}

function differsVerdict(outlook: CheckOutlook, { task }: CheckAnswer): string {
  if (task !== null) return `Task ${task} is different from the exercise, but right.`;
  const one = 'One thing is different from the exercise, but right';
  return countedFacts(
    withStatus(outlook, 'differs'),
    one,
    (n) => `${n} things are different from the exercise, but right`,
  );
}

/** What is as it should be: as the exercise says, or right for another kind of cluster. */
function rightVerdict(outlook: CheckOutlook, answer: CheckAnswer): string {
  if (!outlook.clear) return unclearVerdict(answer);
  // Whether the kind is the exercise’s is not known either.
  if (answer.task === null && answer.report.cluster.dataplane === 'undetermined')
    return 'I cannot tell which data plane routes here. What I could judge is right.';
  const kind = answer.task === null ? otherKind(answer) : null;
  const isWhole = answer.unread.length === 0;
  const all = isWhole ? 'all is right' : 'what the dump shows is right';
  if (kind !== null) return `Your cluster is not the exercise’s kind (${kind}), and ${all} for its kind.`;
  if (outlook.state === 'differs') return differsVerdict(outlook, answer);
  if (answer.task !== null) return `Task ${answer.task} is as the exercise says.`;
  return isWhole ? 'Your cluster looks as the exercise says.' : 'What the dump shows is as the exercise says.';
}

/** The verdict of a look, in a sentence or two. */
export function checkVerdict(outlook: CheckOutlook, answer: CheckAnswer): string {
  const { state, found } = outlook;
  const broken = withStatus(outlook, 'fail');
  const [first] = found;
  switch (state) {
    case 'fail':
      return countedFacts(broken, 'One thing is broken', (n) => `${n} things are broken`);
    case 'problem': {
      const phrase = first ? problemPhrase(first.id, first.closed) : '';
      return found.length === 1 ? `One problem: ${phrase}.` : `${found.length} problems. The first: ${phrase}.`;
    }
    case 'blocked':
      return blockedVerdict(outlook, answer);
    case 'error':
      return errorVerdict(outlook, answer);
    case 'not-measurable':
      return openVerdict(outlook, answer);
    case 'differs':
    case 'pass':
      return rightVerdict(outlook, answer);
  }
}
