import type { DocPart, Line } from '../model/doc.ts';
import type { AppHome } from '../model/form.ts';
import type { Next } from '../model/outcome.ts';
import type { Person } from '../model/person.ts';
import { taskLine } from './progress.ts';
import { quizProgressLine } from './quiz.ts';
import { boldRun, codeRun, commandRun, listPart, paragraphPart, textRun, timeRun } from './runs.ts';

const buttons = (id: string, all: readonly Next[]): DocPart => ({ part: 'buttons', id, buttons: all });

/** Who speaks, and what it does with whose namespace. */
function greetingPart({ person, waiting }: AppHome): DocPart {
  const me = boldRun('I am netlab. ');
  if (person === null && waiting !== null) return paragraphPart(me, textRun(waiting));
  if (person === null)
    return paragraphPart(
      me,
      textRun('I do not know which namespace is yours. Tell me with '),
      commandRun('join NAMESPACE'),
      textRun('. Until then I can explain the lesson and plan addresses.'),
    );
  const { role, namespace } = person;
  const teaches: Line = role === 'instructor' ? [textRun('You are an instructor of this class. ')] : [];
  const own: Line =
    namespace === null ? [] : [textRun('Your namespace is '), codeRun(namespace), textRun('. I look at it with you. ')];
  return paragraphPart(me, ...teaches, ...own, textRun('I only read the cluster. Only you see my answers.'));
}

/** What to press first. */
function firstButtons(person: Person | null): readonly Next[] {
  const learn = { label: 'Topics', command: 'explain' };
  const kept = { label: 'What I keep about you', command: 'privacy' };
  if (person === null) return [learn, { label: 'Help', command: 'help' }, kept];
  const teach = [
    { label: 'Roster', command: 'roster' },
    { label: 'Who waits for me', command: 'answers' },
    { label: 'Write to the class', command: 'broadcast' },
  ];
  if (person.namespace === null) return [...teach, learn, kept];
  return [
    { label: 'Check my cluster', command: 'check' },
    { label: 'Explain what I see', command: 'explain' },
    { label: 'A problem', command: 'walk' },
    { label: 'Ask my instructor', command: 'explain ask my instructor' },
    ...(person.role === 'instructor' ? [] : [{ label: 'Quiz', command: 'quiz' }]),
  ];
}

/** What an instructor with a namespace of their own has beside a student's buttons. */
function teacherButtons({ person }: AppHome): readonly DocPart[] {
  if (person?.role !== 'instructor' || person.namespace === null) return [];
  const all = [
    { label: 'Roster', command: 'roster' },
    { label: 'Who waits for me', command: 'answers' },
    { label: 'Write to the class', command: 'broadcast' },
    { label: 'Quiz', command: 'quiz' },
  ];
  return [buttons('teach', all)];
}

/** The last result of each task, and what comes next. */
function lastResultParts({ progress }: AppHome): readonly DocPart[] {
  if (progress === null || progress.attempts === 0) return [];
  const { message, label, command } = progress.next;
  return [
    paragraphPart(boldRun('Your last results')),
    listPart(progress.tasks.map(taskLine)),
    paragraphPart(boldRun('Next: '), textRun(message)),
    buttons('next', [{ label, command }]),
  ];
}

function taskParts({ tasks }: AppHome): readonly DocPart[] {
  return tasks.flatMap(({ task, asks }) => [
    paragraphPart(boldRun(`Task ${task}`)),
    listPart(asks.map((each) => [textRun(each)])),
    buttons(`task-${task}`, [
      { label: `Check task ${task}`, command: `check ${task}` },
      { label: `Hint for task ${task}`, command: `hint ${task}` },
    ]),
  ]);
}

/** App Home in words: what stands above the map, and below it. */
export type HomeWords = {
  readonly title: string;
  readonly top: readonly DocPart[];
  readonly mapCaption: (readAt: string) => Line;
  readonly below: readonly DocPart[];
  readonly smallPrint: Line;
};

/** A person's App Home: who speaks, what to press first, where they are; then the tasks. `note` stands on top. */
export function homeWords(home: AppHome, note: string | null): HomeWords {
  const { person, exercise, trouble, progress } = home;
  const own = person?.namespace ? taskParts(home) : [];
  const kept = person?.namespace ? [buttons('kept', [{ label: 'What I keep about you', command: 'privacy' }])] : [];
  return {
    title: exercise,
    top: [
      ...[note, trouble].filter((each) => each !== null).map((each) => paragraphPart(boldRun(each))),
      ...(trouble === null ? [greetingPart(home)] : []),
      ...(trouble === null ? [buttons('general', firstButtons(person))] : []),
      ...teacherButtons(home),
      ...lastResultParts(home),
      ...(progress?.quiz ? [paragraphPart(textRun(quizProgressLine(progress.quiz)))] : []),
    ],
    mapCaption: (readAt) => [textRun('As your check of '), timeRun(readAt), textRun(' saw it.')],
    below: own.length === 0 ? [] : [{ part: 'rule' }, ...own, ...kept],
    smallPrint: [textRun('Answers to these buttons come under Messages. In any channel, type '), commandRun('help')],
  };
}
