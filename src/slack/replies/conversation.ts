import { WebAPIPlatformError } from '@slack/web-api';
import { docMessage } from '../../blocks/message.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { lineMessage } from '../../commands/help-request/line-message.ts';
import type { ConversationLine } from '../../model/conversation.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { HelpRequest } from '../../model/help-request.ts';
import { answerDoc } from '../../words/index.ts';
import type { SlackContext } from '../context.ts';
import { answerMessage } from './answer-message.ts';
import { withoutUnfurl } from './no-unfurl.ts';
import { postToDm } from './post-to-dm.ts';
import { refreshQuestions } from './question-posts.ts';
import { withTimeout } from './with-timeout.ts';

/** How long one message of a conversation may wait for Slack's pace, in milliseconds: a class may ask at once. */
const rateLimitTimeoutMs = 5 * 60_000;
/** How long an answer waits to learn what arrived, in milliseconds; what is known later is told in a message. */
const arrivalTimeoutMs = 2000;
/** For how long somebody's words are tried to be delivered, in milliseconds. */
const longestTryMs = 24 * 60 * 60_000;

/** What became of a line: `waits` for another try. */
type LineFate = { readonly line: ConversationLine; readonly fate: 'arrived' | 'refused' | 'waits' | 'dropped' };

/** The message of a line; what is folded in it is kept, so that a button can open it, but no word that somebody wrote. */
function messageOf(line: ConversationLine, request: HelpRequest, { lab, keptAnswers }: SlackContext): SlackMessage {
  const { to } = line;
  const { answer, next, again } = lineMessage(line, request, lab.lesson());
  if (again === null) return answerMessage(answer, { next, by: to });
  const doc = answerDoc(answer, 'slack');
  const { id } = lab.newIdAndTime();
  const unworded = lineMessage({ ...line, words: null }, request, lab.lesson());
  keptAnswers.keepAnswer(id, to, { doc: answerDoc(unworded.answer, 'slack'), remarks: [], next });
  return docMessage(doc, { next, by: to, details: { id, command: again } });
}

const isQuestion = ({ kind }: ConversationLine) => kind === 'ask' || kind === 'passed';

/** Sends a line once, however often it is tried: what may be there already is looked for first. */
async function sendLine(line: ConversationLine, request: HelpRequest, context: SlackContext): Promise<LineFate> {
  const { lab, posts } = context;
  const { id, to, at, tried } = line;
  const now = lab.newIdAndTime().at;
  const fate = request.state === 'withdrawn' && isQuestion(line) ? 'dropped' : 'refused';
  if (fate === 'dropped' || Date.parse(now) - Date.parse(at) > longestTryMs) {
    await lab.helpRequests.dropLine(id);
    return { line, fate };
  }
  try {
    const channel = await lab.helpRequests.channelOf(to);
    const mark = { id, conversation: request.id, channel, mayBeThere: tried };
    const body = withoutUnfurl(messageOf(line, request, context));
    const post = await posts.post({ to, thread: null, body, mark }, rateLimitTimeoutMs);
    await lab.helpRequests.markDelivered(line, post, now);
    return { line, fate: 'arrived' };
  } catch (error) {
    lab.log(`a message of a conversation to ${to} failed: ${firstLineOf(error)}`);
    if (!(error instanceof WebAPIPlatformError)) return { line, fate: 'waits' };
    await lab.helpRequests.dropLine(id);
    return { line, fate: 'refused' };
  }
}

/** Sends the lines to one person, in their order: none overtakes another. */
async function sendInOrder(
  lines: readonly ConversationLine[],
  request: HelpRequest,
  context: SlackContext,
): Promise<readonly LineFate[]> {
  const fates: LineFate[] = [];
  for (const line of lines) {
    const sent = await sendLine(line, request, context);
    fates.push(sent);
    if (sent.fate === 'waits') break;
  }
  return fates;
}

const refusedWords = {
  ask: 'I could not reach any instructor. Ask again later, or tell your instructor yourself.',
  passed: 'I could not reach any other instructor. Tell your instructor yourself.',
  student: 'Your words did not reach your instructor. Tell them yourself.',
  instructor: 'I could not write to the student.',
} as const;

