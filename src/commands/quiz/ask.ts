import { reportOn } from '../../checks/assess.ts';
import type { Next, Outcome } from '../../model/answer.ts';
import type { Audit } from '../../model/audit.ts';
import type { Lab } from '../../model/lab.ts';
import type { Person } from '../../model/person.ts';
import type { FactFound, FactId, Question } from '../../model/quiz.ts';
import { after, type Entries, type Ground, leftOut, nextQuestion, type Part } from './engine.ts';
import { factOf } from './facts.ts';
import { headingOf, leftOutLines } from './results.ts';
import { entriesIn, settledIn } from './saved-entries.ts';

/** Who is asked, where, and what was seen there. */
export type Sitting = {
  readonly by: Person;
  readonly namespace: string;
  readonly at: string;
  readonly ground: Ground;
  readonly audit: Audit;
};

/** Reads the cluster for somebody's quiz. */
export async function seated(by: Person, namespace: string, lab: Lab): Promise<Sitting> {
  const snapshot = await lab.observe(namespace);
  const report = reportOn(snapshot, lab.lesson.id);
  const settled = settledIn(await lab.progress.of(by.id), namespace);
  const found = new Map<FactId, FactFound>();
  const fact = (id: FactId): FactFound => {
    const known = found.get(id) ?? factOf(id, { report, snapshot });
    found.set(id, known);
    return known;
  };
  const audit: Audit = { did: 'read', what: 'quiz', namespace, as: snapshot.as };
  return { by, namespace, at: lab.mint().at, ground: { fact, settled }, audit };
}

const blank = { kind: 'quiz', question: null, open: false, chosen: null, observe: null, result: null } as const;

function choicesOf({ id, choices }: Question): readonly Next[] {
  const answers = choices.map(({ value, text }) => ({ label: text, say: `quiz answer ${id} ${value}` }));
  const shown = choices.length > 0 ? [] : [{ label: 'Show the answer', say: `quiz show ${id}` }];
  return [...answers, ...shown, { label: 'Skip', say: `quiz skip ${id}` }];
}

/** A question as it is asked. */
function asking(
  question: Question,
  says: readonly string[],
  remarks: readonly string[],
): Pick<Outcome, 'answer' | 'next'> {
  const open = question.choices.length === 0;
  const how = open ? [`Write your answer: quiz answer ${question.id} …; what you write is not kept.`] : [];
  return {
    answer: { ...blank, title: headingOf(question), says, question, open: true, remarks: [...how, ...remarks] },
    next: choicesOf(question),
  };
}

const count = (entries: Entries, state: string) => [...entries.values()].filter((each) => each.state === state).length;

/** Where somebody is when nothing can be asked now. */
function overview(
  entries: Entries,
  part: Part,
  says: readonly string[],
  remarks: readonly string[],
): Pick<Outcome, 'answer' | 'next'> {
  const [answered, skipped] = [count(entries, 'answered'), count(entries, 'skipped')];
  const lines = [
    part === 'all' ? 'There is no question to ask just now.' : 'There is no question of this part to ask just now.',
    `You answered ${answered}${skipped > 0 ? ` and skipped ${skipped}` : ''}.`,
  ];
  const rest = part === 'all' ? [] : [{ label: 'The other questions', say: 'quiz' }];
  const back = skipped > 0 ? [{ label: 'The skipped ones', say: 'quiz skipped' }] : [];
  return {
    answer: { ...blank, title: 'netlab quiz', says: [...says, ...lines], remarks },
    next: [...rest, ...back, { label: 'Start anew', say: 'quiz again' }, { label: 'Check my cluster', say: 'check' }],
  };
}

/** Which entries are taken out before a question is asked. */
export type Clear = (id: string, entries: Entries) => boolean;

/** Asks the next question of a part; `clear` says which entries are taken out before. */
export async function goOn(
  { by, namespace, at, ground, audit }: Sitting,
  part: Part,
  lab: Lab,
  says: readonly string[] = [],
  clear: Clear = () => false,
): Promise<Outcome> {
  const { lesson } = lab;
  const { question, entries } = await lab.notebooks.change(by.id, 'quiz', at, (pages) => {
    const before = entriesIn(pages, namespace);
    const gone = [...before.keys()].filter((id) => clear(id, before));
    const kept = new Map([...before].filter(([id]) => !gone.includes(id)));
    const next = nextQuestion(lesson, kept, ground, part);
    const bodies = new Map<string, unknown>(gone.map((id) => [id, null]));
    if (next) bodies.set(next.id, after(kept.get(next.id), { do: 'ask', at, namespace }));
    return {
      pages: [...bodies].map(([key, body]) => ({ key, body })),
      result: { question: next, entries: kept },
    };
  });
  const remarks = leftOutLines(leftOut(lesson, entries, ground, part));
  const shown = question === null ? overview(entries, part, says, remarks) : asking(question, says, remarks);
  return { ...shown, audit, home: [by.id] };
}
