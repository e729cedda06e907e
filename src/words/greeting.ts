import type { Doc, DocPart, Line } from '../model/doc.ts';
import type { AppHome } from '../model/form.ts';
import { boldRun, codeRun, commandRun, createDoc, paragraphPart, textRun, timeRun } from './runs.ts';

const withoutNamespace = 'Until then I explain the lesson, plan addresses, and show you first hints and questions.';

/** What netlab does for somebody, and with whose namespace. */
export function introductionLines({ person, waiting }: AppHome): readonly Line[] {
  if (person === null && waiting !== null)
    return [
      [textRun('You asked for '), codeRun(waiting.namespace), textRun(' ('), timeRun(waiting.askedAt), textRun(').')],
      [textRun('Your instructor decides. I write to you then.')],
      [textRun(withoutNamespace)],
    ];
  if (person === null)
    return [
      [
        textRun('I do not know which namespace is yours. Press “My namespace”, or type '),
        commandRun('join NAMESPACE'),
        textRun('.'),
      ],
      [textRun(withoutNamespace)],
    ];
  const { role, namespace } = person;
  const own: Line = namespace === null ? [] : [textRun('Your namespace is '), codeRun(namespace), textRun('.')];
  if (role === 'student') return [[textRun('I look at your cluster with you, and explain what we see. '), ...own]];
  return [[textRun('You are an instructor of this class. I show you what your students see. '), ...own]];
}

/** The first message to somebody who opens Messages: who speaks, what it does, and how to begin. */
export function greetingDoc(home: AppHome): Doc {
  const hello = home.person === null ? 'Hello. I am netlab, and I help with the exercise.' : 'Hello. I am netlab.';
  const lines: readonly DocPart[] = introductionLines(home).map((line) => paragraphPart(...line));
  return createDoc(
    [boldRun(hello)],
    [...lines, paragraphPart(textRun('Press a button, or write to me here in your own words.'))],
    { smallPrint: [[textRun('I only read the cluster. Only you see my answers.')]] },
  );
}
