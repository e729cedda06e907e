import type { HomeView, KnownBlock } from '@slack/types';
import type { AppHome } from '../model/form.ts';
import type { Person } from '../model/person.ts';
import { formatMinute } from '../model/time.ts';
import {
  boldRun,
  bulletList,
  buttonRow,
  codeRun,
  contextBlock,
  divider,
  headerBlock,
  paragraphBlock,
  textRun,
} from './builders.ts';
import { imageBlock, type SlackImage } from './picture.ts';
import { taskProgressBlocks } from './progress.ts';
import { quizProgressLine } from './quiz.ts';

const value = (command: string, by: string) => JSON.stringify({ say: command, by });

const stranger =
  'I do not know which namespace is yours. Tell me with /netlab join NAMESPACE, with the name that you were given. Or write join NAMESPACE under Messages.';

function whoYouAre({ person, waiting }: AppHome): KnownBlock {
  if (person === null) return paragraphBlock(textRun(waiting ?? stranger));
  const own =
    person.namespace === null ? [] : [textRun('Your namespace is '), codeRun(person.namespace), textRun('. ')];
  const role = person.role === 'instructor' ? [textRun('You are an instructor of this class. ')] : [];
  return paragraphBlock(...role, ...own, textRun('I only read the cluster, and only you see my answers.'));
}

function taskBlocks({ tasks, progress }: AppHome, by: string): readonly KnownBlock[] {
  return tasks.flatMap(({ task, asks }) => {
    const own = progress?.tasks.find((each) => each.task === task);
    const shown = own
      ? taskProgressBlocks(own)
      : [paragraphBlock(boldRun(`Task ${task}`)), bulletList(asks.map((each) => [textRun(each)]))];
    const check = buttonRow([
      { label: `Check task ${task}`, value: value(`check ${task}`, by) },
      { label: `Hint for task ${task}`, value: value(`hint ${task}`, by) },
    ]);
    return [...shown, { ...check, block_id: `task-${task}` }];
  });
}

function nextBlocks({ progress }: AppHome, by: string): readonly KnownBlock[] {
  if (progress === null || progress.attempts === 0) return [];
  const { message, label, command } = progress.next;
  const next = buttonRow([{ label, value: value(command, by) }]);
  return [paragraphBlock(boldRun('Next: '), textRun(message)), { ...next, block_id: 'next' }];
}

function general(person: Person, by: string): KnownBlock {
  const offers = [
    ...(person.namespace === null
      ? []
      : [
          { label: 'Check everything', value: value('check', by) },
          { label: 'Common problems', value: value('walk', by) },
          { label: 'Quiz', value: value('quiz', by) },
        ]),
    ...(person.role === 'instructor' ? [{ label: 'Roster', value: value('roster', by) }] : []),
    { label: 'Topics of the lesson', value: value('explain', by) },
    ...(person.role === 'instructor' ? [{ label: 'Write to the class', value: value('broadcast', by) }] : []),
    { label: 'What is stored of me', value: value('privacy', by) },
  ];
  return { ...buttonRow(offers), block_id: 'general' };
}

/** The map of somebody's network, and when it was read (ISO). */
type HomeMapImage = { readonly image: SlackImage; readonly readAt: string };

function mapBlocks(map: HomeMapImage | null): readonly KnownBlock[] {
  if (map === null) return [];
  return [divider, imageBlock(map.image), contextBlock(`As your check of ${formatMinute(map.readAt)} saw it.`)];
}

/** A person's App Home: who they are here, the tasks, and what can be asked. `note` stands on top. */
export function homeView(
  home: AppHome,
  user: string,
  note: string | null = null,
  map: HomeMapImage | null = null,
): HomeView {
  const { person, exercise } = home;
  const blocks: readonly KnownBlock[] = [
    headerBlock(exercise),
    ...[note, home.trouble].filter((each) => each !== null).map((each) => paragraphBlock(boldRun(each))),
    ...(home.trouble === null ? [whoYouAre(home)] : []),
    ...(person === null ? [] : [general(person, user)]),
    ...(home.progress?.quiz ? [paragraphBlock(textRun(quizProgressLine(home.progress.quiz)))] : []),
    ...(person?.namespace ? [...nextBlocks(home, user), ...mapBlocks(map), divider, ...taskBlocks(home, user)] : []),
    contextBlock('Answers to these buttons come under Messages. In any channel: /netlab help'),
  ];
  return { type: 'home', blocks: [...blocks] };
}
