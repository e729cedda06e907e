import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { citedPassages } from '../checks/cited-passages.ts';
import { checks } from '../checks/index.ts';
import type { ReadOnlyKubeConfig } from '../cluster/live/kubeconfig.ts';
import { hasOptedOut } from '../commands/tutor/opt-out.ts';
import type { Config } from '../config.ts';
import { buildLesson } from '../exercise/lesson.ts';
import { explainFindings, explainQuestion } from '../explain/search/handbook.ts';
import { isOutOfScope } from '../explain/search/question-kind.ts';
import type { Tutor } from '../explain/tutor/tutor.ts';
import type { Explanation } from '../model/answer.ts';
import { findingCodes } from '../model/finding.ts';
import type { ComponentHealth, Lab } from '../model/lab.ts';
import type { Lesson } from '../model/lesson.ts';
import type { Person } from '../model/person.ts';
import type { PolicySnapshot, SurveyRequest } from '../model/reach.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { Trouble } from '../model/trouble.ts';
import { noStore, type StoreBooks } from '../store/no-store.ts';
import type { Store } from '../store/store.ts';
import { openStore, startRetentionSweep } from './store.ts';

/** Everything that a read of a cluster may take, in milliseconds. */
const clusterReadTimeoutMs = 8000;

function contentOf(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Trouble('bad-config', { what: `${what} ${file} cannot be read` }, { cause });
  }
}

const lessonFolder = (folder: string | null) => folder ?? join(import.meta.dirname, '..', 'exercise', 'azure-cni');

/** What tells one version of a lesson from another: a digest of its files. */
function editionOf(folder: string | null): string {
  const home = lessonFolder(folder);
  const hash = createHash('sha256');
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  for (const name of names.sort()) hash.update(name).update(readFileSync(join(home, name)));
  return hash.digest('hex').slice(0, 12);
}

/** Loads the lesson: NETLAB_EXERCISE, else the one that comes with netlab. @throws Trouble with file and line */
export function openLesson(folder: string | null): Lesson {
  const home = lessonFolder(folder);
  let names: readonly string[];
  try {
    const found = readdirSync(home, { recursive: true, encoding: 'utf8' });
    // A README and what an editor or git hides beside the lesson are no part of it.
    names = found.filter((name) => name.endsWith('.md') && !/(?:^|[\\/])(?:\.|README\.md$)/u.test(name));
  } catch (cause) {
    throw new Trouble('bad-config', { what: `NETLAB_EXERCISE ${home} cannot be read` }, { cause });
  }
  const lesson = buildLesson(
    [...names].sort().map((name) => ({ name: join(home, name), text: contentOf(join(home, name), 'lesson') })),
  );
  const missing = citedPassages.find((id) => !lesson.passages.some((passage) => passage.id === id));
  if (missing) throw new Trouble('bad-config', { what: `${home}: needs a passage "${missing}", which findings name` });
  return lesson;
}

/** Who somebody is: instructors by configuration, everybody else by the roster. */
function finder({ instructors }: Config, { roster }: Store): Lab['findPerson'] {
  return async (id): Promise<Person | null> => {
    const namespace = (await roster.assignmentOf(id))?.namespace ?? null;
    if (instructors.includes(id)) return { id, role: 'instructor', namespace };
    return namespace === null ? null : { id, role: 'student', namespace };
  };
}

/** A cluster that can be observed for a namespace within the deadline, until it is closed. */
export type OpenCluster = {
  /** The namespace of the kubeconfig's context, if it names one. */
  readonly namespace: string | undefined;
  readonly observe: (namespace: string) => Promise<Snapshot>;
  readonly survey: (wanted: SurveyRequest) => Promise<PolicySnapshot>;
  readonly close: () => Promise<void>;
};

/** Opens the cluster that the configuration names. @throws Trouble `bad-config` */
export async function openCluster(source: Pick<Config, 'kubeconfig' | 'context'>): Promise<OpenCluster> {
  // The client library takes 0.4 s to load, and dumps, snapshots and the lesson do without it.
  const [{ openKubeConfig }, { observe }, { survey }] = await Promise.all([
    import('../cluster/live/kubeconfig.ts'),
    import('../cluster/live/observe.ts'),
    import('../cluster/live/survey.ts'),
  ]);
  const observing = { deadlineMs: clusterReadTimeoutMs, now: () => new Date() };
  const config: ReadOnlyKubeConfig = openKubeConfig(source);
  return {
    namespace: config.getContextObject(config.getCurrentContext())?.namespace,
    observe: (namespace) => observe(config, namespace, observing),
    survey: (wanted) => survey(config, wanted, observing),
    close: () => config.close(),
  };
}

/** The handbook first; the tutor only where the handbook is silent, and where the student lets it. */
async function answered(
  lesson: Lesson,
  question: string,
  asking: () => Promise<Explanation | null>,
): Promise<Explanation> {
  const own = explainQuestion(lesson, question);
  // Money and orders to the program are nobody's questions here.
  if (own.passages.length > 0 || isOutOfScope(question)) return own;
  return (await asking()) ?? own;
}

