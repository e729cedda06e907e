import type { Lab } from '../model/lab.ts';
import { Turns } from '../model/turns.ts';
import { BroadcastSender } from './broadcasts/sender.ts';
import { requireTokens, type SlackConfig, type SlackTimings } from './config.ts';
import type { SlackContext } from './context.ts';
import { downloadFile } from './forms/file-download.ts';
import { createBelongingReader, type HomeTeam, judgeBelonging } from './people/belonging.ts';
import { InstructorGroups, withInstructorGroups } from './people/instructor-groups.ts';
import { createMemberReader } from './people/members.ts';
import { HomeMaps } from './pictures/home-maps.ts';
import { PictureUploads } from './pictures/uploaded-pictures.ts';
import { promptAnswerTimeoutMs } from './replies/waiting-line.ts';
import { type BoltApp, createBoltApp } from './transport/bolt-app.ts';
import { type BoltLog, createBoltLog } from './transport/bolt-logger.ts';
import { DirectPosts } from './transport/direct-posts.ts';
import { HeldTexts } from './transport/held-texts.ts';
import { InFlightWork } from './transport/in-flight.ts';
import { KeptAnswers } from './transport/kept-answers.ts';
import { openMetrics } from './transport/metrics.ts';
import { settleRequest } from './transport/repeated-requests.ts';
import { SocketLinks } from './transport/socket-links.ts';
import { processClock } from './transport/timing.ts';
import { createSlackCall, createWriteClient } from './transport/web-client.ts';

/** The parts of an app before it is connected. */
export type AppParts = BoltApp & {
  readonly context: SlackContext;
  readonly sender: BroadcastSender;
  readonly groups: InstructorGroups;
  readonly links: SocketLinks;
  /** Bolt's lines in the log. */
  readonly boltLog: BoltLog;
  readonly setHomeTeam: (team: HomeTeam) => void;
};

/** What this process remembers of people, and what it is at: nothing yet. */
function emptyMemories({ now }: SlackTimings) {
  return {
    inFlight: new InFlightWork(),
    keptAnswers: new KeptAnswers(now),
    heldTexts: new HeldTexts(now),
    turns: new Turns(),
    answeredUsers: new Map<string, string>(),
    greetedUsers: new Set<string>(),
  };
}

/** Creates all parts and has them know each other; nothing is connected. @throws Trouble `bad-config` */
export function createParts(config: SlackConfig, base: Lab, timings: SlackTimings): AppParts {
  const { botToken, inbound } = requireTokens(config);
  const { apiUrl } = config;
  const boltLog = createBoltLog(config.logLevel, base.log);
  const bolt = createBoltApp(botToken, inbound, apiUrl, boltLog.logger);
  const createClient = () => createWriteClient(botToken, apiUrl, boltLog.logger);
  const [metrics, replies] = [openMetrics(base.tutorMetrics), createClient()];
  const groups = new InstructorGroups(replies, config.groups, base.log, (timings.clock ?? processClock).uptimeMs);
  // What only Slack knows of people: who is in a user group, and who is in the workspace.
  const lookUp = createSlackCall(createClient());
  const members = createMemberReader(lookUp);
  const lab = withInstructorGroups({ ...base, members }, groups);
  let home: HomeTeam | null = null;
  const uploadCall = createSlackCall(createClient());
  const pictureUploads = new PictureUploads(uploadCall, lab, () => home?.team ?? '', timings.uploads);
  const context: SlackContext = {
    lab,
    metrics,
    replies,
    posts: new DirectPosts(replies, () => lab.newIdAndTime().id, timings.writes),
    pictureUploads,
    homeMaps: new HomeMaps(pictureUploads, lab.log),
    ...emptyMemories(timings),
    judgeBelonging: (teams) => judgeBelonging(teams, home),
    lookUpBelonging: createBelongingReader(lookUp, () => home, lab.log),
    settleRequest,
    download: (address) => downloadFile(address, botToken, apiUrl),
    promptAnswerTimeoutMs: timings.promptAnswerTimeoutMs ?? promptAnswerTimeoutMs,
  };
  const sender = new BroadcastSender(createClient(), context, timings.broadcasts);
  const socketClients = bolt.sockets.map(({ client }) => client);
  const links = new SocketLinks(socketClients, lab.log, metrics, timings.links);
  const setHomeTeam = (team: HomeTeam) => {
    home = team;
  };
  return { ...bolt, context, sender, groups, links, boltLog, setHomeTeam };
}
