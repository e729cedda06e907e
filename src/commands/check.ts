import { reportOn } from '../checks/report.ts';
import { Trouble } from '../model/trouble.ts';
import type { Command } from './command.ts';
import { scopeOf } from './scope.ts';
import { summaryOf } from './summary.ts';
import { type TaskNumber, taskOf } from './task.ts';

type Arguments = { readonly task: TaskNumber | undefined; readonly namespace: string | undefined };

/** Reads `[task] [NAMESPACE]`, in either order. */
function argumentsOf(words: readonly string[]): Arguments {
  const tasks = words.map((word) => ({ word, task: taskOf(word) })).filter(({ word }) => word !== 'task');
  const names = tasks.filter(({ task }) => task === null).map(({ word }) => word);
  const [task, second] = tasks.map((each) => each.task).filter((each) => each !== null);
  if (names.length > 1) throw new Trouble('bad-input', { what: `one namespace at a time, not ${names.length}` });
  if (second !== undefined)
    throw new Trouble('bad-input', { what: 'one task at a time, or no number for all of them' });
  return { task, namespace: names[0] };
}

/** `check [task] [NAMESPACE]`: observe, judge, explain. */
export const check: Command = {
  word: 'check',
  usage: 'check [task]',
  purpose: 'look at the cluster from your namespace and judge what is there; task is 1, 2 or 3',
  async run({ by, words }, lab) {
    const args = argumentsOf(words);
    const namespace = scopeOf(by, args.namespace, lab);
    const snapshot = await lab.observe(namespace);
    const report = reportOn(snapshot, lab.lesson.id, args.task);
    const explanation = await lab.explain(report.findings);
    const audit = `check of ${namespace} by ${by.id} as ${snapshot.as ?? 'unknown'}`;
    return {
      answer: { kind: 'check', summary: summaryOf(report.findings, report.problems), report, explanation },
      audit,
    };
  },
};
