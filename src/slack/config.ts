import { Trouble } from '../model/trouble.ts';
import type { BroadcastTimings } from './broadcasts/sender.ts';
import type { UploadTimings } from './pictures/upload.ts';
import type { Inbound } from './transport/bolt-app.ts';
import type { LinkTimings } from './transport/socket-links.ts';
import type { Clock } from './transport/timing.ts';
import type { WriteTimings } from './transport/write-once.ts';

/** How to reach Slack. With an app-level token Socket Mode is used, else HTTP on `port`. */
export type SlackConfig = {
  readonly botToken: string | null;
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  readonly apiUrl: string | null;
  /** The port of health, metrics and HTTP mode; 0 takes any free one. */
  readonly port: number;
  /** User groups whose members are instructors (ids that begin with S). */
  readonly groups: readonly string[];
  /** The address to listen on; null for all of them. */
  readonly host: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
};

/** What tests make quicker. */
export type SlackTimings = {
  /** What looks and user groups go by. */
  readonly clock?: Clock;
  readonly links?: Partial<LinkTimings>;
  readonly broadcasts?: Partial<BroadcastTimings>;
  readonly promptAnswerTimeoutMs?: number;
  /** How Slack is asked what an uploaded picture is. */
  readonly uploads?: Partial<UploadTimings>;
  /** How long, and how often, a direct message is tried. */
  readonly writes?: Partial<WriteTimings>;
  /** The clock by which kept answers grow old, in milliseconds. */
  readonly now?: () => number;
  /** How long the end may take, in milliseconds. */
  readonly drainTimeoutMs?: number;
};

const unset = (what: string) => new Trouble('bad-config', { what: `${what} is not set` });

/** Says what is missing to reach Slack, before anything else is opened. @throws Trouble `bad-config` */
export function requireTokens({
  botToken,
  appToken,
  signingSecret,
}: Pick<SlackConfig, 'botToken' | 'appToken' | 'signingSecret'>): {
  readonly botToken: string;
  readonly inbound: Inbound;
} {
  if (botToken === null) throw unset('SLACK_BOT_TOKEN');
  if (appToken !== null) return { botToken, inbound: { appToken } };
  if (signingSecret !== null) return { botToken, inbound: { signingSecret } };
  throw unset('SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode)');
}
