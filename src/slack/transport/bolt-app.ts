import { App, HTTPReceiver, type Logger, SocketModeReceiver } from '@slack/bolt';
import { clientOptions } from './web-client.ts';

/** How Slack's requests come in: over links that netlab opens, or over HTTP, where each one is signed. */
export type Inbound = { readonly appToken: string } | { readonly signingSecret: string };

/** A Bolt app that is not connected yet: its receivers in Socket Mode, or its receiver and the secret in HTTP mode. */
export type BoltApp = {
  readonly app: App;
  readonly sockets: readonly SocketModeReceiver[];
  readonly http: { readonly receiver: HTTPReceiver; readonly signingSecret: string } | null;
};

/** Two, because Slack closes each of them every few hours. */
const linkCount = 2;

/** Creates the app and its receivers; nothing is connected. */
export function createBoltApp(token: string, inbound: Inbound, apiUrl: string | null, logger: Logger): BoltApp {
  // Deferred, because an invalid token is otherwise an unhandled rejection that ends the process.
  const common = { token, deferInitialization: true, convoStore: false, logger } as const;
  const createApp = (receiver: SocketModeReceiver | HTTPReceiver) =>
    new App({ ...common, clientOptions: clientOptions(apiUrl), receiver });
  if ('signingSecret' in inbound) {
    const { signingSecret } = inbound;
    // Bolt's receiver is never started: our own server asks more of a request before it hands it on.
    const receiver = new HTTPReceiver({ signingSecret, logger });
    return { app: createApp(receiver), sockets: [], http: { receiver, signingSecret } };
  }
  const createReceiver = () =>
    new SocketModeReceiver({
      appToken: inbound.appToken,
      logger,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions(apiUrl) },
    });
  const receiver = createReceiver();
  const app = createApp(receiver);
  const others = Array.from({ length: linkCount - 1 }, createReceiver);
  for (const other of others) other.init(app);
  return { app, sockets: [receiver, ...others], http: null };
}
