import { plan as planAddresses } from '../../network/plan/plan.ts';
import type { Command } from '../command.ts';
import { askForWords, asksForWords } from '../input/word-forms.ts';
import { parsePlanRequest } from './request.ts';
import { describePlan } from './words.ts';

/** `plan MODEL N nodes …`: how many addresses a cluster needs, whether an upgrade fits, or what fits into a subnet. */
export const plan: Command = {
  word: 'plan',
  usage:
    'plan MODEL N nodes [P pods] [surge S or S%] [subnet CIDR] [pod-cidr CIDR] [service-cidr CIDR] [peer CIDR]…, or with pool NAME NODES PODS for each pool',
  purpose: 'how many addresses a cluster needs and whether an upgrade fits, or with a subnet and no nodes, what fits',
  for: 'anyone',
  opensForm: asksForWords,
  async run({ words }, lab) {
    if (words.length === 0) return askForWords('plan');
    const made = planAddresses(parsePlanRequest(words));
    return { answer: { kind: 'plan', plan: made, words: describePlan(made, lab.newIdAndTime().at) } };
  },
};
