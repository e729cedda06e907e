import { dispatchCommand, runForCaller } from '../../commands/dispatch.ts';
import { askWhomItIsFor, conversationAwaiting } from '../../commands/help-request/thread.ts';
import { isTypedCommand, type ParsedCommand, parseCommand, wordsOfCommand } from '../../commands/parse-command.ts';
import { waitingLineFor } from '../../commands/waiting-line.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { SlackContext } from '../context.ts';
import { createDmChannel } from '../replies/dm-delivery.ts';
import { type PendingRequest, prepareReply } from '../replies/reply.ts';
import { answerWithWaitingLine } from '../replies/waiting-line.ts';
import type { MessageRequest } from './message-request.ts';
import { toPlainText } from './plain-text.ts';
import { handleThreadReply } from './thread-reply.ts';

/** Runs a line, but where it may be meant for an instructor: then its author is asked, and nothing is looked up before. */
async function runLine(
  { caller }: MessageRequest,
  text: string,
  parsed: ParsedCommand,
  { lab, answeredUsers }: SlackContext,
): Promise<Outcome> {
  const { user } = caller;
  if (isTypedCommand(text)) return dispatchCommand(parsed, caller, lab);
  let isForInstructor = false;
  const asked = await runForCaller(caller, 'anyone', parsed.command, lab, async () => {
    const awaiting = await conversationAwaiting(user, answeredUsers.get(user) ?? null, lab);
    isForInstructor = awaiting !== null;
    return awaiting === null
      ? { answer: { kind: 'told', about: null, message: '', lines: [] } }
      : askWhomItIsFor(awaiting, text, lab);
  });
  // Where that cannot be looked up, nothing else can be either.
  return isForInstructor || asked.answer.kind === 'trouble' ? asked : dispatchCommand(parsed, caller, lab);
}

/**
 * Answers a direct message as if it had been typed after `/netlab`; the command's own name may stand before it. What answers a
 * person goes to that person.
 */
export async function handleDirectMessage(request: MessageRequest, context: SlackContext): Promise<void> {
  const { caller, channel, thread, hasFiles } = request;
  const { user } = caller;
  context.posts.rememberChannel(user, channel);
  if (await handleThreadReply(request, context)) return;
  if (hasFiles) return;
  const text = toPlainText(request.text).replace(/^\s*\/?netlab\b/iu, '');
  const parsed = parseCommand(text);
  const pending: PendingRequest = { kind: 'message', command: parsed.command, user, since: performance.now() };
  const asked = { user, command: wordsOfCommand(parsed).join(' ') };
  const reply = prepareReply(() => runLine(request, text, parsed, context), asked, context, 'direct');
  const words = () => waitingLineFor(parsed, user, context.lab);
  await answerWithWaitingLine(reply, words, createDmChannel(channel, thread, context), pending, context);
}
