import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openConfig, type ReadOnlyConfig } from './cluster/config.ts';
import { observe } from './cluster/observe.ts';
import type { Config } from './config.ts';
import { lessonOf } from './exercise/lesson.ts';
import { answerQuestion, explainFindings } from './explain/handbook.ts';
import type { Lab } from './model/lab.ts';
import type { Lesson } from './model/lesson.ts';
import type { Person } from './model/person.ts';
import type { Snapshot } from './model/snapshot.ts';
import { Trouble } from './model/trouble.ts';
import { parseRoster, type Roster } from './store/roster.ts';

/** Everything that a read of a cluster may take, in milliseconds. */
const deadline = 8000;

function contentOf(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Trouble('bad-config', { what: `${what} ${file} cannot be read` }, { cause });
  }
}

/** Loads the lesson: NETLAB_EXERCISE, else the one that comes with netlab. @throws Trouble with file and line */
export function openLesson(folder: string | null): Lesson {
  const home = folder ?? join(import.meta.dirname, 'exercise', 'azure-cni');
  let names: readonly string[];
  try {
    names = readdirSync(home).filter((name) => name.endsWith('.md'));
  } catch (cause) {
    throw new Trouble('bad-config', { what: `NETLAB_EXERCISE ${home} cannot be read` }, { cause });
  }
  return lessonOf(
    [...names].sort().map((name) => ({ name: join(home, name), text: contentOf(join(home, name), 'lesson') })),
  );
}

function openRoster({ roster }: Config): Roster {
  return roster === null ? new Map() : parseRoster(contentOf(roster, 'NETLAB_ROSTER'), roster);
}

function finder({ instructors }: Config, roster: Roster): Lab['find'] {
  return async (id): Promise<Person | null> => {
    const namespace = roster.get(id) ?? null;
    if (instructors.includes(id)) return { id, role: 'instructor', namespace };
    return namespace === null ? null : { id, role: 'student', namespace };
  };
}

/** Opens the cluster that the configuration names. @throws Trouble `bad-config` */
export function openCluster({ kubeconfig, context }: Pick<Config, 'kubeconfig' | 'context'>): ReadOnlyConfig {
  return openConfig({ kubeconfig, context });
}

/** Reads a live cluster for one namespace within the deadline. */
export function observeCluster(cluster: ReadOnlyConfig, namespace: string): Promise<Snapshot> {
  return observe(cluster, namespace, { deadline, now: () => new Date() });
}

/** A lab over any way to observe: the one place where the adapters meet. */
export function labOver(lesson: Lesson, observing: Lab['observe'], rest: Partial<Lab> = {}): Lab {
  return {
    lesson,
    namespacePattern: '',
    find: async () => null,
    observe: observing,
    explain: async (findings) => explainFindings(lesson, findings),
    ask: async (question) => answerQuestion(lesson, question),
    note: () => undefined,
    ...rest,
  };
}

/** The bot's lab: people from the roster, the cluster of the configuration. @throws Trouble `bad-config` */
export function openLab(config: Config, note: Lab['note']): { readonly lab: Lab; readonly close: () => Promise<void> } {
  const cluster = openCluster(config);
  const { namespacePattern } = config;
  const find = finder(config, openRoster(config));
  const lab = labOver(openLesson(config.exercise), (namespace) => observeCluster(cluster, namespace), {
    namespacePattern,
    find,
    note,
  });
  return { lab, close: () => cluster.close() };
}
