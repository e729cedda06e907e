import { checks } from '../checks/index.ts';
import type { Home } from '../model/form.ts';
import type { Lab } from '../model/lab.ts';

/** What a person finds on their App Home. */
export async function homeFor(user: string, lab: Lab): Promise<Home> {
  const all = Object.values(checks);
  const tasks = [1, 2, 3].map((task) => ({
    task,
    asks: all.filter((each) => each.task === task).map(({ asks }) => asks),
  }));
  return { person: await lab.find(user), exercise: lab.lesson.title, tasks };
}
