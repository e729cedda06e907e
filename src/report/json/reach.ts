import type { Reach, ReachAnswer } from '../../model/reach.ts';
import { policyTrialJson } from './policy-trial.ts';

function queryJson({ verdict, egress, ingress, notes, backends }: Reach): object {
  const behind = backends === undefined ? {} : { backends };
  return { verdict, egress, ingress, notes: notes.map(({ id }) => id), ...behind };
}

/** The answer to `reach` as JSON: a list for a batch, else one object; with policies that were tried, both answers. */
export function reachJson({ reaches, batch, trial }: ReachAnswer): object {
  const all = reaches.map((each, at) => {
    const before = trial?.without[at];
    return before === undefined ? queryJson(each) : { ...queryJson(each), without: queryJson(before) };
  });
  if (batch) return all;
  return { ...all[0], ...(trial === undefined ? {} : { trial: policyTrialJson(trial) }) };
}
