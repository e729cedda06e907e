import { assess } from '../../../checks/assess.ts';
import type { Assessment } from '../../../model/assessment.ts';
import type { Lab } from '../../../model/lab.ts';
import type { Lesson, TaskNumber } from '../../../model/lesson.ts';
import type { Next, Outcome } from '../../../model/outcome.ts';
import type { Person } from '../../../model/person.ts';
import type { ClusterFact, VerdictAnswer } from '../../../model/verdict.ts';
import { nodesOf } from '../../../network/facts/nodes.ts';
import { offerPassages } from '../next-steps.ts';
import { passageOnModel } from '../own-model.ts';
import type { ClusterQuestion } from './cluster-question.ts';
import { judgeQuestion } from './judge-question.ts';
import { answerUnseen, isUnseenThing, pageOfUnseen } from './unseen-things.ts';

/** The task that shows the same, and the page that explains it; for a model that is the page of the cluster's own. */
const places: { readonly [F in ClusterFact]: { readonly task: TaskNumber | null; readonly page: string | null } } = {
  model: { task: null, page: null },
  kubenet: { task: null, page: null },
  'node-subnet': { task: null, page: null },
  'pod-subnet': { task: null, page: null },
  overlay: { task: null, page: null },
  'byo-cni': { task: null, page: null },
  'azure-cni': { task: null, page: null },
  'pods-in-vnet': { task: 1, page: null },
  'pods-apart': { task: 1, page: 'comparing-ranges' },
  addresses: { task: 1, page: 'pod-addresses' },
  dataplane: { task: 2, page: 'cilium' },
  cilium: { task: 2, page: 'cilium' },
  'kube-proxy': { task: 2, page: 'kube-proxy' },
  'kube-proxy-replaced': { task: 2, page: 'kube-proxy' },
  'overlay-with-cilium': { task: null, page: 'why-cilium' },
  'policy-engine': { task: 2, page: 'policy-engines' },
  calico: { task: 2, page: 'policy-engines' },
  'azure-npm': { task: 2, page: 'policy-engines' },
  networkmonitor: { task: 3, page: 'networkmonitor' },
  'dual-stack': { task: 1, page: 'dual-stack' },
  'windows-nodes': { task: 2, page: 'windows' },
  'private-api': { task: null, page: 'private-clusters' },
};

function offerPage(id: string | null, { passages }: Lesson): readonly Next[] {
  return offerPassages(passages.filter((each) => each.id === id));
}

function checkOf(task: TaskNumber | null): Next {
  return task === null
    ? { label: 'Check my cluster', command: 'check' }
    : { label: `Check task ${task}`, command: `check ${task}` };
}

/** The check that shows the same, the page about it, and where nobody in the class can help it, whoever can. */
function offersAfter(about: ClusterFact, answer: VerdictAnswer, { network }: Assessment, by: Person, lesson: Lesson) {
  const { task, page } = places[about];
  const pageHere = about === 'dataplane' && network.dataplane === 'kube-proxy' ? 'kube-proxy' : page;
  const own = pageHere === null ? (passageOnModel(network.model, lesson)?.id ?? null) : pageHere;
  const isLacking = answer.unread.some(({ outcome }) => outcome === 'forbidden' || outcome === 'failed');
  const tell = isLacking && by.role === 'student' ? [{ label: 'Tell my instructor', command: 'tell' }] : [];
  const models = page === null ? [{ label: 'Show the models', command: 'picture models' }] : [];
  return [...tell, checkOf(task), ...offerPage(own, lesson), ...models];
}

// Where the command is that tells a private cluster for sure.
const privateCommand = 'az aks show -g GROUP -n CLUSTER --query apiServerAccessProfile';

/** The verdict on a question about one's own cluster, from one look. `namespace` is the person's own. */
export async function answerClusterQuestion(
  question: ClusterQuestion,
  by: Person,
  namespace: string,
  lab: Pick<Lab, 'lesson' | 'observe'>,
): Promise<Outcome> {
  const { about } = question;
  if (isUnseenThing(about)) return { answer: answerUnseen(about), next: offerPage(pageOfUnseen(about), lab.lesson()) };
  const assessment = assess(await lab.observe(namespace));
  const { snapshot } = assessment;
  const judged = judgeQuestion(about, question, assessment);
  const answer: VerdictAnswer = {
    kind: 'verdict',
    about,
    ...judged,
    nodeNames: nodesOf(snapshot.reads).map(({ name }) => name),
    look: { namespace, source: snapshot.source, readAt: snapshot.readAt },
    elsewhere: about === 'private-api' && judged.verdict === 'cannot-tell' ? privateCommand : null,
  };
  return {
    answer,
    audit: { did: 'read', what: 'explain', namespace, as: snapshot.as },
    next: offersAfter(about, answer, assessment, by, lab.lesson()),
  };
}
