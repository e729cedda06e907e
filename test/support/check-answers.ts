// Answers to `check` as a student gets them, from documents, dumps and observations.
import { readdirSync } from 'node:fs';
import { observeDump } from '../../src/cluster/dump/source.ts';
import { check } from '../../src/commands/check/check.ts';
import type { CheckAnswer } from '../../src/model/check.ts';
import type { DocPart, DocSection, Line } from '../../src/model/doc.ts';
import type { Lab } from '../../src/model/lab.ts';
import type { Outcome } from '../../src/model/outcome.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { bareLab, lesson } from './lab.ts';
import { snapshotOf } from './objects.ts';

const student = { id: 'U0ALICE', role: 'student', namespace: 'student-07' } as const;

/** All that comes of a check; `since` is the signature of the answer whose button asked. */
export async function outcomeOf(snapshot: Snapshot, words: readonly string[] = [], since?: string): Promise<Outcome> {
  // The lesson's notes on these findings, without the explanation layer: the engine's tests pass where that is absent.
  const explainFindings: Lab['explainFindings'] = async (findings) => {
    const wanted = new Set(findings.flatMap(({ theory, drift }) => [...theory, ...drift]));
    return { by: 'handbook', passages: lesson.passages.filter(({ id }) => wanted.has(id)) };
  };
  const lab = bareLab(async () => snapshot, { explainFindings });
  return check.run({ by: student, words, ...(since === undefined ? {} : { since }) }, lab);
}

function checkAnswerIn({ answer }: Outcome): CheckAnswer {
  if (answer.kind !== 'check') throw new Error(`an answer of the kind ${answer.kind}`);
  return answer;
}

/** The answer to a check of what was observed. */
export async function answerFrom(snapshot: Snapshot, ...words: readonly string[]): Promise<CheckAnswer> {
  return checkAnswerIn(await outcomeOf(snapshot, words));
}

/** The answer to a check of documents, with a sentence before the verdict. */
export async function answerTo(documents: readonly unknown[], remark: string | null = null): Promise<CheckAnswer> {
  return { ...(await answerFrom(await snapshotOf(documents, 'student-07'))), remark };
}

const root = new URL('../', import.meta.url).pathname;
const now = () => new Date('2026-11-24T16:40:00Z');

/** Every dump there is: the recorded clusters, and the cases of each finding; `reach` has its own. */
export function everyDump(): readonly string[] {
  const recorded = readdirSync(`${root}dumps`).map((name) => `dumps/${name}`);
  const codes = readdirSync(`${root}cases`).filter((name) => name !== 'reach' && name !== 'network');
  const cases = codes.flatMap((code) =>
    readdirSync(`${root}cases/${code}`)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => `cases/${code}/${name}`),
  );
  return [...recorded, ...cases];
}

/** What is observed of such a dump. */
export function observed(dump: string): Promise<Snapshot> {
  return observeDump([`${root}${dump}`], 'student-07', now);
}

/** What a line says, times as they were written. */
export const lineSays = (runs: Line): string =>
  runs
    .map((run) => {
      if ('text' in run) return run.text;
      if ('time' in run) return run.time;
      if ('command' in run) return run.command;
      return 'link' in run ? run.link : run.user;
    })
    .join('');

/** What a part says. */
export function partSays(part: DocPart): string {
  switch (part.part) {
    case 'heading':
    case 'code':
    case 'quote':
      return part.text;
    case 'paragraph':
      return lineSays(part.runs);
    case 'list':
      return part.items.map(lineSays).join('\n');
    case 'table':
      return [part.columns, ...part.rows].map((row) => row.join('  ')).join('\n');
    case 'choices':
      return part.options.join('\n');
    case 'buttons':
    case 'rule':
      return '';
  }
}

/** What a section says, its title first. */
export const sectionSays = ({ title, parts }: DocSection): string => [title, ...parts.map(partSays)].join('\n');
