import type {
  AllMiddlewareArgs,
  AnyMiddlewareArgs,
  App,
  BlockAction,
  Context,
  RespondFn,
  ViewResponseAction,
} from '@slack/bolt';
import type { BroadcastSender } from '../broadcast-sender.ts';
import { answerFormInTime } from '../forms/index.ts';
import { callerOf, type HomeTeam } from '../people/caller.ts';
import { showHome } from '../replies/app-home.ts';
import type { SlackContext } from '../replies/reply.ts';
import { RequestDeduplicator } from '../transport/deduplicate.ts';
import type { RequestKind } from '../transport/metrics.ts';
import { identifyRequest } from '../transport/request-identity.ts';
import { type ButtonRequest, handleButton } from './button.ts';
import { handleDirectMessage } from './direct-message.ts';
import { handleSlashCommand } from './slash-command.ts';

/** How long a request is remembered, so that the same one is not carried out twice: longer than Slack repeats. */
const requestMemoryMs = 15 * 60 * 1000;

/** Tells what a request was acknowledged with to the copies of it; `context` is Bolt's, one for each request. */
const settled = Symbol('settled');

type Settle = (acknowledgement: unknown) => void;

function settleOf(context: Context): Settle {
  const found: unknown = Reflect.get(context, settled);
  return typeof found === 'function' ? (told) => found(told) : () => undefined;
}

type Acknowledge = (told?: unknown) => Promise<unknown>;

function ackOf(args: object): Acknowledge | null {
  const ack: unknown = Reflect.get(args, 'ack');
  return typeof ack === 'function' ? async (told) => ack(told) : null;
}

/** Lets a request pass once; a copy is acknowledged with the first one's words, and nothing else is done with it. */
function deduplicateRequests({ metrics, lab }: SlackContext) {
  const requests = new RequestDeduplicator(requestMemoryMs);
  return async (args: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const key = identifyRequest(args.body);
    const counted = key === null ? null : requests.register(key);
    if (counted === null || 'settle' in counted) {
      if (counted) Reflect.set(args.context, settled, counted.settle);
      return args.next();
    }
    metrics.duplicates.inc();
    lab.log('slack: a request came twice and was carried out once');
    await ackOf(args)?.(await counted.acknowledgement);
  };
}

function placeOf({ container, channel }: BlockAction): ButtonRequest['place'] {
  if (container.type === 'view') return 'home';
  if (container.is_ephemeral === true) return 'ephemeral';
  return channel?.id.startsWith('D') ? 'direct' : 'channel';
}

function pressedIn(body: BlockAction, respond: RespondFn | undefined, home: HomeTeam): ButtonRequest {
  const [action] = body.actions;
  const { container, channel } = body;
  const ts: unknown = container.message_ts;
  return {
    value: action?.type === 'button' ? action.value : undefined,
    caller: callerOf(body.user.id, [body.user.team_id], home),
    trigger: body.trigger_id,
    place: placeOf(body),
    message: channel && typeof ts === 'string' ? { channel: channel.id, ts } : null,
    respond: body.response_url === undefined ? null : (respond ?? null),
  };
}

/** Whether a message was written to the app itself; some servers leave the type of a conversation out. */
function isDirect({
  channel,
  channel_type: type,
}: {
  readonly channel: string;
  readonly channel_type?: string;
}): boolean {
  return type === 'im' || (type === undefined && channel.startsWith('D'));
}

/** What a message says of its writer's workspace. */
function teamsOf(event: object): readonly (string | undefined)[] {
  return ['team', 'user_team', 'source_team'].map((key) => {
    const value: unknown = Reflect.get(event, key);
    return typeof value === 'string' ? value : undefined;
  });
}

/** Has everything that Slack sends acknowledged and answered. */
export function registerListeners(app: App, desk: SlackContext, sender: BroadcastSender): void {
  const { lab, metrics, inFlight } = desk;
  /** Acknowledges at once, then works; the work is waited for when netlab ends. */
  const ackFirst = async (
    kind: RequestKind,
    { ack, context }: { readonly ack: () => Promise<unknown>; readonly context: Context },
    work: () => Promise<void> = async () => undefined,
  ) => {
    const [since, acknowledged] = [performance.now(), inFlight.trackRequest()];
    settleOf(context)(undefined);
    await ack().finally(acknowledged);
    metrics.ack.observe({ kind, command: '' }, (performance.now() - since) / 1000);
    await inFlight.trackWork(work());
  };

  app.use(deduplicateRequests(desk));
  app.command(/.*/u, async ({ command, ack, respond, context }) => {
    const acknowledged = inFlight.trackRequest();
    const { text = '', user_id: user, team_id: team, channel_id: channel, trigger_id: trigger } = command;
    const caller = callerOf(user, [team], desk.home);
    const counted: typeof ack = (answer) => {
      settleOf(context)(answer);
      return ack(answer).finally(acknowledged);
    };
    const slash = { text, caller, channel, trigger, ack: counted, respond };
    await inFlight.trackWork(handleSlashCommand(slash, desk)).finally(acknowledged);
  });
  app.action(/^say:/u, (args) =>
    ackFirst('button', args, async () => {
      const { body, respond } = args;
      if (body.type === 'block_actions') await handleButton(pressedIn(body, respond, desk.home), desk);
    }),
  );
  // Whatever else is pressed, chosen or closed is acknowledged, so that nobody sees a warning sign.
  app.action(/^(?!say:)/u, (args) => ackFirst('button', args));
  app.options(/.*/u, ({ ack }) => ack({ options: [] }));
  app.shortcut(/.*/u, (args) => ackFirst('button', args));
  app.view({ type: 'view_closed', callback_id: /.*/u }, (args) => ackFirst('form', args));
  app.view(/.*/u, async ({ view, body, ack, context }) => {
    const [since, acknowledged] = [performance.now(), inFlight.trackRequest()];
    const caller = callerOf(body.user.id, [body.user.team_id], desk.home);
    const acknowledge = async (response: ViewResponseAction | null) => {
      settleOf(context)(response ?? undefined);
      await (response === null ? ack() : ack(response)).finally(acknowledged);
      metrics.ack.observe({ kind: 'form', command: '' }, (performance.now() - since) / 1000);
    };
    const { announce, later } = await inFlight
      .trackWork(answerFormInTime(view, caller, desk, acknowledge))
      .finally(acknowledged);
    if (announce) sender.announce(announce);
    if (later) await inFlight.trackWork(later());
  });
  app.event('app_home_opened', async ({ event }) => {
    // Some servers leave the tab out; Messages is the only other one.
    if (event.tab !== 'messages') await inFlight.trackWork(showHome({ user: event.user, outside: false }, desk));
  });
  app.message(async ({ message }) => {
    // Only what a person wrote to the app itself: no edits, no joins, no other app.
    if (message.subtype !== undefined || !isDirect(message) || message.bot_id !== undefined) return;
    const { user, channel, text = '', thread_ts: thread = null } = message;
    const caller = callerOf(user, teamsOf(message), desk.home);
    await inFlight.trackWork(handleDirectMessage({ caller, channel, text, thread }, desk));
  });
  app.error(async (error) => lab.log(`slack: ${error.message}`));
}
