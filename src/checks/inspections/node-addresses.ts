import type { Node } from '../../model/snapshot.ts';
import { clusterNodes, countExcludedNodes } from '../../network/facts/nodes.ts';
import { countNoun, listSome } from '../../network/phrases.ts';
import { defineCheck } from '../define-check.ts';
import { evidenceCommands } from '../evidence-commands.ts';

function shownAddresses({ name, internalIPs, internalIPsWhole }: Node): string {
  return `${name} ${internalIPs.join(' ') || (internalIPsWhole ? '(no INTERNAL-IP)' : '(not read)')}`;
}

/** Node addresses are read and shown; they come from the VNet in every model, so they prove none. */
export const nodeAddresses = defineCheck({
  code: 'node-addresses',
  task: 1,
  asks: 'Which addresses do the nodes have?',
  needs: ['nodes'],
  uses: [],
  expected: 'Every node has an INTERNAL-IP from the VNet subnet.',
  theory: ['node-addresses'],
  problems: [],
  run: ({ nodes }) => {
    const own = clusterNodes(nodes);
    const without = own.filter(({ internalIPs }) => internalIPs.length === 0);
    const shown = own.map(shownAddresses);
    const common = {
      counted: { nodes: own.length },
      excluded: countExcludedNodes(nodes, false),
      evidence: [{ command: evidenceCommands.nodes, value: listSome(shown) }],
    };
    if (own.length === without.length) {
      const observed = own.length === 0 ? 'The list of nodes is empty.' : 'No node shows an INTERNAL-IP.';
      const nextStep = 'Tell your instructor: a cluster without addressed nodes cannot run the exercise.';
      return { ...common, status: 'not-measurable', owner: 'lab', observed, nextStep };
    }
    const lacking = without.filter(({ internalIPsWhole }) => internalIPsWhole);
    if (without.length > lacking.length && lacking.length === 0) {
      const observed = `The addresses of ${listSome(without.map(({ name }) => name))} are not part of what was read.`;
      const nextStep = 'Read the nodes anew (kubectl get nodes -o yaml shows them whole), or ask your instructor.';
      return { ...common, status: 'not-measurable', owner: 'instructor', observed, nextStep };
    }
    if (lacking.length > 0) {
      const observed = `${lacking.length} of ${countNoun(own.length, 'node')} show no INTERNAL-IP: ${listSome(lacking.map(({ name }) => name))}.`;
      return {
        ...common,
        status: 'fail',
        owner: 'lab',
        observed,
        nextStep: 'Tell your instructor; this is the cluster’s, not yours.',
      };
    }
    const observed = `${countNoun(own.length, 'node')}: ${listSome(own.flatMap(({ internalIPs }) => internalIPs))}.`;
    const nextStep = 'Keep one address in mind: the next question compares it with your Pods.';
    return { ...common, status: 'pass', owner: null, observed, nextStep };
  },
});
