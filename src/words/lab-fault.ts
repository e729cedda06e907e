import { statusWords } from '../model/display-names.ts';
import type { Doc, DocPart, Line } from '../model/doc.ts';
import type { FaultReportAnswer, FaultToldAnswer } from '../model/lab-fault.ts';
import { causeSection } from './check-causes.ts';
import { factOf } from './facts.ts';
import { boldRun, codeRun, createDoc, listPart, paragraphPart, textRun, timeRun, userRun } from './runs.ts';

function verdictOf({ unread, findings }: FaultReportAnswer): string {
  const forbidden = unread.filter(({ outcome }) => outcome === 'forbidden').length;
  if (forbidden === 1) return 'netlab lacks a permission: students cannot see all of their cluster.';
  if (forbidden > 1) return `netlab lacks ${forbidden} permissions: students cannot see all of their cluster.`;
  if (unread.length > 0) return 'The cluster leaves netlab’s questions without a usable answer.';
  const [first] = findings;
  return first ? `A student’s check found: ${factOf(first.observed)}` : 'A student’s check needs you.';
}

function findingParts({ findings }: FaultReportAnswer): readonly DocPart[] {
  if (findings.length === 0) return [];
  const lines = findings.map(({ task, status, observed, nextStep }): Line => {
    const { sign, words } = statusWords[status];
    const about = task === null ? '' : ` Task ${task}:`;
    return [boldRun(`${sign} ${words}.${about} `), textRun(`${observed} ${nextStep}`)];
  });
  return [listPart(lines)];
}

/** For how long the same is not told again; an outage is told of sooner. */
const quietWords = ({ unread }: FaultReportAnswer): string =>
  unread.some(({ outcome }) => outcome === 'failed') ? 'within the hour' : 'today';

/** What an instructor reads of a fault that is the lab's: what it is, what it needs, and who saw it first. */
export function faultReportDoc(answer: FaultReportAnswer): Doc {
  const { user, namespace, readAt, unread, account } = answer;
  const named = unread.slice(0, 3).map(({ name, because, outcome }): Line => {
    return outcome === 'forbidden' ? [codeRun(name)] : [codeRun(name), textRun(`: ${because}`)];
  });
  const left = unread.length - named.length;
  const as = account === null ? 'netlab’s account' : account;
  const parts: readonly DocPart[] = [
    ...(named.length === 0 ? [] : [listPart([...named, ...(left > 0 ? [[textRun(`and ${left} more`)]] : [])])]),
    ...(unread.some(({ outcome }) => outcome === 'forbidden')
      ? [paragraphPart(textRun(`Whoever runs the cluster grants this to ${as}.`))]
      : []),
    ...findingParts(answer),
    paragraphPart(
      textRun('First told by '),
      userRun(user),
      textRun(' in '),
      codeRun(namespace),
      textRun(`, who did nothing wrong. Others with the same trouble do not write to you again ${quietWords(answer)}.`),
    ),
  ];
  return createDoc([boldRun(verdictOf(answer))], parts, {
    smallPrint: [[textRun('I looked at '), timeRun(readAt), textRun('. I only read.')]],
    details: causeSection(unread, account),
    detailsLabel: 'More',
  });
}

const told: { readonly [S in FaultToldAnswer['state']]: readonly [string, string] } = {
  nothing: ['I looked again, and now I can see everything.', 'So I told nobody. Check again.'],
  sending: [
    'I am writing to your instructor now.',
    'If I reach nobody, I say so here. You did nothing wrong, and you need not wait: the quiz and the topics work.',
  ],
  others: [
    'Somebody of your class is telling your instructor about this just now.',
    'You did nothing wrong. If it stays so, press again in some minutes.',
  ],
  told: [
    'Your instructor knows about this already.',
    'I did not write again. You did nothing wrong. Check again later.',
  ],
};

/** What a student hears after they asked to tell their instructor of a fault that is the lab's. */
export function faultToldDoc({ state, at, readAt, namespace }: FaultToldAnswer): Doc {
  const [verdict, todo] = told[state];
  const when: readonly DocPart[] =
    at === null ? [] : [paragraphPart(textRun('I wrote to them at '), timeRun(at), textRun('.'))];
  return createDoc([boldRun(verdict)], [...when, paragraphPart(textRun(todo))], {
    smallPrint: [[textRun(`I looked again from ${namespace}, `), timeRun(readAt), textRun('. I only read.')]],
  });
}
