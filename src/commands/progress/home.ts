import { checks } from '../../checks/index.ts';
import type { TroubleAnswer } from '../../model/answer.ts';
import type { AppHome } from '../../model/form.ts';
import type { Lab } from '../../model/lab.ts';
import type { Caller } from '../../model/person.ts';
import { Trouble } from '../../model/trouble.ts';
import { admitCaller } from '../access/admit.ts';
import { standingOf } from '../learning/standing.ts';
import { troubleAnswer } from '../trouble-words.ts';

function tasks(): AppHome['tasks'] {
  const all = Object.values(checks);
  return [1, 2, 3].map((task) => ({
    task,
    asks: all.filter((each) => each.task === task).map(({ asks }) => asks),
  }));
}

const sentencesOf = ({ message, todo }: TroubleAnswer) => `${message} ${todo}`;

/**
 * What a person finds on their App Home; what cannot be looked up, or is not for them, is said there. `unsure` is whether
 * an outsider counts as one only because Slack did not say whose they are.
 */
export async function homeFor(caller: Caller, lab: Lab, unsure = false): Promise<AppHome> {
  const bare = {
    person: null,
    exercise: lab.lesson().title,
    tasks: tasks(),
    progress: null,
    trouble: null,
    waiting: null,
  };
  try {
    const person = await admitCaller(caller, 'roster', 'home', lab);
    const { namespace } = person;
    return { ...bare, person, progress: namespace === null ? null : await standingOf(caller.user, namespace, lab) };
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    const refusal = error.kind === 'stranger' && unsure ? new Trouble('stranger', { unknown: 'yes' }) : error;
    if (error.kind !== 'unknown-person') return { ...bare, trouble: sentencesOf(troubleAnswer(refusal)) };
    // Who asked for a namespace waits; who did not is told on the page how to ask.
    const { asked: namespace, askedAt } = error.detail;
    return { ...bare, waiting: namespace === undefined || askedAt === undefined ? null : { namespace, askedAt } };
  }
}
