import type { App, RespondArguments, ViewResponseAction } from '@slack/bolt';
import type { Announcement } from '../../model/broadcast.ts';
import type { SlackContext } from '../context.ts';
import { answerFormInTime } from '../forms/answer-in-time.ts';
import { readSubmittedView } from '../forms/submission.ts';
import { showHome } from '../replies/app-home.ts';
import { greetOnce } from '../replies/greeting.ts';
import { ackFirst, trackAck } from './acknowledge.ts';
import { handleButton } from './button.ts';
import { readButtonRequest } from './button-request.ts';
import { handleDirectMessage } from './direct-message.ts';
import { callerOf, createGate } from './gate.ts';
import { handleMention, readMention } from './mention.ts';
import { readWrittenMessage } from './message-request.ts';
import { handleSlashCommand } from './slash-command.ts';

function listenToCommands(app: App, context: SlackContext): void {
  app.command(/.*/u, async ({ command, ack, respond, context: request }) => {
    const { text = '', channel_id: channel, trigger_id: trigger } = command;
    const caller = callerOf(request);
    const { acknowledge, release } = trackAck<RespondArguments>('command', { ack, context: request }, context);
    const slash = { text, caller, channel, trigger, acknowledge, respond };
    await context.inFlight.trackWork(handleSlashCommand(slash, context)).finally(release);
  });
}

function listenToButtons(app: App, context: SlackContext): void {
  app.action(/^say:/u, (listener) =>
    ackFirst('button', listener, context, async () => {
      const { body, respond } = listener;
      await handleButton(readButtonRequest(body, respond, callerOf(listener.context)), context);
    }),
  );
  // Whatever else is pressed, chosen or closed is acknowledged, so that nobody sees a warning sign.
  app.action(/^(?!say:)/u, (listener) => ackFirst('button', listener, context));
  app.options(/.*/u, ({ ack }) => ack({ options: [] }));
  app.shortcut(/.*/u, (listener) => ackFirst('button', listener, context));
}

function listenToForms(app: App, context: SlackContext, announce: (announcement: Announcement) => void): void {
  app.view({ type: 'view_closed', callback_id: /.*/u }, (listener) => ackFirst('form', listener, context));
  app.view(/.*/u, async ({ view, ack, context: request }) => {
    const caller = callerOf(request);
    // Bolt types the acknowledgements of closed views as well; only submitted ones come here.
    const respond = (response?: ViewResponseAction) => (response === undefined ? ack() : ack(response));
    const { acknowledge, release } = trackAck<ViewResponseAction>('form', { ack: respond, context: request }, context);
    const answer = answerFormInTime(readSubmittedView(view), caller, context, (response) =>
      acknowledge(response ?? undefined),
    );
    const { announce: announcement, later } = await context.inFlight.trackWork(answer).finally(release);
    if (announcement) announce(announcement);
    if (later) await context.inFlight.trackWork(later());
  });
}

function listenToEvents(app: App, context: SlackContext): void {
  app.event('app_home_opened', async ({ event, context: request }) => {
    const { user } = callerOf(request);
    // Some servers leave the tab out; Messages is the only other one.
    const shown = event.tab === 'messages' ? greetOnce(user, event.channel, context) : showHome(user, context);
    await context.inFlight.trackWork(shown);
  });
  app.event('app_mention', async ({ event, context: request }) => {
    const mention = readMention(event);
    if (mention === null) return;
    await context.inFlight.trackWork(handleMention({ ...mention, caller: callerOf(request) }, context));
  });
  app.message(async ({ message, context: request }) => {
    const written = readWrittenMessage(message);
    if (written === null) return;
    const asked = { ...written, caller: callerOf(request) };
    await context.inFlight.trackWork(handleDirectMessage(asked, context));
  });
}

/**
 * Has everything that Slack sends acknowledged and answered, behind one gate; `announce` sends a broadcast that was
 * confirmed.
 */
export function registerListeners(
  app: App,
  context: SlackContext,
  announce: (announcement: Announcement) => void,
): void {
  app.use(createGate(context));
  listenToCommands(app, context);
  listenToButtons(app, context);
  listenToForms(app, context, announce);
  listenToEvents(app, context);
  app.error(async (error) => context.lab.log(`slack: ${error.message}`));
}
