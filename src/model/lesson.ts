/** Values of the student's own cluster that a passage asks to have shown beside it. */
export const valueNames = ['addresses', 'pod-range', 'agents'] as const;

/** The name of such a value. */
export type ValueName = (typeof valueNames)[number];

/** One authored passage of the lesson. */
export type Passage = {
  readonly id: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly values: readonly ValueName[];
  /** Paragraphs of plain text; Markdown's `code` spans are kept as written. */
  readonly body: readonly string[];
  /** Where its facts come from: name and date. */
  readonly sources: readonly string[];
};

/** The lesson of one exercise. */
export type Lesson = { readonly id: string; readonly title: string; readonly passages: readonly Passage[] };
