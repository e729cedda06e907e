// Broadcasts as an instructor sends and reads them, and what Slack really received of each: nothing here knows how netlab
// sends.
import { z } from 'zod';
import type { EmbeddedSlack } from '../../src/playground/slack/embedded.ts';
import type { Persona } from '../../src/playground/slack/workspace/personas.ts';

/** A class of so many: who has which namespace, and everybody as Slack knows them, the instructor U0INGE too. */
export function classOf(size: number): {
  readonly seated: Readonly<Record<string, string>>;
  readonly personas: readonly Persona[];
} {
  const students = Array.from({ length: size }, (_, index) => ({ id: `U0S${index}`, namespace: `student-${index}` }));
  const persona = (id: string, role: Persona['role']): Persona => ({ id, name: id.toLowerCase(), realName: id, role });
  return {
    seated: Object.fromEntries(students.map(({ id, namespace }) => [id, namespace])),
    personas: [persona('U0INGE', 'instructor'), ...students.map(({ id }) => persona(id, 'student'))],
  };
}

const typed = (words: string) => ({
  own: { own: { type: 'plain_text_input', value: words } },
  audience: { audience: { type: 'radio_buttons', selected_option: { value: 'roster' } } },
});

/** Resolves with the modal on top once there are so many. */
async function modalAt(slack: EmbeddedSlack, depth: number): Promise<string> {
  for (let tries = 0; tries < 500; tries++) {
    const open = slack.modals('U0INGE');
    const top = open.at(-1);
    if (open.length === depth && top) return top.id;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no form came: ${JSON.stringify(slack.messages.at(-1)?.text)}`);
}

/** The instructor writes these words to everybody on the roster and confirms; what Slack was answered. */
export async function sendToEverybody(slack: EmbeddedSlack, words: string) {
  await slack.command('U0INGE', 'C0COURSE', 'broadcast');
  await slack.submit('U0INGE', await modalAt(slack, 1), typed(words));
  return slack.submit('U0INGE', await modalAt(slack, 2), {});
}

/** Who received these words, as often as they did. */
export function receiversOf(slack: Pick<EmbeddedSlack, 'messages'>, words: string): readonly string[] {
  return slack.messages
    .filter(({ metadata, text }) => Object(metadata).event_type === 'netlab_broadcast' && text.includes(words))
    .map(({ to }) => to);
}

/** Resolves once so many received these words. */
export async function waitForReceivers(slack: EmbeddedSlack, words: string, count: number): Promise<void> {
  await slack.waitForMessage(() => receiversOf(slack, words).length >= count);
}

/** What netlab wrote to the instructor so far, the newest last; a message that was changed as it stands now. */
export function readByInstructor(slack: Pick<EmbeddedSlack, 'messages'>): readonly string[] {
  return slack.messages
    .filter(({ channel, from }) => channel === 'DU0INGE' && from === 'U0NETLAB')
    .map(({ text }) => text);
}

type Status = 'reached' | 'refused' | 'unknown' | 'waiting';

/** A report as the instructor reads it: its first line, and which namespaces stand where. */
export type ReadReport = { readonly headline: string } & Readonly<Record<Status, readonly string[]>>;

const beginnings: readonly (readonly [RegExp, Status])[] = [
  [/^Reached, \d+: /u, 'reached'],
  [/^Not reached, Slack refused(?: \([^)]*\))?, \d+: /u, 'refused'],
  [/^Not known, Slack did not say(?: \([^)]*\))?, \d+: /u, 'unknown'],
  [/^Not reached, not tried, \d+: /u, 'waiting'],
];

const richText = z.object({
  type: z.literal('rich_text'),
  elements: z.array(z.object({ elements: z.array(z.object({ text: z.string() })) })),
});

/** What a message's blocks say, a paragraph each. */
const paragraphsOf = (blocks: readonly unknown[]): readonly string[] =>
  blocks.map((block) => {
    const { success, data } = richText.safeParse(block);
    return success ? data.elements.flatMap(({ elements }) => elements.map(({ text }) => text)).join('') : '';
  });

/** The report in a message's blocks; null for any other message. */
export function readReport(blocks: readonly unknown[]): ReadReport | null {
  const [first = '', ...paragraphs] = paragraphsOf(blocks);
  const found: Record<Status, string[]> = { reached: [], refused: [], unknown: [], waiting: [] };
  let status = null as Status | null;
  for (const paragraph of paragraphs) {
    const beginning = beginnings.find(([pattern]) => pattern.test(paragraph));
    // What is too long for one paragraph goes on in the next.
    if (beginning) status = beginning[1];
    if (status === null) return null;
    const names = paragraph.replace(beginning?.[0] ?? '', '').replace(/[.,]$/u, '');
    found[status].push(...names.split(', ').map((name) => name.replace(/ \(.*\)$/u, '')));
  }
  return status === null ? null : { headline: first.split('\n')[0] ?? '', ...found };
}

/** Every report that the instructor got of these words, oldest first. */
export function reportsOf(slack: Pick<EmbeddedSlack, 'messages'>, words: string): readonly ReadReport[] {
  const own = slack.messages.filter(({ channel, from }) => channel === 'DU0INGE' && from === 'U0NETLAB');
  const about = own.filter(({ blocks }) => JSON.stringify(blocks).includes(words));
  return about.flatMap(({ blocks }) => readReport(blocks) ?? []);
}

/**
 * What a report says that is not so: each name against what Slack received, and each name of the class once. `unknown`
 * is always true, so it counts where it stands for more than the one message that was under way.
 */
export function untruthsOf(
  report: ReadReport,
  received: readonly string[],
  seated: Readonly<Record<string, string>>,
): readonly string[] {
  const got = received.map((user) => seated[user] ?? user);
  const named = [...report.reached, ...report.refused, ...report.unknown, ...report.waiting];
  const all = Object.values(seated);
  return [
    ...report.reached
      .filter((name) => !got.includes(name))
      .map((name) => `${name} is said to be reached, and got nothing`),
    ...[...report.waiting, ...report.refused]
      .filter((name) => got.includes(name))
      .map((name) => `${name} got it, and is said not to be reached`),
    ...got.filter((name, index) => got.indexOf(name) < index).map((name) => `${name} got it twice`),
    ...all.filter((name) => !named.includes(name)).map((name) => `nothing is said of ${name}`),
    ...named.filter((name, index) => named.indexOf(name) < index).map((name) => `${name} stands there twice`),
    ...(report.unknown.length > 1 ? [`${report.unknown.length} are said not to be known`] : []),
  ];
}
