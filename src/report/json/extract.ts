import type { ExtractAnswer } from '../../model/extract.ts';

/** Chosen sentences as `netlab.extract/1`. */
export function extractJson({ about, by, pages, readAs, look }: ExtractAnswer): object {
  return {
    schema: 'netlab.extract/1',
    about,
    by,
    pages: pages.map(({ id, title, status, model, paragraphs }) => ({ id, title, status, model, paragraphs })),
    readAs: readAs?.command ?? null,
    look: look === null ? null : { namespace: look.namespace, source: look.source, readAt: look.readAt },
  };
}
