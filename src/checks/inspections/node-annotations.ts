import { clusterNodes, countExcludedNodes } from '../../network/facts/nodes.ts';
import { countNoun, listSome } from '../../network/phrases.ts';
import { defineCheck } from '../define-check.ts';
import { evidenceCommands } from '../evidence-commands.ts';

// Keys that a CNI other than AKS's own writes (aks.md §1.3).
const foreign = /(?:^|\.)cilium\.io\/|^io\.cilium\.|projectcalico\.org\/|flannel\./u;

/** Node annotations are read by key; on AKS none of them names the network model. */
export const nodeAnnotations = defineCheck({
  code: 'node-annotations',
  task: 3,
  asks: 'What do node annotations tell about the network?',
  needs: ['nodes'],
  uses: [],
  expected: 'Annotations are there to be read; on AKS none of them names the network model.',
  theory: ['annotations'],
  problems: [],
  run: ({ nodes }, network) => {
    const own = clusterNodes(nodes);
    const keys = [...new Set(own.flatMap(({ annotationKeys }) => annotationKeys))].sort();
    const telling = keys.filter((key) => foreign.test(key));
    const common = {
      counted: { nodes: own.length, 'annotation keys': keys.length },
      excluded: countExcludedNodes(nodes, false),
      evidence: [{ command: evidenceCommands.annotations, value: `keys: ${listSome(keys, 8)}` }],
      drift: ['drift-annotations'],
    };
    if (keys.length === 0) {
      const observed =
        own.length === 0 ? 'The list of nodes is empty.' : `${countNoun(own.length, 'node')} without any annotation.`;
      return { ...common, status: 'not-measurable', owner: 'lab', observed, nextStep: 'Use the Pod ranges instead.' };
    }
    if (telling.length > 0) {
      const observed = `A CNI wrote annotations that AKS’s own does not write: ${listSome(telling)}.`;
      return { ...common, status: 'differs', owner: null, observed, nextStep: 'Find out who installed that CNI.' };
    }
    const observed = `${countNoun(own.length, 'node')} with ${countNoun(keys.length, 'annotation key')}; none tells the network model${network.aks === false ? '' : ', which is normal on AKS'}.`;
    return {
      ...common,
      status: 'pass',
      owner: null,
      observed,
      nextStep: 'Look at the Pod ranges next: they tell more.',
    };
  },
});
