// The scenes of `npm run drill:broadcast`: what goes wrong in the middle of a broadcast, and what must then be read.
import { auditAt } from '../../test/support/audit-at.ts';
import type { BotProcess } from '../../test/support/bot-process.ts';
import {
  readByInstructor,
  receiversOf,
  reportsOf,
  sendToEverybody,
  untruthsOf,
} from '../../test/support/broadcasts.ts';
import type { Postgres } from '../../test/support/postgres.ts';
import { type DrillClass, openDrillClass, pause, waitUntil } from './broadcast-class.ts';

/** What a scene came to; `untrue` says what the instructor or the audit said that is not so. */
export type SceneResult = {
  readonly name: string;
  readonly people: number;
  readonly received: number;
  readonly seconds: number;
  /** What the instructor read, each message cut to its first lines. */
  readonly read: readonly string[];
  readonly audit: readonly string[];
  readonly untrue: readonly string[];
};

/** What happens once `class` is open; returns what is untrue beside the reports themselves. */
type Script = (own: DrillClass) => Promise<readonly string[]>;

type Scene = {
  readonly name: string;
  readonly people: number;
  readonly url: string | null;
  /** The words of its broadcasts, in order; each must be reported once. */
  readonly words: readonly string[];
  readonly script: Script;
  /** What the audit must say, as patterns, in order. */
  readonly audit: readonly RegExp[];
};

const minuteMs = 60_000;
/** A sentence where something did not hold. */
const unless = (holds: boolean, sentence: string): readonly string[] => (holds ? [] : [sentence]);

const startsReport = (own: DrillClass, words: string, beginning: RegExp) => () =>
  reportsOf(own.slack, words).some(({ headline }) => beginning.test(headline));

/** Waits for the report of these words; a sentence where it does not come in time. */
async function awaitReport(own: DrillClass, words: string, beginning: RegExp, timeoutMs: number) {
  const came = await waitUntil(startsReport(own, words, beginning), timeoutMs);
  return unless(came, `no report of “${words}” began with ${beginning.source}`);
}

async function awaitReceivers({ slack }: DrillClass, words: string, count: number): Promise<void> {
  const came = await waitUntil(() => receiversOf(slack, words).length >= count, (count + 60) * 3000);
  if (!came) throw new Error(`“${words}” reached ${receiversOf(slack, words).length} instead of ${count}`);
}

async function endBot({ child, ended }: BotProcess): Promise<readonly string[]> {
  child.kill('SIGTERM');
  const code = await ended;
  return unless(code === 0, `the bot ended with ${code}`);
}

