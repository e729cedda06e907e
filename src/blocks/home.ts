import type { HomeView, KnownBlock } from '@slack/types';
import type { Home } from '../model/form.ts';
import type { Person } from '../model/person.ts';
import { bold, bullets, buttons, code, divider, header, minute, paragraph, say, small } from './builders.ts';
import { quizLine } from './hint-quiz.ts';
import { taskProgress } from './people.ts';
import { type Image, imageBlock } from './picture.ts';

const value = (said: string, by: string) => JSON.stringify({ say: said, by });

const stranger =
  'I do not know which namespace is yours. Tell me with /netlab join NAMESPACE, with the name that you were given. Or write join NAMESPACE under Messages.';

function whoYouAre({ person, waiting }: Home): KnownBlock {
  if (person === null) return paragraph(say(waiting ?? stranger));
  const own = person.namespace === null ? [] : [say('Your namespace is '), code(person.namespace), say('. ')];
  const role = person.role === 'instructor' ? [say('You are an instructor of this class. ')] : [];
  return paragraph(...role, ...own, say('I only read the cluster, and only you see my answers.'));
}

function taskBlocks({ tasks, progress }: Home, by: string): readonly KnownBlock[] {
  return tasks.flatMap(({ task, asks }) => {
    const own = progress?.tasks.find((each) => each.task === task);
    const shown = own ? taskProgress(own) : [paragraph(bold(`Task ${task}`)), bullets(asks.map((each) => [say(each)]))];
    const check = buttons([
      { label: `Check task ${task}`, value: value(`check ${task}`, by) },
      { label: `Hint for task ${task}`, value: value(`hint ${task}`, by) },
    ]);
    return [...shown, { ...check, block_id: `task-${task}` }];
  });
}

function nextBlocks({ progress }: Home, by: string): readonly KnownBlock[] {
  if (progress === null || progress.attempts === 0) return [];
  const { says, label, say: said } = progress.next;
  const next = buttons([{ label, value: value(said, by) }]);
  return [paragraph(bold('Next: '), say(says)), { ...next, block_id: 'next' }];
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
  return { ...buttons(offers), block_id: 'general' };
}

/** The map of somebody's network, and when it was read (ISO). */
type HungMap = { readonly image: Image; readonly readAt: string };

function mapBlocks(map: HungMap | null): readonly KnownBlock[] {
  if (map === null) return [];
  return [divider, imageBlock(map.image), small(`As your check of ${minute(map.readAt)} saw it.`)];
}

/** A person's App Home: who they are here, the tasks, and what can be asked. `note` stands on top. */
export function homeView(home: Home, user: string, note: string | null = null, map: HungMap | null = null): HomeView {
  const { person, exercise } = home;
  const blocks: readonly KnownBlock[] = [
    header(exercise),
    ...[note, home.trouble].filter((each) => each !== null).map((each) => paragraph(bold(each))),
    ...(home.trouble === null ? [whoYouAre(home)] : []),
    ...(person === null ? [] : [general(person, user)]),
    ...(home.progress?.quiz ? [paragraph(say(quizLine(home.progress.quiz)))] : []),
    ...(person?.namespace ? [...nextBlocks(home, user), ...mapBlocks(map), divider, ...taskBlocks(home, user)] : []),
    small('Answers to these buttons come under Messages. In any channel: /netlab help'),
  ];
  return { type: 'home', blocks: [...blocks] };
}
