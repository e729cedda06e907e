// npm run drill:broadcast: real bots send broadcasts at Slack's pace while something goes away in the middle; prints what the
// instructor read each time, and ends with an error where any of it is not so. A number makes the classes smaller.
import { rmSync } from 'node:fs';
import { startPostgres } from '../test/support/postgres.ts';
import { folders } from '../test/support/store-at.ts';
import {
  healthyScene,
  killScene,
  longOutageScene,
  playScene,
  type SceneResult,
  shortOutageScene,
} from './drill/broadcast-scenes.ts';

/** At one message a second a class of 400 takes 400 s. */
const people = Number(process.argv[2] ?? 400);
const few = Math.min(people, 60);

/** Plays one scene after the other; what keeps one from being played is untrue as well. */
async function playAll(scenes: readonly Parameters<typeof playScene>[0][]): Promise<readonly SceneResult[]> {
  const results: SceneResult[] = [];
  for (const scene of scenes) {
    process.stderr.write(`begins: ${scene.name}\n`);
    const failed = (error: unknown): SceneResult => ({
      ...scene,
      received: 0,
      seconds: 0,
      read: [],
      audit: [],
      untrue: [`it could not be played: ${error instanceof Error ? error.message : String(error)}`],
    });
    results.push(await playScene(scene).catch(failed));
  }
  return results;
}

const line = ({ name, people: size, received, seconds, untrue }: SceneResult) =>
  `| ${[name, size, received, `${seconds} s`, untrue.length].join(' | ')} |`;

function detailsOf({ name, read, audit, untrue }: SceneResult): string {
  const messages = read.map((text) => `> ${text.replaceAll('\n', '\n> ')}\n`);
  const lines = [...audit.map((each) => `- audit: ${each}`), ...untrue.map((each) => `- NOT SO: ${each}`)];
  return [`\n${name}: the instructor read`, '', ...messages, ...lines].join('\n');
}

const servers = [await startPostgres(), await startPostgres()];
const [outages, kills] = servers;
if (outages === undefined || kills === undefined || typeof outages === 'string' || typeof kills === 'string')
  throw new Error(`without a PostgreSQL there is no drill: ${servers.join(' ')}`);
// Each lane has a server of its own, since one of them is killed.
const lanes = [
  [healthyScene(people)],
  [shortOutageScene(few, await outages.fresh(), outages), longOutageScene(few, await outages.fresh(), outages)],
  [killScene(people, null), killScene(few, await kills.fresh())],
];
const results = (await Promise.all(lanes.map(playAll))).flat();
for (const server of [outages, kills]) await server.stop();
for (const each of folders) rmSync(each, { recursive: true, force: true });
const heads = ['what goes wrong', 'people', 'messages received', 'it took', 'not so'];
process.stdout.write(`| ${heads.join(' | ')} |\n|${heads.map(() => '---|').join('')}\n`);
process.stdout.write(`${results.map(line).join('\n')}\n${results.map(detailsOf).join('\n')}\n`);
process.exitCode = results.every(({ untrue }) => untrue.length === 0) ? 0 : 1;
