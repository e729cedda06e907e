import { checks } from '../../checks/index.ts';
import type { Answer } from '../../model/answer.ts';
import type { Task } from '../../model/finding.ts';
import type { ShownTasks } from '../../model/lab.ts';
import type { Outcome } from '../../model/outcome.ts';

const wholeCluster: readonly Task[] = [1, 2, 3, null];

/** The tasks that an answer shows something of, so that nothing of them can be predicted any more. */
function tasksShownIn(answer: Answer): readonly Task[] {
  switch (answer.kind) {
    case 'check':
      return answer.task === null ? wholeCluster : [answer.task];
    case 'explain':
      return answer.card ? [checks[answer.card.id].task] : [];
    case 'hint':
      return answer.steps.some(({ level }) => level === 'yours') ? [answer.task] : [];
    default:
      return [];
  }
}

/** The tasks that an outcome shows something of in a namespace; a map shows addresses and blocks. */
export function tasksShownBy({ answer, audit, picture }: Outcome, namespace: string): readonly Task[] {
  const reads = [audit ?? []].flat().some((line) => line.did === 'read' && line.namespace === namespace);
  if (!reads) return [];
  return [...tasksShownIn(answer), ...(picture?.kind === 'map' ? ([1, 3] as const) : [])];
}

// A class has hundreds of people; what is older than these was long ago.
const mostKept = 5000;

/** A memory of who was shown what, for as long as netlab runs. */
export function createShownTasks(): ShownTasks {
  const kept = new Map<string, ReadonlySet<Task>>();
  return {
    of: (user, namespace) => kept.get(`${user} ${namespace}`) ?? new Set(),
    note(user, namespace, tasks) {
      if (tasks.length === 0) return;
      const key = `${user} ${namespace}`;
      kept.set(key, new Set([...(kept.get(key) ?? []), ...tasks]));
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    },
    forget(user) {
      for (const key of [...kept.keys()]) if (key.startsWith(`${user} `)) kept.delete(key);
    },
  };
}
