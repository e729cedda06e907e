import type { DocPart, Line } from '../model/doc.ts';
import { firstSteps, instructorSteps, newcomerSteps } from '../model/first-steps.ts';
import type { AppHome } from '../model/form.ts';
import type { Next } from '../model/outcome.ts';
import { introductionLines } from './greeting.ts';
import { openProblemLine, taskLine } from './progress.ts';
import { quizProgressLine } from './quiz.ts';
import { boldRun, commandRun, listPart, paragraphPart, textRun, timeRun } from './runs.ts';

const buttons = (id: string, all: readonly Next[]): DocPart => ({ part: 'buttons', id, buttons: all });

/** Who speaks, what it does with whose namespace, and how to begin. */
function greetingParts(home: AppHome): readonly DocPart[] {
  const [first = [], ...more] = introductionLines(home);
  const isNew = home.progress?.attempts === 0;
  return [
    paragraphPart(boldRun('I am netlab. '), ...first),
    ...more.map((line) => paragraphPart(...line)),
    paragraphPart(textRun('I only read the cluster. Only you see my answers.')),
    ...(isNew ? [paragraphPart(textRun('Begin with “Check my cluster”.'))] : []),
  ];
}

const quiz: Next = { label: 'Quiz', command: 'quiz' };
const privacy: Next = { label: 'What I keep about you', command: 'privacy' };

/** What somebody presses first; a greeting offers the same. */
export function firstButtons({ person, waiting }: AppHome): readonly Next[] {
  if (person === null) return newcomerSteps.filter(({ command }) => command !== 'join' || waiting === null);
  if (person.role === 'student') return firstSteps;
  if (person.namespace === null) return instructorSteps;
  return firstSteps.filter(({ command }) => command !== 'ask');
}

/** What stands beside them on App Home. */
function moreButtons({ person }: AppHome): readonly Next[] {
  if (person === null) return [quiz, privacy];
  if (person.namespace === null) return [{ label: 'Topics', command: 'explain' }, privacy];
  return [quiz];
}

/** What an instructor with a namespace of their own has beside a student's buttons. */
function teacherButtons({ person }: AppHome): readonly DocPart[] {
  return person?.role === 'instructor' && person.namespace !== null ? [buttons('teach', instructorSteps)] : [];
}

/** The last result of each task, and what comes next. */
function lastResultParts({ progress }: AppHome): readonly DocPart[] {
  if (progress === null || progress.attempts === 0) return [];
  const { message, label, command } = progress.next;
  return [
    ...progress.found.map((each) => paragraphPart(...openProblemLine(each))),
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
  const kept = person?.namespace ? [buttons('kept', [privacy])] : [];
  return {
    title: exercise,
    top: [
      ...[note, trouble].filter((each) => each !== null).map((each) => paragraphPart(boldRun(each))),
      ...(trouble === null ? greetingParts(home) : []),
      ...(trouble === null ? [buttons('general', [...firstButtons(home), ...moreButtons(home)])] : []),
      ...teacherButtons(home),
      ...lastResultParts(home),
      ...(progress?.quiz ? [paragraphPart(textRun(quizProgressLine(progress.quiz)))] : []),
    ],
    mapCaption: (readAt) => [textRun('As your check of '), timeRun(readAt), textRun(' saw it.')],
    below: own.length === 0 ? [] : [{ part: 'rule' }, ...own, ...kept],
    smallPrint: [textRun('Answers to these buttons come under Messages. In any channel, type '), commandRun('help')],
  };
}
