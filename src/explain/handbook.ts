import { namesOf, normal } from '../exercise/find.ts';
import type { Explanation } from '../model/answer.ts';
import type { Finding } from '../model/finding.ts';
import type { Lesson } from '../model/lesson.ts';

/** Passages that go with findings: what each names as theory and drift, in the lesson's order, each once. */
export function explainFindings(lesson: Lesson, findings: readonly Finding[]): Explanation {
  const wanted = new Set(findings.flatMap(({ theory, drift }) => [...theory, ...drift]));
  return { by: 'handbook', passages: lesson.passages.filter(({ id }) => wanted.has(id)) };
}

const spaced = (text: string): string => ` ${text.replaceAll(/[.-]/gu, ' ')} `;

/** What the lesson says to a question: the passages whose names stand in it as whole words, at most two. */
export function answerQuestion(lesson: Lesson, question: string): Explanation {
  const text = spaced(normal(question));
  const found = lesson.passages.map((passage) => {
    const lengths = namesOf(passage).filter((name) => text.includes(spaced(name)));
    return { passage, length: Math.max(0, ...lengths.map((name) => name.length)) };
  });
  const known = found.filter(({ length }) => length > 0).sort((a, b) => b.length - a.length);
  return { by: 'handbook', passages: known.slice(0, 2).map(({ passage }) => passage) };
}
