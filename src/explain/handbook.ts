import { namesOf, normal } from '../exercise/find.ts';
import type { Explanation } from '../model/answer.ts';
import type { Finding } from '../model/finding.ts';
import type { Lesson, Passage } from '../model/lesson.ts';

/** Passages that go with findings: what each names as theory and drift, in the lesson's order, each once. */
export function explainFindings(lesson: Lesson, findings: readonly Finding[]): Explanation {
  const wanted = new Set(findings.flatMap(({ theory, drift }) => [...theory, ...drift]));
  return { by: 'handbook', passages: lesson.passages.filter(({ id }) => wanted.has(id)) };
}

const spaced = (text: string): string => ` ${text.replaceAll(/[.-]/gu, ' ')} `;

/**
 * What the lesson says to a question: the passages whose names stand in it as whole words, at most two. Longer names
 * first, and what one has taken counts for no other: "Azure CNI Overlay" does not also name "Azure CNI".
 */
export function answerQuestion(lesson: Lesson, question: string): Explanation {
  const named = lesson.passages.flatMap((passage) => namesOf(passage).map((name) => ({ passage, name: spaced(name) })));
  let rest = spaced(normal(question));
  const found = new Set<Passage>();
  for (const { passage, name } of named.sort((a, b) => b.name.length - a.name.length)) {
    if (!rest.includes(name)) continue;
    rest = rest.replaceAll(name, '  ');
    found.add(passage);
  }
  return { by: 'handbook', passages: [...found].slice(0, 2) };
}
