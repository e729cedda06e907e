import { type Answer, type PlainAnswer, plainAnswer } from '../model/answer.ts';
import type { Passage } from '../model/lesson.ts';
import type { Reach } from '../model/reach.ts';
import { hintJson, quizSheetJson } from './hint-quiz.ts';

function reached({ verdict, egress, ingress, notes }: Reach): object {
  return { verdict, egress, ingress, notes: notes.map(({ id }) => id) };
}

/** What readers of the JSON rely on; how a passage is found is no part of it. */
function passage({ id, title, aliases, values, body, sources, drift }: Passage): object {
  return { id, title, aliases, values, body, sources, drift };
}

function document(answer: PlainAnswer): object {
  if (answer.kind === 'check') return answer.report;
  if (answer.kind === 'explain') {
    const { explanation, yours, remarks = [], card = null } = answer;
    const passages = explanation.passages.map(passage);
    return { schema: 'netlab.explain/1', by: explanation.by, remarks, passages, yours, card };
  }
  if (answer.kind === 'walk') {
    const { namespace, source, readAt, steps } = answer;
    const problems = steps.map(({ id, symptom, status, normal, because, todo, nextCommand, outcomes }) => {
      return { id, symptom, status, normal, because, todo, nextCommand, outcomes };
    });
    return { schema: 'netlab.walk/1', namespace, source, readAt, problems };
  }
  if (answer.kind === 'notes') {
    const notes = answer.notes.map(({ id, title, drift: { where, exercise, date }, body, sources }) => {
      return { id, title, where, exercise, today: body, sources, date };
    });
    return { schema: 'netlab.notes/1', notes };
  }
  if (answer.kind === 'plan') return { schema: 'netlab.plan/1', ...answer.plan };
  if (answer.kind === 'reach') {
    const found = answer.reaches.map(reached);
    return answer.batch ? found : (found[0] ?? {});
  }
  if (answer.kind === 'hint') return hintJson(answer);
  if (answer.kind === 'quiz-sheet') return quizSheetJson(answer);
  if (answer.kind === 'help') return { schema: 'netlab.help/1', note: answer.note, lines: answer.lines };
  return { schema: 'netlab.trouble/1', says: answer.message, todo: answer.todo };
}

/** An answer as the JSON of `docs/json.md`; the same answer gives the same bytes. */
export function toJson(answer: Answer): string {
  return `${JSON.stringify(document(plainAnswer(answer)), null, 2)}\n`;
}
