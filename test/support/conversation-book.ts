// Conversations in memory: the same contract as the store in SQL.
import type {
  ClassWords,
  ConversationLine,
  ConversationPost,
  HelpRequestBook,
  NewLine,
} from '../../src/model/conversation.ts';
import type { HelpRequest } from '../../src/model/help-request.ts';
import { subjectWords } from '../../src/model/help-subject.ts';
import { Trouble } from '../../src/model/trouble.ts';

type KeptLine = ConversationLine & { readonly sender: number };

/** What is kept of conversations, so that a test can look at it. */
export type KeptConversations = {
  readonly requests: Map<string, HelpRequest>;
  lines: readonly KeptLine[];
  posts: readonly ConversationPost[];
  classWords: readonly (ClassWords & { readonly kind: 'question' | 'answer'; readonly by: string | null })[];
  /** Grows with each start of netlab: lines of an earlier one were left. */
  run: number;
};

const ended = ['solved', 'withdrawn'];
const waiting = ['open', 'claimed', 'still-stuck'];

const sorted = (all: readonly HelpRequest[]) =>
  all.toSorted((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id));

/** A copy, as a database gives it back: another object, of what JSON can hold. */
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** Takes a person out of the conversations of others, and their own out altogether. */
export function forgetInConversations(kept: KeptConversations, user: string): void {
  for (const [id, each] of kept.requests) {
    if (each.user === user) kept.requests.delete(id);
    else {
      const isTheirs = each.claim?.by === user;
      kept.requests.set(id, {
        ...each,
        answerers: each.answerers.filter((by) => by !== user),
        ...(each.reply?.by === user ? { reply: { ...each.reply, by: 'deleted' } } : {}),
        ...(isTheirs ? { claim: null, state: each.answerers.length > 0 ? 'still-stuck' : 'open' } : {}),
      });
    }
  }
  const isThere = ({ request }: { readonly request: string }) => kept.requests.has(request);
  kept.lines = kept.lines.filter((line) => isThere(line) && ![line.from, line.to].includes(user));
  kept.posts = kept.posts
    .filter((post) => isThere(post) && post.person !== user)
    .map((post) => (post.with === user ? { ...post, with: 'deleted' } : post));
  kept.classWords = kept.classWords.map((each) => (each.by === user ? { ...each, by: 'deleted' } : each));
}

function lineFunctions(
  kept: KeptConversations,
): Pick<
  HelpRequestBook,
  'takeLines' | 'takeLeft' | 'markDelivered' | 'dropLine' | 'postAt' | 'questionPosts' | 'channelOf'
> {
  const isOwn = ({ sender }: KeptLine) => sender === kept.run;
  return {
    takeLines: async (id) => {
      const own = kept.lines.filter((line) => line.request === id && isOwn(line));
      kept.lines = kept.lines.map((line) => (own.includes(line) ? { ...line, tried: true } : line));
      return own.map(({ sender: _, ...line }) => line);
    },
    takeLeft: async () => {
      kept.lines = kept.lines.map((line) => ({ ...line, sender: kept.run, tried: true }));
      return [...new Set(kept.lines.map(({ request }) => request))];
    },
    markDelivered: async ({ id, request, kind, from, to }, { channel, ts }, at) => {
      if (!kept.lines.some((line) => line.id === id)) return;
      kept.lines = kept.lines.filter((line) => line.id !== id);
      if (channel !== '' && ts !== '')
        kept.posts = [...kept.posts, { channel, ts, request, kind, person: to, with: from }];
      const found = kept.requests.get(request);
      if (found?.toldAt === null && kind === 'ask') kept.requests.set(request, { ...found, toldAt: at });
    },
    dropLine: async (id) => {
      kept.lines = kept.lines.filter((line) => line.id !== id);
    },
    postAt: async (channel, ts) => kept.posts.find((post) => post.channel === channel && post.ts === ts) ?? null,
    questionPosts: async (id) =>
      kept.posts.filter(({ request, kind }) => request === id && (kind === 'ask' || kind === 'passed')),
    channelOf: async (user) => kept.posts.findLast(({ person }) => person === user)?.channel ?? null,
  };
}

/** Conversations of a class; `isAssigned` says who is in it. */
export function conversationBook(kept: KeptConversations, isAssigned: (user: string) => boolean): HelpRequestBook {
  const all = () => [...kept.requests.values()];
  const write = (request: string, lines: readonly NewLine[]) => {
    kept.lines = [...kept.lines, ...lines.map((line) => ({ ...line, request, tried: false, sender: kept.run }))];
  };
  const keepWords = (kind: 'question' | 'answer', words: ClassWords, by: string | null) => {
    kept.classWords = [{ ...words, kind, by }, ...kept.classWords];
  };
  const wordsOf = (wanted: 'question' | 'answer') =>
    kept.classWords.flatMap(({ kind, by: _, ...words }) => (kind === wanted ? [words] : []));
  return {
    ...lineFunctions(kept),
    ask: async (question, lines) => {
      if (!isAssigned(question.user)) throw new Trouble('unknown-person');
      const subject = subjectWords(question.subject);
      const same = all().find(
        (each) =>
          each.user === question.user &&
          each.namespace === question.namespace &&
          subjectWords(each.subject) === subject &&
          !ended.includes(each.state),
      );
      if (same) return copy(same);
      const fresh = { ...question, toldAt: null, state: 'open', claim: null, answerers: [], reply: null } as const;
      kept.requests.set(question.id, copy(fresh));
      write(question.id, lines);
      return copy(fresh);
    },
    find: async (id) => copy(kept.requests.get(id) ?? null),
    open: async () => copy(sorted(all().filter(({ state }) => waiting.includes(state)))),
    ofStudent: async (user) => copy(sorted(all().filter((each) => each.user === user && !ended.includes(each.state)))),
    claimedBefore: async (at) =>
      copy(sorted(all().filter(({ state, claim }) => state === 'claimed' && (claim?.at ?? at) < at))),
    change: async (id, decide) => {
      const found = kept.requests.get(id);
      if (found === undefined) return null;
      const { request, lines, result } = decide(copy(found), kept.lines.filter((line) => line.request === id).length);
      kept.requests.set(id, copy(request));
      write(id, lines);
      return result;
    },
    keepQuestion: async (words) => keepWords('question', words, null),
    keepAnswer: async (words, by) => keepWords('answer', words, by),
    forClass: async () => ({ questions: wordsOf('question'), answers: wordsOf('answer') }),
  };
}
