import { unreadPartsAmong } from '../../../checks/unread-parts.ts';
import type { Assessment } from '../../../model/assessment.ts';
import type { ClusterFact, ClusterVerdict } from '../../../model/verdict.ts';
import { ownValuesOf } from '../own-values.ts';
import type { ClusterQuestion } from './cluster-question.ts';
import {
  judgeCilium,
  judgeKubeProxy,
  judgeNetworkmonitor,
  judgeNpm,
  judgePodsApart,
  judgePrivateApi,
} from './judge-findings.ts';
import {
  describeUnread,
  type Judged,
  judgeEngine,
  judgeModel,
  nameDataplane,
  nameModel,
  openVerdict,
  ownerOf,
  seenVerdict,
} from './judge-network.ts';

const podSubnets = ['azure-cni-pod-subnet-dynamic', 'azure-cni-pod-subnet-static'] as const;
const inVnet = ['azure-cni-node-subnet', ...podSubnets] as const;

function judgeFlag(flag: boolean | null, yes: string, no: string, assessment: Assessment): Judged {
  if (flag === null) return openVerdict('model', assessment);
  return seenVerdict(flag ? 'yes' : 'no', flag ? yes : no);
}

/** Both at once: one that is not so settles it, and one that is open leaves it open. */
function judgeBoth(first: Judged, second: Judged): Judged {
  const no = [first, second].find(({ verdict }) => verdict === 'no');
  const open = [first, second].find(({ verdict }) => verdict === 'cannot-tell');
  const { says, observed } = second;
  return (
    no ??
    open ?? { ...first, says: `${first.says}, and ${says}`, observed: [...first.observed.slice(0, 1), ...observed] }
  );
}

/** On a CNI of one's own it depends on that CNI. */
function judgePodsInVnet(assessment: Assessment): Judged {
  const { model } = assessment.network;
  if (model === 'byo-cni')
    return seenVerdict('cannot-tell', 'your cluster has a CNI of its own, which decides that', {
      next: 'Your instructor can tell which CNI it is.',
      owner: 'instructor',
    });
  const adds = inVnet.some((each) => each === model)
    ? ', which takes addresses of the VNet'
    : ', whose Pods have a range of their own';
  return judgeModel(inVnet, assessment, adds);
}

function nameAddresses(assessment: Assessment): Judged {
  const unread = unreadPartsAmong(['pods'], assessment.snapshot);
  const why = describeUnread(unread);
  if (why !== null) return seenVerdict('cannot-tell', why, { unread, owner: ownerOf(unread) });
  const [, own] = ownValuesOf(['addresses'], assessment);
  return seenVerdict('named', own?.value ?? '');
}

const opposite: { readonly [V in ClusterVerdict]: ClusterVerdict } = {
  yes: 'no',
  no: 'yes',
  named: 'named',
  'cannot-tell': 'cannot-tell',
};

const negateVerdict = (judged: Judged): Judged => ({ ...judged, verdict: opposite[judged.verdict] });

const judges: { readonly [F in ClusterFact]: (assessment: Assessment) => Judged } = {
  model: nameModel,
  kubenet: (assessment) => judgeModel(['kubenet'], assessment),
  'node-subnet': (assessment) => judgeModel(['azure-cni-node-subnet'], assessment),
  'pod-subnet': (assessment) => judgeModel(podSubnets, assessment),
  overlay: (assessment) => judgeModel(['azure-cni-overlay'], assessment),
  'byo-cni': (assessment) => judgeModel(['byo-cni'], assessment),
  'azure-cni': (assessment) => judgeModel([...inVnet, 'azure-cni-overlay'], assessment),
  'pods-in-vnet': judgePodsInVnet,
  'pods-apart': judgePodsApart,
  addresses: nameAddresses,
  dataplane: nameDataplane,
  cilium: judgeCilium,
  'kube-proxy': judgeKubeProxy,
  // Without Cilium a kube-proxy that is not there was replaced by nothing.
  'kube-proxy-replaced': (assessment) => judgeBoth(negateVerdict(judgeKubeProxy(assessment)), judgeCilium(assessment)),
  'overlay-with-cilium': (assessment) =>
    judgeBoth(judgeModel(['azure-cni-overlay'], assessment), judgeCilium(assessment)),
  'policy-engine': (assessment) => judgeEngine('whether', null, assessment),
  calico: (assessment) => judgeEngine('whether', 'calico', assessment),
  'azure-npm': judgeNpm,
  networkmonitor: judgeNetworkmonitor,
  'dual-stack': (assessment) =>
    judgeFlag(
      assessment.network.dualStack,
      'addresses of both families are in use',
      'I see addresses of one family only',
      assessment,
    ),
  'windows-nodes': (assessment) =>
    judgeFlag(assessment.network.windows, 'there are Windows nodes', 'no node runs Windows', assessment),
  'private-api': judgePrivateApi,
};

/** What a look comes to for a question; asked whether something is not so, yes and no change places. */
export function judgeQuestion(
  about: ClusterFact,
  { form, negated }: Pick<ClusterQuestion, 'form' | 'negated'>,
  assessment: Assessment,
): Judged {
  if (about === 'policy-engine' && form === 'which') return judgeEngine('which', null, assessment);
  const judged = judges[about](assessment);
  return negated ? negateVerdict(judged) : judged;
}
