import { checks } from '../../checks/index.ts';
import type { AppHome } from '../../model/form.ts';
import type { Lab } from '../../model/lab.ts';
import type { Caller, Person } from '../../model/person.ts';
import type { Progress } from '../../model/progress.ts';
import { Trouble } from '../../model/trouble.ts';
import { admitCaller } from '../access/admit.ts';
import { pendingClaimOf } from '../access/pending-claim.ts';
import { quizProgressOf } from '../quiz/saved-entries.ts';
import { troubleAnswer } from '../trouble-words.ts';
import { progressOf } from './compute.ts';

function tasks(): AppHome['tasks'] {
  const all = Object.values(checks);
  return [1, 2, 3].map((task) => ({
    task,
    asks: all.filter((each) => each.task === task).map(({ asks }) => asks),
  }));
}

/** Somebody who is on no roster has no person here. */
function rosterPerson(person: Person): Person | null {
  return person.role === 'student' && person.namespace === null ? null : person;
}

async function progressFor(user: string, namespace: string, lab: Lab): Promise<Progress> {
  const attempts = await lab.progress.of(user);
  const quiz = quizProgressOf(await lab.notebooks.read(user, 'quiz'), attempts, namespace, lab.lesson());
  return { ...progressOf(attempts, namespace), quiz };
}

async function pendingClaimSentence(user: string, lab: Lab): Promise<string | null> {
  const claim = pendingClaimOf(user, await lab.roster.read());
  if (claim === null) return null;
  const { message, todo } = troubleAnswer(
    new Trouble('unknown-person', { asked: claim.namespace, since: claim.since }),
  );
  return `${message} ${todo}`;
}

/** What a person finds on their App Home; what cannot be looked up is said there. @throws Trouble `stranger` */
export async function homeFor(caller: Caller, lab: Lab): Promise<AppHome> {
  const exercise = lab.lesson().title;
  try {
    const person = rosterPerson(await admitCaller(caller, 'anyone', 'home', lab));
    const namespace = person?.namespace ?? null;
    const progress = namespace === null ? null : await progressFor(caller.user, namespace, lab);
    const waiting = person === null ? await pendingClaimSentence(caller.user, lab) : null;
    return { person, exercise, tasks: tasks(), progress, trouble: null, waiting };
  } catch (error) {
    if (!(error instanceof Trouble) || error.kind === 'stranger') throw error;
    const { message, todo } = troubleAnswer(error);
    return { person: null, exercise, tasks: tasks(), progress: null, trouble: `${message} ${todo}`, waiting: null };
  }
}
