import { assess } from '../../checks/assess.ts';
import { unreadPartsOf } from '../../checks/unread-parts.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { Lab } from '../../model/lab.ts';
import type { FaultClaim, FaultReportAnswer, FaultToldAnswer } from '../../model/lab-fault.ts';
import type { Next, Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { scopeOf } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { isForOthers, labFaultsOf } from './faults.ts';

const checkAgain: readonly Next[] = [{ label: 'Check again', command: 'check' }];

function toldAnswer({ snapshot }: Assessment, claims: readonly FaultClaim[]): FaultToldAnswer {
  const { namespace, readAt } = snapshot;
  const common = { kind: 'fault-told', namespace, readAt, at: null } as const;
  if (claims.length === 0) return { ...common, state: 'nothing' };
  if (claims.some(({ mine }) => mine)) return { ...common, state: 'sending' };
  const times = claims.flatMap((each) => (each.mine ? [] : [each.toldAt]));
  const known = times.filter((at) => at !== null).toSorted();
  return known.length < times.length
    ? { ...common, state: 'others' }
    : { ...common, state: 'told', at: known.at(-1) ?? null };
}

function reportOf({ id: user }: Person, assessment: Assessment): FaultReportAnswer {
  const { snapshot, findings } = assessment;
  const { namespace, readAt, as: account } = snapshot;
  const shown = findings.filter(isForOthers).map(({ task, status, observed, nextStep }) => {
    return { task, status, observed, nextStep };
  });
  return { kind: 'fault-report', user, namespace, readAt, account, unread: unreadPartsOf(assessment), findings: shown };
}

/** Takes on what nobody told yet; the message goes out where there is any of it. */
async function tellInstructors(by: Person, assessment: Assessment, lab: Lab): Promise<Outcome> {
  const instructors = await lab.instructors();
  if (instructors.length === 0) throw new Trouble('no-instructor');
  const { snapshot, findings } = assessment;
  const { namespace } = snapshot;
  const faults = labFaultsOf(unreadPartsOf(assessment), findings, namespace);
  const { at } = lab.newIdAndTime();
  const claims = await Promise.all(faults.map((fault) => lab.faults.claim(fault, at)));
  const mine = faults.filter((_, index) => claims[index]?.mine === true).map(({ id }) => id);
  const answer = toldAnswer(assessment, claims);
  if (mine.length === 0) return { answer, next: checkAgain };
  return {
    answer,
    audit: { did: 'send', what: 'tell: a fault of the lab', namespace, as: null },
    directMessages: [
      {
        to: instructors,
        answer: reportOf(by, assessment),
        next: [{ label: 'Look myself', command: `check ${namespace}` }],
        keepsChannel: false,
        unreached: 'I could not reach any instructor. Please tell your instructor yourself.',
        faults: mine,
      },
    ],
    next: checkAgain,
  };
}

/** `tell`: looks again, and tells the instructors of what is not the student's to mend, once for a cause. */
export const tell: Command = {
  word: 'tell',
  usage: 'tell',
  purpose: 'tell your instructor that netlab or the cluster is at fault',
  async run({ by, words }, lab) {
    if (words.length > 0)
      throw new Trouble('bad-input', {
        what: 'tell takes no words: I tell your instructor what I see',
        todo: 'Type only: tell',
      });
    const namespace = scopeOf(by, undefined, lab);
    const snapshot = await lab.observe(namespace);
    const outcome = await tellInstructors(by, assess(snapshot), lab);
    const audit = { did: 'read', what: 'tell', namespace, as: snapshot.as } as const;
    return { ...outcome, audit: [audit, ...[outcome.audit ?? []].flat()] };
  },
};
