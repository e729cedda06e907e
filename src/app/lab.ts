import { randomUUID } from 'node:crypto';
import { parseProposedPolicies } from '../cluster/proposed-policies.ts';
import { createShownTasks } from '../commands/access/shown-tasks.ts';
import type { Config } from '../config.ts';
import { explainFindings } from '../explain/search/handbook.ts';
import type { Tutor } from '../explain/tutor/tutor.ts';
import type { Lab } from '../model/lab.ts';
import type { Person } from '../model/person.ts';
import { openLastTopics } from '../slack/transport/last-topics.ts';
import { processClock } from '../slack/transport/timing.ts';
import { noStore, type StoreBooks } from '../store/no-store.ts';
import type { Store } from '../store/store.ts';
import { readClock } from './clock.ts';
import { openCluster, trackClusterHealth } from './cluster.ts';
import { lessonEdition, openLesson } from './lesson.ts';
import { createLookBook } from './looks.ts';
import { openStore, startRetentionSweep } from './store.ts';
import { openConfiguredTutor, tutorFunctions } from './tutor.ts';

/**
 * What is the same in every lab until somebody says otherwise: nobody is known, nothing is stored or
 * surveyed.
 */
const emptyLab: Omit<
  Lab,
  'lesson' | 'looks' | 'shownTasks' | 'observe' | 'explainFindings' | keyof ReturnType<typeof tutorFunctions>
> = {
  ...noStore,
  edition: '',
  namespacePattern: '',
  joining: 'approve',
  findPerson: async () => null,
  parsePolicies: parseProposedPolicies,
  survey: () => Promise.reject(new Error('this lab surveys nothing')),
  people: async () => [],
  instructors: async () => [],
  members: async () => ({ all: [], whole: false, because: 'this lab knows no workspace' }),
  courseChannel: null,
  lastTopic: () => null,
  keepTopic: () => undefined,
  forgetTopic: () => undefined,
  newIdAndTime: () => ({ id: randomUUID(), at: readClock() }),
  componentHealth: () => [],
  log: () => undefined,
};

/**
 * A lab over any way to observe: the one place where the rooms meet. `own` takes the place of what the empty
 * lab has.
 */
export function createLab(
  lesson: Lab['lesson'],
  observe: Lab['observe'],
  own: Partial<Lab> = {},
  tutor: Tutor | null = null,
): Lab {
  return {
    ...emptyLab,
    looks: createLookBook(),
    lesson,
    observe,
    shownTasks: createShownTasks(),
    explainFindings: async (findings) => explainFindings(lesson(), findings),
    ...tutorFunctions(lesson, tutor, { ...emptyLab, ...own }),
    ...own,
  };
}

/** Who somebody is: instructors by configuration, everybody else by the roster. */
function personFinder({ instructors }: Config, { roster }: Store): Lab['findPerson'] {
  return async (id): Promise<Person | null> => {
    const namespace = (await roster.assignmentOf(id))?.namespace ?? null;
    if (instructors.includes(id)) return { id, role: 'instructor', namespace };
    return namespace === null ? null : { id, role: 'student', namespace };
  };
}

/** What a lab has of the configuration and of the store. */
function configuredParts(config: Config, store: Store): Partial<Lab> {
  const { namespacePattern, joining, courseChannel, instructors } = config;
  const { roster, drafts, progress, notebooks, helpRequests, faults, feedback } = store;
  const { pictures, audit, personal, broadcasts } = store;
  const books: StoreBooks = {
    roster,
    drafts,
    progress,
    notebooks,
    helpRequests,
    faults,
    feedback,
    pictures,
    audit,
    personal,
    broadcasts,
  };
  return {
    ...books,
    namespacePattern,
    joining,
    courseChannel,
    edition: lessonEdition(config.exercise),
    findPerson: personFinder(config, store),
    people: async () => (await roster.read()).assignments.map(({ user, namespace }) => ({ user, namespace })),
    instructors: async () => instructors,
  };
}

/** A lab with connections, which last until it is closed. */
export type OpenLab = { readonly lab: Lab; readonly close: () => Promise<void> };

/**
 * Opens the bot's lab: people from the roster, the cluster of the configuration. A new embedded database is
 * copied from the folder that `template` returns; null makes it afresh. @throws Trouble `bad-config`
 */
export async function openLab(
  config: Config,
  log: Lab['log'],
  template: (() => string) | null = null,
): Promise<OpenLab> {
  const lesson = openLesson(config.exercise, readClock);
  const cluster = await openCluster(config);
  const tutor = await openConfiguredTutor(config, lesson());
  const store = await openStore(config, template, log).catch(async (error: unknown) => {
    await cluster.close();
    throw error;
  });
  const stopSweep = startRetentionSweep(store, log, processClock);
  const { health, observe } = trackClusterHealth(cluster.observe);
  const own: Partial<Lab> = {
    ...configuredParts(config, store),
    ...openLastTopics(),
    log,
    survey: cluster.survey,
    componentHealth: () => [store.componentHealth(), health()],
  };
  const close = async () => {
    await stopSweep();
    await cluster.close();
    await store.close();
  };
  return { lab: createLab(lesson, observe, own, tutor), close };
}