const waitingWords = 'I do not know yet whether it arrived. I keep trying for a day.';

/** What the author of some lines of one kind is to know: nothing where one of them arrived, or none was meant to. */
function remarkOn(fates: readonly LineFate[]): readonly string[] {
  const [first] = fates;
  const isSilent = first === undefined || first.line.kind === 'ended';
  if (isSilent || fates.some(({ fate }) => fate === 'arrived' || fate === 'dropped')) return [];
  return [fates.some(({ fate }) => fate === 'waits') ? waitingWords : refusedWords[first.line.kind]];
}

/** What each author is to know, by their user id. */
function remarksByAuthor(fates: readonly LineFate[]): ReadonlyMap<string, readonly string[]> {
  const authors = [...new Set(fates.map(({ line }) => line.from))];
  return new Map(
    authors.map((author) => {
      const own = Object.values(
        Object.groupBy(
          fates.filter(({ line }) => line.from === author),
          ({ line }) => line.kind,
        ),
      );
      return [author, own.flatMap((each = []) => remarkOn(each))];
    }),
  );
}

async function carry(id: string, context: SlackContext): Promise<ReadonlyMap<string, readonly string[]>> {
  const { helpRequests } = context.lab;
  const request = await helpRequests.find(id);
  if (request === null) return new Map();
  const before = await helpRequests.questionPosts(id);
  const lines = await helpRequests.takeLines(id);
  const byPerson = Object.values(Object.groupBy(lines, ({ to }) => to));
  const fates = await Promise.all(byPerson.map((own = []) => sendInOrder(own, request, context)));
  await refreshQuestions(request, before, context);
  return remarksByAuthor(fates.flat());
}

/** Sends what is to go out of a conversation; resolves with what each author is to know. Turns of one never overlap. */
function carryConversation(id: string, context: SlackContext): Promise<ReadonlyMap<string, readonly string[]>> {
  const { inFlight, lab, turns } = context;
  const turn = turns
    .runInTurn(id, () => carry(id, context))
    .catch((error: unknown) => {
      // What is kept goes out with the next look.
      lab.log(`a conversation could not be carried on: ${firstLineOf(error)}`);
      return new Map();
    });
  return inFlight.trackWork(turn);
}

/** Tells authors what became of their words where no answer can any more. */
async function tellAuthors(remarks: ReadonlyMap<string, readonly string[]>, context: SlackContext): Promise<void> {
  for (const [author, lines] of remarks)
    for (const message of lines)
      await postToDm(author, answerMessage({ kind: 'told', about: null, message, lines: [] }), context).catch(
        (error: unknown) => context.lab.log(`a remark to ${author} failed: ${firstLineOf(error)}`),
      );
}

/** Sends what is to go out of a conversation, after a restart or a failure. */
export async function carryOn(id: string, context: SlackContext): Promise<void> {
  const remarks = await carryConversation(id, context);
  // That something is still being tried was said before.
  await tellAuthors(
    new Map([...remarks].map(([by, all]) => [by, all.filter((each) => each !== waitingWords)])),
    context,
  );
}

/**
 * Sends what is to go out of a conversation for somebody who just wrote; resolves with what to say below their answer. What is
 * known too late for that, or where they are in a hurry, they are told in a direct message.
 */
export async function carryForAuthor(
  id: string,
  by: string,
  isHurried: boolean,
  context: SlackContext,
): Promise<readonly string[]> {
  const { inFlight } = context;
  const carrying = carryConversation(id, context);
  const remarks = isHurried ? null : await withTimeout(carrying, arrivalTimeoutMs);
  if (remarks === null) {
    void inFlight.trackWork(carrying.then((late) => tellAuthors(late, context)));
    return [];
  }
  const others = new Map([...remarks].filter(([author]) => author !== by));
  void inFlight.trackWork(tellAuthors(others, context));
  return remarks.get(by) ?? [];
}
