/** Values of the student's own cluster that a passage asks to have shown beside it. */
export const valueNames = ['addresses', 'pod-range', 'agents'] as const;

/** The name of such a value. */
export type ValueName = (typeof valueNames)[number];

/** Where newer sources contradict or narrow a line of the exercise. */
export type Drift = {
  /** The part of the exercise, and what it says there, in our words. */
  readonly where: string;
  readonly exercise: string;
  /** Year and month of the newest source: `2026-08`. */
  readonly date: string;
};

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
  /** Null for a passage that teaches; else `body` is what newer sources say. */
  readonly drift: Drift | null;
};

/** A passage that is a drift note. */
export type Note = Passage & { readonly drift: Drift };

/** The lesson of one exercise. */
export type Lesson = { readonly id: string; readonly title: string; readonly passages: readonly Passage[] };
