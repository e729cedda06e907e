// A lab without the explanation layer: the engine's tests must pass where that layer is absent.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLookBook } from '../../src/app/looks.ts';
import { parseProposedPolicies } from '../../src/cluster/proposed-policies.ts';
import { createShownTasks } from '../../src/commands/access/shown-tasks.ts';
import { buildLesson } from '../../src/exercise/lesson.ts';
import type { Lab } from '../../src/model/lab.ts';
import type { Caller } from '../../src/model/person.ts';
import { policySnapshotOf } from '../../src/network/policy/from-snapshot.ts';
import { memoryBooks } from './books.ts';

const folder = join(import.meta.dirname, '../../src/exercise/azure-cni');

/** Somebody of the workspace. */
export const inside = (user: string): Caller => ({ user, outside: false });

/** The files of the lesson that comes with netlab, as compose reads them. */
export const lessonFiles = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .sort()
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** The lesson that comes with netlab. */
export const lesson = buildLesson(lessonFiles, '2026-11-24T16:40:00.000Z');

/** A lab over any way to observe, whose explanations are empty. */
export function bareLab(observe: Lab['observe'], rest: Partial<Lab> = {}): Lab {
  const silent = async () => ({ by: 'handbook', passages: [] }) as const;
  return {
    lesson: () => lesson,
    namespacePattern: '',
    findPerson: async () => null,
    observe,
    survey: async ({ namespaces: [namespace = ''] }) => policySnapshotOf(await observe(namespace)),
    parsePolicies: parseProposedPolicies,
    people: async () => [],
    courseChannel: null,
    ...memoryBooks(),
    lastTopic: () => null,
    keepTopic: () => undefined,
    forgetTopic: () => undefined,
    looks: createLookBook(),
    shownTasks: createShownTasks(),
    edition: 'a-version',
    joining: 'approve',
    tutor: 'off',
    sentFor: () => '',
    sentForResult: () => '',
    explainResult: async () => null,
    countShownChoice: () => undefined,
    tutorMetrics: () => [],
    instructors: async () => [],
    members: async () => ({ all: [], whole: false, because: 'nobody asked Slack' }),
    newIdAndTime: () => ({ id: 'an-id', at: '2026-11-24T16:40:00.000Z' }),
    componentHealth: () => [],
    explainFindings: silent,
    explainQuestion: silent,
    log: () => undefined,
    ...rest,
  };
}
