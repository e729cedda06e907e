import type { Explanation } from './answer.ts';
import type { Finding } from './finding.ts';
import type { Lesson } from './lesson.ts';
import type { Person } from './person.ts';
import type { Terrain, Wanted } from './reach.ts';
import type { Snapshot } from './snapshot.ts';

/** The world as a record of plain functions: all that a command can reach. */
export type Lab = {
  readonly lesson: Lesson;
  /** Namespaces that students may have, as a regular expression's source. */
  readonly namespacePattern: string;
  /** Who a Slack user is; null for someone who is on no roster. */
  readonly find: (user: string) => Promise<Person | null>;
  /** Reads the cluster for one namespace; never throws for what the cluster refuses. */
  readonly observe: (namespace: string) => Promise<Snapshot>;
  /** Reads what questions about reaching rest on; never throws for what the cluster refuses. */
  readonly survey: (wanted: Wanted) => Promise<Terrain>;
  /** Passages for findings; never throws. */
  readonly explain: (findings: readonly Finding[]) => Promise<Explanation>;
  /** Passages for a question in free words, empty when the lesson does not know; never throws. */
  readonly ask: (question: string) => Promise<Explanation>;
  /** One line for the operator's log. */
  readonly note: (line: string) => void;
};
