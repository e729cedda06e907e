import { z } from 'zod';
import { type FindingCode, findingCodes, type Status } from '../model/finding.ts';
import type { Card, CardSet, Lesson } from '../model/lesson.ts';
import type { NetworkModel, PoolModel } from '../model/network.ts';
import {
  type LessonFile,
  lessonError,
  lessonId,
  nonEmptyText,
  type ParsedLessonFile,
  paragraphsOf,
  parseLessonFile,
} from './front-matter.ts';
import { type Section, sectionsOf } from './sections.ts';

const statuses = ['pass', 'differs', 'fail', 'not-measurable', 'blocked', 'error'] as const satisfies readonly Status[];
const models = [
  'kubenet',
  'azure-cni-node-subnet',
  'azure-cni-pod-subnet-dynamic',
  'azure-cni-pod-subnet-static',
  'azure-cni-overlay',
  'byo-cni',
] as const satisfies readonly PoolModel[];

const head = z.strictObject({
  finding: z.enum(findingCodes),
  passages: z.array(lessonId).min(1),
  never: z.partialRecord(z.enum(statuses), nonEmptyText).default({}),
});

const parts = { concept: 'Concept', why: 'Why', next: 'Next', ask: 'Ask', simpler: 'Simpler' } as const;
type CardParts = { readonly [P in keyof typeof parts]: string };

/** The cards of one finding, and the file that they are from. */
export type CardFile = { readonly page: ParsedLessonFile<z.infer<typeof head>>; readonly set: CardSet };

/** `pass` or `pass @ kubenet, azure-cni-overlay`: the status, and the models that the wording is for. */
function parseHeading(page: ParsedLessonFile<unknown>, { title, line }: Section): Pick<Card, 'status' | 'models'> {
  const [word = '', ...rest] = title.split(/[@,]/u).map((each) => each.trim());
  const status = statuses.find((each) => each === word);
  if (status === undefined) throw lessonError(page.name, line, `"${word}" is none of ${statuses.join(', ')}`);
  const named = rest.map((name) => {
    const model = models.find((each) => each === name);
    if (model === undefined) throw lessonError(page.name, line, `"${name}" is none of ${models.join(', ')}`);
    return model;
  });
  return { status, models: named.length > 0 ? named : null };
}

/**
 * The five labelled paragraphs of a card. @throws Trouble for another label, or one that is missing or there
 * twice
 */
function parseParts(page: ParsedLessonFile<unknown>, { title, line, rows }: Section): CardParts {
  const found = paragraphsOf(rows).map((paragraph) => {
    const [label = '', words = ''] = paragraph.text.split(/:\s+(.*)/su);
    if (!Object.values<string>(parts).includes(label))
      throw lessonError(
        page.name,
        paragraph.line,
        `a paragraph begins with one of ${Object.values(parts).join(': ')}:`,
      );
    return [label, words] as const;
  });
  const wordsFor = (label: string): string => {
    const [first, second] = found.filter((each) => each[0] === label);
    if (first === undefined || first[1] === '') throw lessonError(page.name, line, `"## ${title}" needs "${label}: …"`);
    if (second) throw lessonError(page.name, line, `"## ${title}" has "${label}:" twice`);
    return first[1];
  };
  return {
    concept: wordsFor(parts.concept),
    why: wordsFor(parts.why),
    next: wordsFor(parts.next),
    ask: wordsFor(parts.ask),
    simpler: wordsFor(parts.simpler),
  };
}

/** Each status needs a card for every model, or a reason why it does not occur. */
function requireAllStatuses(page: CardFile['page'], cards: readonly Card[]): void {
  const general = new Set(cards.filter((card) => card.models === null).map(({ status }) => status));
  const missing = statuses.find((status) => !general.has(status) && page.frontMatter.never[status] === undefined);
  if (missing) throw lessonError(page.name, 1, `needs a card "## ${missing}", or "never: ${missing}" with the reason`);
  const both = cards.find(({ status }) => page.frontMatter.never[status] !== undefined);
  if (both) throw lessonError(page.name, page.lineOf('never', both.status), `"${both.status}" has a card all the same`);
}

/** Reads `cards/*.md`: one finding, a section a status. @throws Trouble with file and line */
export function parseCards(file: LessonFile): CardFile {
  const page = parseLessonFile(head, file);
  const { finding, never } = page.frontMatter;
  const cards = sectionsOf(page).map((section) => ({
    finding,
    ...parseHeading(page, section),
    ...parseParts(page, section),
  }));
  requireAllStatuses(page, cards);
  return { page, set: { cards, never } };
}

/**
 * The card for a finding's status on a cluster of this model: the wording for the model, else the general
 * one. Null where the lesson says that the status does not occur.
 */
export function findCard({ cards }: Lesson, code: FindingCode, status: Status, model: NetworkModel): Card | null {
  const own = cards[code].cards.filter((card) => card.status === status);
  const general = own.find((card) => card.models === null);
  return own.find((card) => card.models?.some((each) => each === model)) ?? general ?? null;
}
