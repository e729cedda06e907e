import type { DocPart, Line } from '../model/doc.ts';
import type { AppHome } from '../model/form.ts';
import type { Next } from '../model/outcome.ts';
import type { Person } from '../model/person.ts';
import { taskLine } from './progress.ts';
import { quizProgressLine } from './quiz.ts';
import { boldRun, codeRun, listPart, paragraphPart, textRun, timeRun } from './runs.ts';

const stranger =
  'I do not know which namespace is yours. Tell me with /netlab join NAMESPACE, with the name that you were given. Or write join NAMESPACE under Messages.';

function whoYouAre({ person, waiting }: AppHome): DocPart {
  if (person === null) return paragraphPart(textRun(waiting ?? stranger));
  const own: Line =
    person.namespace === null ? [] : [textRun('Your namespace is '), codeRun(person.namespace), textRun('. ')];
  const role: Line = person.role === 'instructor' ? [textRun('You are an instructor of this class. ')] : [];
  return paragraphPart(...role, ...own, textRun('I only read the cluster, and only you see my answers.'));
}

function taskParts({ tasks, progress }: AppHome): readonly DocPart[] {
  return tasks.flatMap(({ task, asks }) => {
    const own = progress?.tasks.find((each) => each.task === task);
    const shown = own
      ? [paragraphPart(...taskLine(own))]
      : [paragraphPart(boldRun(`Task ${task}`)), listPart(asks.map((each) => [textRun(each)]))];
    const buttons = [
      { label: `Check task ${task}`, command: `check ${task}` },
      { label: `Hint for task ${task}`, command: `hint ${task}` },
    ];
    return [...shown, { part: 'buttons', id: `task-${task}`, buttons } as const];
  });
}

function nextParts({ progress }: AppHome): readonly DocPart[] {
  if (progress === null || progress.attempts === 0) return [];
  const { message, label, command } = progress.next;
  return [
    paragraphPart(boldRun('Next: '), textRun(message)),
    { part: 'buttons', id: 'next', buttons: [{ label, command }] },
  ];
}

function generalButtons(person: Person): readonly Next[] {
  return [
    ...(person.namespace === null
      ? []
      : [
          { label: 'Check everything', command: 'check' },
          { label: 'Problems', command: 'walk' },
          { label: 'Quiz', command: 'quiz' },
        ]),
    ...(person.role === 'instructor' ? [{ label: 'Roster', command: 'roster' }] : []),
    { label: 'Topics', command: 'explain' },
    ...(person.role === 'instructor' ? [{ label: 'Write to the class', command: 'broadcast' }] : []),
    { label: 'What I keep about you', command: 'privacy' },
  ];
}

/** App Home in words: what stands above the map, and below it. */
export type HomeWords = {
  readonly title: string;
  readonly top: readonly DocPart[];
  readonly mapCaption: (readAt: string) => Line;
  readonly below: readonly DocPart[];
  readonly smallPrint: Line;
};

/** A person's App Home: who they are here, the tasks, and what can be asked. `note` stands on top. */
export function homeWords(home: AppHome, note: string | null): HomeWords {
  const { person, exercise } = home;
  const own = person?.namespace ? taskParts(home) : [];
  return {
    title: exercise,
    top: [
      ...[note, home.trouble].filter((each) => each !== null).map((each) => paragraphPart(boldRun(each))),
      ...(home.trouble === null ? [whoYouAre(home)] : []),
      ...(person === null ? [] : [{ part: 'buttons', id: 'general', buttons: generalButtons(person) } as const]),
      ...(home.progress?.quiz ? [paragraphPart(textRun(quizProgressLine(home.progress.quiz)))] : []),
      ...(person?.namespace ? nextParts(home) : []),
    ],
    mapCaption: (readAt) => [textRun('As your check of '), timeRun(readAt), textRun(' saw it.')],
    below: own.length === 0 ? [] : [{ part: 'rule' }, ...own],
    smallPrint: [textRun('Answers to these buttons come under Messages. In any channel: /netlab help')],
  };
}
