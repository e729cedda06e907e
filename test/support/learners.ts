// People who ask for hints and answer questions, with clusters that change under them.

import type { Answer } from '../../src/model/answer.ts';
import type { Lab } from '../../src/model/lab.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Person } from '../../src/model/person.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { type Books, memoryBooks } from './books.ts';
import { dispatch, press } from './dispatch.ts';
import { bareLab, inside } from './lab.ts';

const people: readonly Person[] = [
  { id: 'alice', role: 'student', namespace: 'student-07' },
  { id: 'bob', role: 'student', namespace: 'student-12' },
  { id: 'inge', role: 'instructor', namespace: null },
  { id: 'ida', role: 'instructor', namespace: 'student-99' },
];

/** A class with one cluster, which `show` changes; time goes on with every request. */
export type Class = {
  readonly lab: Lab;
  readonly books: Books;
  readonly asked: string[];
  readonly show: (observe: (namespace: string) => Promise<Snapshot>) => void;
  /** Says something as somebody, and has performed what the shell would: a check is kept. */
  readonly say: (user: string, text: string) => Promise<Outcome>;
};

export function classOf(first: (namespace: string) => Promise<Snapshot>, rest: Partial<Lab> = {}): Class {
  const books = memoryBooks({ alice: 'student-07', bob: 'student-12', ida: 'student-99' });
  const asked: string[] = [];
  let [observe, clock] = [first, Date.parse('2026-11-24T09:00:00.000Z')];
  const now = () => {
    clock += 60_000;
    return new Date(clock).toISOString();
  };
  const lab = bareLab(
    async (namespace) => {
      asked.push(namespace);
      return { ...(await observe(namespace)), readAt: now() };
    },
    {
      ...books,
      findPerson: async (user) => people.find(({ id }) => id === user) ?? null,
      newIdAndTime: () => ({ id: 'an-id', at: now() }),
      ...rest,
    },
  );
  const say = async (user: string, text: string) => {
    const outcome = await dispatch(text, inside(user), lab);
    if (outcome.remember) await lab.progress.keep(outcome.remember);
    return outcome;
  };
  return { lab, books, asked, say, show: (next) => (observe = next) };
}

/** Presses a button of an answer. */
export function pressed(lab: Lab, user: string, say: string): Promise<Outcome> {
  return press({ say, by: user }, inside(user), lab);
}

/** The levels of the hints in an answer, the kind of any other answer. */
export function levelsOf({ answer }: { readonly answer: Answer }): string {
  return answer.kind === 'hint' ? answer.steps.map(({ level }) => level).join(' ') : answer.kind;
}