/** A lab over any way to observe: the one place where the adapters meet. */
export function createLab(
  lesson: Lesson,
  observing: Lab['observe'],
  rest: Partial<Lab> = {},
  tutor: Tutor | null = null,
): Lab {
  const { notebooks, findPerson = async () => null } = { ...noStore, ...rest };
  /** What a tutor chooses for somebody. Where it cannot be read whether they want it, or who they are, nothing leaves. */
  async function chosen(question: string, user: string): Promise<Explanation | null> {
    if (tutor === null) return null;
    const known = Promise.all([notebooks.read(user, 'tutor'), findPerson(user)]).catch(() => null);
    const [pages, person] = (await known) ?? [null, null];
    return pages === null || hasOptedOut(pages) ? null : tutor.choose(question, user, person?.namespace ?? null);
  }
  return {
    ...noStore,
    lesson,
    edition: '',
    namespacePattern: '',
    joining: 'approve',
    tutor: tutor === null ? 'off' : 'select',
    sentFor: (question, namespace) => tutor?.sentFor(question, namespace) ?? '',
    countShownChoice: () => tutor?.countShownChoice(),
    tutorMetrics: () => tutor?.metrics() ?? [],
    findPerson: async () => null,
    observe: observing,
    survey: () => Promise.reject(new Error('this lab surveys nothing')),
    people: async () => [],
    instructors: async () => [],
    members: async () => ({ all: [], whole: false, because: 'this lab knows no workspace' }),
    courseChannel: null,
    newIdAndTime: () => ({ id: randomUUID(), at: new Date().toISOString() }),
    componentHealth: () => [],
    explainFindings: async (findings) => explainFindings(lesson, findings),
    explainQuestion: (question, user) => answered(lesson, question, () => chosen(question, user)),
    log: () => undefined,
    ...rest,
  };
}

/** The tutor that the configuration names; null when it is off or has no key. */
export async function openConfiguredTutor(
  { tutor, exercise, namespacePattern }: Pick<Config, 'tutor' | 'exercise' | 'namespacePattern'>,
  lesson: Lesson,
): Promise<Tutor | null> {
  if (tutor === null) return null;
  const [{ openTutor }, { defaultTutorLimits: limits }] = await Promise.all([
    import('../explain/tutor/tutor.ts'),
    import('../explain/tutor/rate-limit.ts'),
  ]);
  return openTutor({
    ...tutor,
    lesson,
    namespacePattern,
    edition: editionOf(exercise),
    prompt: contentOf(join(import.meta.dirname, '..', '..', 'prompts', 'question.md'), 'prompt'),
    inspections: findingCodes.map((id) => ({ id, asks: checks[id].asks })),
    limits: { ...limits, perDay: tutor.perDay },
    now: Date.now,
  });
}

/** Remembers how the last look at the cluster ended, so that an operator can ask without another one. */
function watched(observe: Lab['observe']): { readonly observe: Lab['observe']; readonly part: () => ComponentHealth } {
  let last: ComponentHealth = { name: 'cluster', ok: true, says: 'not read yet' };
  return {
    part: () => last,
    observe: async (namespace) => {
      const snapshot = await observe(namespace);
      const reads = [snapshot.reads.nodes, snapshot.reads.pods];
      const failed = reads.find(({ outcome }) => outcome === 'failed');
      const says = failed && failed.outcome !== 'ok' ? failed.because : `read at ${snapshot.readAt}`;
      last = { name: 'cluster', ok: failed === undefined, says };
      return snapshot;
    },
  };
}

/**
 * The bot's lab: people from the roster, the cluster of the configuration. A new embedded database is copied from
 * `template`, where one is named. @throws Trouble `bad-config`
 */
export async function openLab(
  config: Config,
  note: Lab['log'],
  template: (() => string) | null = null,
): Promise<{ readonly lab: Lab; readonly close: () => Promise<void> }> {
  const { namespacePattern, joining, courseChannel, instructors } = config;
  const lesson = openLesson(config.exercise);
  const [cluster, tutor] = [await openCluster(config), await openConfiguredTutor(config, lesson)];
  const store = await openStore(config, template, note).catch(async (error: unknown) => {
    await cluster.close();
    throw error;
  });
  const rest = startRetentionSweep(store, note);
  const { part, observe } = watched(cluster.observe);
  const { roster, drafts, progress, notebooks, helpRequests, pictures, audit, personal, broadcasts } = store;
  const kept: StoreBooks = { roster, drafts, progress, notebooks, helpRequests, pictures, audit, personal, broadcasts };
  const people = async () => (await roster.read()).assignments.map(({ user, namespace }) => ({ user, namespace }));
  const lab = createLab(
    lesson,
    observe,
    {
      ...kept,
      namespacePattern,
      joining,
      courseChannel,
      edition: editionOf(config.exercise),
      findPerson: finder(config, store),
      log: note,
      survey: cluster.survey,
      people,
      instructors: async () => instructors,
      componentHealth: () => [store.componentHealth(), part()],
    },
    tutor,
  );
  const close = async () => {
    await rest();
    await cluster.close();
    await store.close();
  };
  return { lab, close };
}
