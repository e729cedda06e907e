import type { Answer } from '../model/answer.ts';

function document(answer: Answer): object {
  if (answer.kind === 'check') return answer.report;
  if (answer.kind === 'explain') {
    const { explanation, yours } = answer;
    return { schema: 'netlab.explain/1', by: explanation.by, passages: explanation.passages, yours };
  }
  if (answer.kind === 'help') return { schema: 'netlab.help/1', note: answer.note, lines: answer.lines };
  return { schema: 'netlab.trouble/1', says: answer.says, todo: answer.todo };
}

/** An answer as the JSON of `docs/json.md`; the same answer gives the same bytes. */
export function json(answer: Answer): string {
  return `${JSON.stringify(document(answer), null, 2)}\n`;
}
