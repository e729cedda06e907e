import type { ClosedEgress, ProblemId } from '../model/finding.ts';

const phrases: { readonly [P in ProblemId]: string } = {
  'same-range': 'your Pods have addresses of the nodes’ range',
  'no-cilium-pods': 'no Cilium Pod runs',
  'no-configmap': 'a ConfigMap is missing',
  'no-egress': 'a policy limits what your Pods can reach',
};

function egressPhrase({ what, pods, of }: ClosedEgress): string {
  const whose = pods === of ? (of === 1 ? 'your Pod' : 'your Pods') : `${pods} of your ${of} Pods`;
  return what === 'everything'
    ? `${whose} cannot reach anything outside`
    : `a policy keeps ${whose} from looking up names`;
}

/** A problem that was found, as the end of a sentence; `closed` says what exactly where it is known. */
export function problemPhrase(id: ProblemId, closed?: ClosedEgress): string {
  return closed === undefined ? phrases[id] : egressPhrase(closed);
}