async function killBot({ child, ended }: BotProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

/** What the reports of a class say that is not so, and the audit. */
async function judge(own: DrillClass, { words, audit: patterns }: Scene) {
  const reports = words.flatMap((each) => {
    const found = reportsOf(own.slack, each);
    const received = receiversOf(own.slack, each);
    return [
      ...unless(found.length === 1, `“${each}” was reported ${found.length} times`),
      ...found.flatMap((report) => untruthsOf(report, received, own.seated)),
    ];
  });
  const audit = await auditAt(own.where);
  const fits = audit.length === patterns.length && patterns.every((pattern, index) => pattern.test(audit[index] ?? ''));
  return { audit, untrue: [...reports, ...unless(fits, `the audit says ${JSON.stringify(audit)}`)] };
}

/** Plays a scene. @throws whatever keeps it from being played */
export async function playScene(scene: Scene): Promise<SceneResult> {
  const { name, people, url, words, script } = scene;
  const own = await openDrillClass(people, url);
  const began = performance.now();
  try {
    const said = await script(own);
    const { audit, untrue } = await judge(own, scene);
    return {
      name,
      people,
      received: words.reduce((sum, each) => sum + receiversOf(own.slack, each).length, 0),
      seconds: Math.round((performance.now() - began) / 1000),
      read: readByInstructor(own.slack).map((text) =>
        text
          .split('\n')
          .map((line) => line.slice(0, 160))
          .join('\n'),
      ),
      audit,
      untrue: [...said, ...untrue],
    };
  } finally {
    await own.close();
  }
}

const whole = (people: number) => [
  new RegExp(`^accept broadcast to ${people} people$`, 'u'),
  new RegExp(`^send broadcast to ${people} people: ${people} reached$`, 'u'),
];
const cut = (people: number) => [
  new RegExp(`^accept broadcast to ${people} people$`, 'u'),
  new RegExp(`^send broadcast to ${people} people: \\d+ reached, (?:1 not known, )?\\d+ not tried$`, 'u'),
];

/** Nothing goes wrong, and a look comes every minute. */
export const healthyScene = (people: number): Scene => ({
  name: 'embedded database, looks in its middle',
  people,
  url: null,
  words: ['Look at task 1.'],
  audit: whole(people),
  script: async (own) => {
    const bot = await own.startBot();
    await sendToEverybody(own.slack, 'Look at task 1.');
    const said = await awaitReport(own, 'Look at task 1.', /^Sent to all \d+\.$/u, people * 3000);
    // Another look, after the end.
    await pause(1.2 * minuteMs);
    return [...said, ...(await endBot(bot))];
  },
});

/** kill -9 in the middle, with another broadcast behind it; then a new start. */
export const killScene = (people: number, url: string | null): Scene => ({
  name: `${url === null ? 'embedded database' : 'PostgreSQL'}, kill -9 in its middle and another one waiting`,
  people,
  url,
  words: ['The first one.', 'The second one.'],
  audit: [
    new RegExp(`^accept broadcast to ${people} people$`, 'u'),
    ...cut(people),
    new RegExp(`^drop broadcast to ${people} people: ${people} not tried$`, 'u'),
  ],
  script: async (own) => {
    const first = await own.startBot();
    for (const words of ['The first one.', 'The second one.']) await sendToEverybody(own.slack, words);
    await awaitReceivers(own, 'The first one.', Math.round(people / 2));
    await killBot(first);
    const next = await own.startBot();
    // On a server another process might be sending: it is given three minutes to give a sign of life.
    const timeoutMs = url === null ? minuteMs : 6 * minuteMs;
    const said = [
      ...(await awaitReport(own, 'The first one.', /^netlab stopped while it sent/u, timeoutMs)),
      ...(await awaitReport(own, 'The second one.', /^netlab was interrupted before it began/u, timeoutMs)),
    ];
    await pause(1.2 * minuteMs);
    return [
      ...said,
      ...unless(receiversOf(own.slack, 'The second one.').length === 0, 'the second one was sent all the same'),
      ...(await endBot(next)),
    ];
  },
});

/** The server goes away for some seconds in the middle. */
export const shortOutageScene = (people: number, url: string, server: Postgres): Scene => ({
  name: 'PostgreSQL, away for 8 s in its middle',
  people,
  url,
  words: ['Look at task 1.'],
  audit: whole(people),
  script: async (own) => {
    const bot = await own.startBot();
    await sendToEverybody(own.slack, 'Look at task 1.');
    await awaitReceivers(own, 'Look at task 1.', 10);
    await server.kill();
    await pause(8000);
    await server.start();
    const said = await awaitReport(own, 'Look at task 1.', /^Sent to all \d+\.$/u, people * 3000 + minuteMs);
    return [...said, ...(await endBot(bot))];
  },
});

/** The server goes away and comes back after the report; then kill -9 and a new start, which must tell nothing new. */
export const longOutageScene = (people: number, url: string, server: Postgres): Scene => ({
  name: 'PostgreSQL, away until after the report; then kill -9',
  people,
  url,
  words: ['Look at task 1.'],
  audit: cut(people),
  script: async (own) => {
    const bot = await own.startBot();
    await sendToEverybody(own.slack, 'Look at task 1.');
    await awaitReceivers(own, 'Look at task 1.', 10);
    await server.kill();
    const said = await awaitReport(own, 'Look at task 1.', /^netlab’s database does not answer/u, 5 * minuteMs);
    await server.start();
    await pause(1.5 * minuteMs);
    await killBot(bot);
    const next = await own.startBot();
    await pause(4.5 * minuteMs);
    return [...said, ...(await endBot(next))];
  },
});
