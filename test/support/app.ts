// The real app against the embedded Slack, with a lab whose cluster is data.
import { afterEach } from 'vitest';
import { createLab } from '../../src/app/lab.ts';
import { openLesson } from '../../src/app/lesson.ts';
import type { Tutor } from '../../src/explain/tutor/tutor.ts';
import type { Lab } from '../../src/model/lab.ts';
import type { Person } from '../../src/model/person.ts';
import type { Sharing } from '../../src/model/roster.ts';
import type { EmbeddedSlack } from '../../src/playground/slack/embedded.ts';
import type { SlackOptions } from '../../src/playground/slack/options.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { type RunningApp, startApp } from '../../src/slack/app.ts';
import type { SlackConfig, SlackTimings } from '../../src/slack/config.ts';
import { type Books, memoryBooks } from './books.ts';
import * as clusters from './clusters.ts';
import { buttonsOf, menuOf, signsOf } from './message-buttons.ts';
import { snapshotOf } from './objects.ts';

export { buttonsOf, menuOf, signsOf };

/** Who is in the class until a test changes it: who has which namespace, who teaches, how many share a namespace. */
export type Cast = {
  readonly seated: Readonly<Record<string, string>>;
  readonly teachers: readonly string[];
  readonly sharing: Sharing;
  readonly tutor?: Tutor;
};

const usual: Cast = { seated: { U0ALICE: 'student-07', U0BOB: 'student-12' }, teachers: ['U0INGE'], sharing: 1 };

const booksOf = ({ seated, sharing }: Cast) => memoryBooks(seated, sharing);

/** Who somebody is by these books. */
const finder =
  ({ roster }: Books, { teachers }: Cast): Lab['findPerson'] =>
  async (id): Promise<Person | null> => {
    const namespace = (await roster.assignmentOf(id))?.namespace ?? null;
    if (teachers.includes(id)) return { id, role: 'instructor', namespace };
    return namespace === null ? null : { id, role: 'student', namespace };
  };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Has something closed after the test. */
export function afterwards(close: () => Promise<unknown>): void {
  closing.push(close);
}

export type Running = {
  readonly slack: EmbeddedSlack;
  readonly app: RunningApp;
  readonly notes: string[];
  readonly asked: string[];
  readonly books: Books;
};

/** A lab over the overlay with Cilium; what it notes and which namespaces it reads are kept. */
export function labFor(
  notes: string[],
  asked: string[],
  rest: Partial<Lab> = {},
  books: Books = booksOf(usual),
  cast: Cast = usual,
): Lab {
  const observe: Lab['observe'] = (namespace) => {
    asked.push(namespace);
    return snapshotOf(clusters.overlayCilium, namespace);
  };
  return createLab(
    openLesson(null, () => '2026-11-24T16:40:00.000Z'),
    observe,
    {
      namespacePattern: '^student-[a-z0-9-]+$',
      ...books,
      findPerson: finder(books, cast),
      log: (line) => notes.push(line),
      people: async () => (await books.roster.read()).assignments.map(({ user, namespace }) => ({ user, namespace })),
      instructors: async () => cast.teachers,
      courseChannel: 'C0COURSE',
      ...rest,
    },
    cast.tutor ?? null,
  );
}

/** Tokens of the embedded Slack, Socket Mode. */
export const base: SlackConfig = {
  botToken: 'xoxb-playground',
  appToken: 'xapp-playground',
  signingSecret: null,
  apiUrl: null,
  port: 0,
  host: '127.0.0.1',
  groups: [],
  logLevel: 'error',
};

/** What manifest.yml gives the app, and quicker than Slack where a test would wait. */
export const settings = {
  scopes: [
    'commands',
    'chat:write',
    'files:write',
    'files:read',
    'users:read',
    'im:history',
    'im:write',
    'app_mentions:read',
  ],
  events: ['app_home_opened', 'message.im', 'app_mention'],
};

/** Starts Slack and the app; both end with the test. */
export async function start(
  rest: Partial<Lab> = {},
  config: Partial<SlackConfig> = {},
  options: SlackOptions = {},
  pace: SlackTimings = {},
  cast: Partial<Cast> = {},
): Promise<Running> {
  const slack = await startSlack({ settings, ...options });
  closing.push(slack.close);
  const whole = { ...usual, ...cast };
  return { slack, ...(await startOn(slack, booksOf(whole), rest, config, pace, whole)) };
}

/** Starts the app alone, on a Slack and books that are there: as after a restart. */
export async function startOn(
  slack: EmbeddedSlack,
  books: Books,
  rest: Partial<Lab> = {},
  config: Partial<SlackConfig> = {},
  pace: SlackTimings = {},
  cast: Cast = usual,
): Promise<Omit<Running, 'slack'>> {
  const [notes, asked]: [string[], string[]] = [[], []];
  const lab = labFor(notes, asked, rest, books, cast);
  // What a test leaves hanging is not waited for.
  const app = await startApp({ ...base, apiUrl: slack.apiUrl, ...config }, lab, { drainTimeoutMs: 300, ...pace });
  closing.push(app.stop);
  return { app, notes, asked, books };
}

/** HTTP mode: Slack is told the app's address once there is one. */
export async function startHttp(
  rest: Partial<Lab> = {},
  options: SlackOptions = {},
  pace: SlackTimings = {},
  cast: Partial<Cast> = {},
): Promise<Running> {
  let port = 0;
  const requestUrl = () => `http://127.0.0.1:${port}/slack/events`;
  const config = { appToken: null, signingSecret: 'playground' };
  const running = await start(rest, config, { ...options, requestUrl }, pace, cast);
  port = running.app.port;
  return running;
}

/** Types a command as somebody; what came of it, and the last message. */
export async function ask(running: Running, user: string, text: string) {
  const outcome = await running.slack.command(user, 'C0COURSE', text);
  return { outcome, message: running.slack.messages.at(-1), all: JSON.stringify(running.slack.messages) };
}

/** Chooses the entry of a message’s list that says this. */
export async function chooseOn({ slack }: Running, user: string, ts: string, label: string) {
  const list = menuOf(slack.messages.find((each) => each.ts === ts)?.blocks ?? []);
  const option = list?.options.find((each) => each.label === label);
  if (!list || !option) throw new Error(`no entry ${label}`);
  return slack.click({ user, on: { message: ts }, block: list.block, action: list.action, value: option.value });
}

/** Presses the button of a message that says this. */
export async function pressOn({ slack }: Running, user: string, ts: string, label: string) {
  const button = buttonsOf(slack.messages.find((each) => each.ts === ts)?.blocks ?? [])[label];
  if (!button) throw new Error(`no button ${label}`);
  return slack.click({ user, on: { message: ts }, block: button.block, action: button.action });
}

/** Presses one of the two signs below a page or a card. */
export async function pressSign({ slack }: Pick<Running, 'slack'>, user: string, ts: string, said: 'yes' | 'no') {
  const sign = signsOf(slack.messages.find((each) => each.ts === ts)?.blocks ?? [])?.[said];
  if (!sign) throw new Error('no signs whether it helped');
  return slack.click({ user, on: { message: ts }, block: sign.block, action: sign.action, value: sign.value });
}

/** What the app wrote to somebody directly, the newest last. */
export const direct = ({ slack }: Pick<Running, 'slack'>, user: string) =>
  slack.messages.filter(({ channel, from }) => channel === `D${user}` && from === 'U0NETLAB');

/** The modal on top of somebody's. */
export const top = ({ slack }: Pick<Running, 'slack'>, user: string) => slack.modals(user).at(-1);
