import type { Persona } from './workspace/personas.ts';
import type { AppSettings } from './workspace/settings.ts';
import type { WorkspaceChannel } from './workspace/workspace.ts';

/** What the page offers beside Slack: a line about the playground, and clusters to switch between. */
export type PageControls = {
  readonly notice: string;
  readonly scenarios: readonly string[];
  readonly scenario: () => string;
  readonly choose: (scenario: string) => void;
  /** The folder with the built page. */
  readonly page: string;
};

/** How to start an embedded Slack; with `requestUrl` everything travels by signed HTTP, else by Socket Mode. */
export type SlackOptions = {
  readonly port?: number;
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly requestUrl?: string | (() => string);
  readonly settings?: Partial<AppSettings>;
  readonly personas?: readonly Persona[];
  readonly channels?: readonly WorkspaceChannel[];
  /** User groups and who is in them; without, the workspace's plan has none. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly ackTimeoutMs?: number;
  /** 1 is Slack's own pace of calls; without it nothing is counted. */
  readonly rateScale?: number;
  /** 1 lets an event come again after Slack's own pauses. */
  readonly retryScale?: number;
  /** Milliseconds until the type of an uploaded file is known. */
  readonly fileProcessingMs?: number;
  readonly now?: () => number;
  readonly pageControls?: PageControls;
};

/** What an app has unless its options say otherwise. */
export const defaultSettings: AppSettings = {
  scopes: ['commands', 'chat:write', 'users:read'],
  commands: [{ command: '/netlab', description: '', usageHint: '', shouldEscape: true }],
  events: ['app_home_opened'],
  interactivity: true,
  homeTab: true,
  messagesTab: true,
};
