import { checks } from '../../checks/index.ts';
import type { Home } from '../../model/form.ts';
import type { Lab } from '../../model/lab.ts';
import type { Caller, Person } from '../../model/person.ts';
import type { Progress } from '../../model/progress.ts';
import { Trouble } from '../../model/trouble.ts';
import { admitted } from '../access/admit.ts';
import { quizProgress } from '../quiz/saved-entries.ts';
import { waitingOf } from '../roster/rules.ts';
import { worded } from '../trouble-words.ts';
import { progressOf } from './compute.ts';

function tasks(): Home['tasks'] {
  const all = Object.values(checks);
  return [1, 2, 3].map((task) => ({
    task,
    asks: all.filter((each) => each.task === task).map(({ asks }) => asks),
  }));
}

/** Somebody who is on no roster has no person here. */
function known(person: Person): Person | null {
  return person.role === 'student' && person.namespace === null ? null : person;
}

async function progressFor(user: string, namespace: string, lab: Lab): Promise<Progress> {
  const attempts = await lab.progress.of(user);
  const quiz = quizProgress(await lab.notebooks.read(user, 'quiz'), attempts, namespace, lab.lesson);
  return { ...progressOf(attempts, namespace), quiz };
}

async function waitingFor(user: string, lab: Lab): Promise<string | null> {
  const claim = waitingOf(user, await lab.roster.read());
  if (claim === null) return null;
  const { says, todo } = worded(new Trouble('unknown-person', { asked: claim.namespace, since: claim.since }));
  return `${says} ${todo}`;
}

/** What a person finds on their App Home; what cannot be looked up is said there. @throws Trouble `stranger` */
export async function homeFor(caller: Caller, lab: Lab): Promise<Home> {
  const exercise = lab.lesson.title;
  try {
    const person = known(await admitted(caller, 'anyone', 'home', lab));
    const namespace = person?.namespace ?? null;
    const progress = namespace === null ? null : await progressFor(caller.user, namespace, lab);
    const waiting = person === null ? await waitingFor(caller.user, lab) : null;
    return { person, exercise, tasks: tasks(), progress, trouble: null, waiting };
  } catch (error) {
    if (!(error instanceof Trouble) || error.kind === 'stranger') throw error;
    const { says, todo } = worded(error);
    return { person: null, exercise, tasks: tasks(), progress: null, trouble: `${says} ${todo}`, waiting: null };
  }
}
