import { WebAPIPlatformError } from '@slack/web-api';
import { docMessage } from '../../blocks/message.ts';
import type { SlackMessage } from '../../blocks/slack-message.ts';
import { lineMessage } from '../../commands/help-request/line-message.ts';
import type { ConversationLine } from '../../model/conversation.ts';
import { firstLineOf } from '../../model/error-line.ts';
import type { HelpRequest } from '../../model/help-request.ts';
import { answerDoc } from '../../words/index.ts';
import type { SlackContext } from '../context.ts';
import type { PostMark } from '../transport/direct-posts.ts';
import { answerMessage } from './answer-message.ts';
import { type LineFate, remarksByAuthor, waitingWords } from './conversation-remarks.ts';
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

/** What became of a line that is too old to be sent: an earlier try may have reached Slack. */
async function lookOnce(line: ConversationLine, mark: PostMark, { lab, posts }: SlackContext): Promise<LineFate> {
  const found = mark.mayBeThere ? await posts.findMarked(line.to, mark) : null;
  if (found === null || found === 'unseen') return { line, fate: found ?? 'over' };
  await lab.helpRequests.markDelivered(line, found, lab.newIdAndTime().at);
  return { line, fate: 'arrived' };
}

/** Sends a line once, however often it is tried: what may be there already is looked for first. */
async function sendLine(line: ConversationLine, request: HelpRequest, context: SlackContext): Promise<LineFate> {
  const { lab, posts } = context;
  const { id, to, at, tried } = line;
  const now = lab.newIdAndTime().at;
  if (request.state === 'withdrawn' && isQuestion(line)) {
    await lab.helpRequests.dropLine(id);
    return { line, fate: 'dropped' };
  }
  try {
    const channel = await lab.helpRequests.channelOf(to);
    const mark = { id, conversation: request.id, channel, mayBeThere: tried };
    if (Date.parse(now) - Date.parse(at) > longestTryMs) return await lookOnce(line, mark, context);
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

/** What each author is to know, and the lines that are over: they are kept until their author knows. */
type Carried = {
  readonly remarks: ReadonlyMap<string, readonly string[]>;
  readonly over: readonly ConversationLine[];
};

const nothingCarried: Carried = { remarks: new Map(), over: [] };

async function carry(id: string, context: SlackContext): Promise<Carried> {
  const { helpRequests } = context.lab;
  const request = await helpRequests.find(id);
  const before = await helpRequests.questionPosts(id);
  const lines = await helpRequests.takeLines(id);
  // Nobody can send lines of a question that cannot be read; without one there are none.
  if (request === null) return summariseFates(lines.map((line) => ({ line, fate: 'unseen' })));
  const byPerson = Object.values(Object.groupBy(lines, ({ to }) => to));
  const fates = await Promise.all(byPerson.map((own = []) => sendInOrder(own, request, context)));
  await refreshQuestions(request, before, context);
  return summariseFates(fates.flat());
}

function summariseFates(fates: readonly LineFate[]): Carried {
  const over = fates.filter(({ fate }) => fate === 'over' || fate === 'unseen').map(({ line }) => line);
  return { remarks: remarksByAuthor(fates), over };
}

/** Sends what is to go out of a conversation; resolves with what each author is to know. Turns of one never overlap. */
function carryConversation(id: string, context: SlackContext): Promise<Carried> {
  const { inFlight, lab, turns } = context;
  const turn = turns
    .runInTurn(id, () => carry(id, context))
    .catch((error: unknown) => {
      // What is kept goes out with the next look.
      lab.log(`a conversation could not be carried on: ${firstLineOf(error)}`);
      return nothingCarried;
    });
  return inFlight.trackWork(turn);
}

/** Deletes what is over of an author who knows it. */
async function dropOver({ over }: Carried, author: string, { lab }: SlackContext): Promise<void> {
  for (const { id, from } of over) if (from === author) await lab.helpRequests.dropLine(id);
}

/** Tells an author what became of their words where no answer can any more; what is over is deleted only after that. */
async function tellAuthor(
  author: string,
  remarks: readonly string[],
  carried: Carried,
  context: SlackContext,
): Promise<void> {
  try {
    for (const message of remarks)
      await postToDm(author, answerMessage({ kind: 'told', about: null, message, lines: [] }), context);
  } catch (error) {
    context.lab.log(`a remark to ${author} failed: ${firstLineOf(error)}`);
    // Whom Slack refuses to reach hears nothing the next time either.
    if (!(error instanceof WebAPIPlatformError)) return;
  }
  await dropOver(carried, author, context).catch((error: unknown) =>
    context.lab.log(`words that did not arrive could not be deleted: ${firstLineOf(error)}`),
  );
}

async function tellAuthors(carried: Carried, context: SlackContext): Promise<void> {
  for (const [author, remarks] of carried.remarks) await tellAuthor(author, remarks, carried, context);
}

/** Sends what is to go out of a conversation, after a restart or a failure. */
export async function carryOn(id: string, context: SlackContext): Promise<void> {
  const { remarks, over } = await carryConversation(id, context);
  // That something is still being tried was said before.
  const news = [...remarks].map(([by, all]) => [by, all.filter((each) => each !== waitingWords)] as const);
  await tellAuthors({ remarks: new Map(news), over }, context);
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
  const carried = isHurried ? null : await withTimeout(carrying, arrivalTimeoutMs);
  if (carried === null) {
    void inFlight.trackWork(carrying.then((late) => tellAuthors(late, context)));
    return [];
  }
  const own = carried.remarks.get(by) ?? [];
  const rest = new Map([...carried.remarks].map(([author, all]) => [author, author === by ? [] : all]));
  void inFlight.trackWork(tellAuthors({ ...carried, remarks: rest }, context));
  return own;
}
