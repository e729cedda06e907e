import type { NotesAnswer } from '../../model/explanation.ts';

/** The answer to `notes` as `netlab.notes/1`. */
export function notesJson({ notes: all }: NotesAnswer): object {
  const notes = all.map(({ id, title, drift: { where, exercise, date }, body, sources }) => {
    return { id, title, where, exercise, today: body, sources, date };
  });
  return { schema: 'netlab.notes/1', notes };
}
