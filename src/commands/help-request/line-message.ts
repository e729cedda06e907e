import type { Answer } from '../../model/answer.ts';
import type { ConversationLine } from '../../model/conversation.ts';
import type { HelpRequest } from '../../model/help-request.ts';
import { subjectWords } from '../../model/help-subject.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { Next } from '../../model/outcome.ts';
import { problemTitlesOf } from './ask-instructor.ts';
import { hasEnded } from './conversation.ts';
import { titleOfSubject } from './subject.ts';

/** A line as whoever gets it reads it; `again` is what they type for what is folded in it, null where nothing is. */
export type LineMessage = { readonly answer: Answer; readonly next: readonly Next[]; readonly again: string | null };

/** What an instructor can do with a question, as it stands. */
export function questionOffers(request: HelpRequest): readonly Next[] {
  if (hasEnded(request)) return [];
  const { id, namespace, state } = request;
  const label = state === 'answered' ? 'Add an answer' : 'Answer';
  return [
    { label, command: `answers ${id}` },
    { label: 'Look myself', command: `check ${namespace}` },
    { label: 'Solved', command: `answers solved ${id}` },
  ];
}

/** A question as instructors read it; `words` is what the student wrote. */
export function questionAnswer(
  request: HelpRequest,
  words: string | null,
  lesson: Lesson,
): Extract<Answer, { readonly kind: 'question' }> {
  const title = titleOfSubject(request.subject, lesson);
  return { kind: 'question', request, title, titles: problemTitlesOf(lesson), words };
}

function endedMessage({ from }: ConversationLine, { user, subject }: HelpRequest, title: string): LineMessage {
  if (from === user) {
    const answer = {
      kind: 'told',
      about: user,
      message: 'needs no more help here.',
      lines: [`About: ${title}`],
    } as const;
    return { answer, next: [], again: null };
  }
  const message = 'marked your question as solved.';
  const lines = [`About: ${title}`, 'If it is not, ask again.'];
  const next = [{ label: 'Ask my instructor', command: `ask ${subjectWords(subject)}` }];
  return { answer: { kind: 'told', about: from, message, lines }, next, again: null };
}

/** What somebody gets with a line of a conversation. */
export function lineMessage(line: ConversationLine, request: HelpRequest, lesson: Lesson): LineMessage {
  const { kind, from, words } = line;
  const { id } = request;
  const title = titleOfSubject(request.subject, lesson);
  switch (kind) {
    case 'ask':
    case 'passed':
      return { answer: questionAnswer(request, words, lesson), next: questionOffers(request), again: `answers ${id}` };
    case 'student': {
      const answer = { kind: 'reply', from: 'student', title, by: from, words: words ?? '', first: false } as const;
      const next = [
        { label: 'Reply', command: `answers ${id}` },
        { label: 'Solved', command: `answers solved ${id}` },
      ];
      return { answer, next, again: null };
    }
    case 'instructor': {
      const first = request.answerers.length < 2;
      const answer = { kind: 'reply', from: 'instructor', title, by: from, words: words ?? '', first } as const;
      const next = [
        { label: 'Reply', command: `ask reply ${id}` },
        { label: 'Solved', command: `ask solved ${id}` },
        { label: 'Still stuck', command: `ask stuck ${id}` },
      ];
      return { answer, next, again: null };
    }
    case 'ended':
      return endedMessage(line, request, title);
  }
}
