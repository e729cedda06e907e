import type { CheckAnswer, EvidenceTable } from '../model/check.ts';
import {
  conflictWord,
  dataplaneNames,
  modelNames,
  ownerNames,
  policyNames,
  statusWords,
  stepWords,
} from '../model/display-names.ts';
import type { DocPart, DocSection, Line } from '../model/doc.ts';
import type { Finding, ReceiptRead, Task } from '../model/finding.ts';
import { causeSection } from './check-causes.ts';
import { changesSection } from './check-changes.ts';
import { driftParts } from './notes.ts';
import { boldRun, codePart, headingPart, listPart, paragraphPart, textRun, timeRun } from './runs.ts';

const tasks: readonly Task[] = [1, 2, 3, null];

const titleOf = (task: Task): string => (task === null ? 'Private clusters' : `Task ${task}`);

const wordsIn = (text: string): readonly string[] => text.toLowerCase().split(/[\s,:]+/u);

/** Whether a table tells all that the value does, so that the value would only repeat some of it. */
function tellsAll({ columns, rows }: EvidenceTable, value: string): boolean {
  const cells = new Set([...columns, ...rows.flat()].flatMap(wordsIn));
  const joining = new Set(['', 'on', 'node', 'none']);
  return wordsIn(value.replace(/ and \d+ more$/u, '')).every((each) => cells.has(each) || joining.has(each));
}

/** A command and what it showed; a table that stands above is not repeated. */
function evidenceParts({ evidence }: Finding, { tables }: CheckAnswer, above: Set<string>): readonly DocPart[] {
  return evidence.flatMap(({ command, value }) => {
    const table = tables.find((each) => each.command === command);
    const said = table && tellsAll(table, value) ? [] : [listPart([[textRun(value)]])];
    if (table === undefined) return [codePart(command), ...said];
    const shown: DocPart = above.has(command)
      ? listPart([[textRun('The table stands above.')]])
      : { part: 'table', columns: table.columns, rows: table.rows };
    above.add(command);
    return [codePart(command), ...said, shown];
  });
}

/** What a finding asks to do; of what could not be read that is said once, in a section of its own. */
function nextLines({ status, owner, nextStep }: Finding): readonly Line[] {
  if (status === 'blocked') return [];
  const who = owner === null ? '' : ` (${ownerNames[owner]})`;
  return [[textRun(`Next${who}: ${nextStep}`)]];
}

/** What was shown above: tables on the same page, notes anywhere. */
type Shown = { readonly tables: Set<string>; readonly notes: Set<string> };

function findingParts(finding: Finding, answer: CheckAnswer, above: Shown): readonly DocPart[] {
  const { status, asks, observed, expected, counted, excluded, drift } = finding;
  const { sign, words } = statusWords[status];
  const counts = Object.entries(counted).map(([kind, n]) => `${kind} ${n}`);
  const lines: readonly Line[] = [
    [textRun(`Expected: ${expected}`)],
    ...(counts.length === 0 ? [] : [[textRun(`Counted: ${counts.join(', ')}`)]]),
    ...excluded.map(({ why, count }) => [textRun(`Left out: ${count} ${why}`)]),
    ...nextLines(finding),
  ];
  const newer = answer.explanation.passages.filter(({ id }) => drift.includes(id) && !above.notes.has(id));
  for (const { id } of newer) above.notes.add(id);
  return [
    headingPart(`${sign} ${words}: ${asks}`),
    paragraphPart(textRun(observed)),
    listPart(lines),
    ...evidenceParts(finding, answer, above.tables),
    ...driftParts(newer),
  ];
}

function taskSection(task: Task, answer: CheckAnswer, notes: Set<string>): readonly DocSection[] {
  const own = answer.report.findings.filter((each) => each.task === task);
  if (own.length === 0) return [];
  const above = { tables: new Set<string>(), notes };
  return [{ title: titleOf(task), parts: own.flatMap((each) => findingParts(each, answer, above)) }];
}

function problemsSection({ problems, titles }: CheckAnswer): DocSection {
  const parts = problems.flatMap((problem) => {
    const { sign, words } = stepWords(problem);
    return [
      headingPart(`${sign} ${words}: ${titles[problem.id]}`),
      paragraphPart(textRun(problem.because)),
      codePart(problem.nextCommand),
    ];
  });
  return { title: 'Common problems', parts };
}

/** The pools by their model, where there is more than one. */
function poolParts({ report: { cluster } }: CheckAnswer): readonly DocPart[] {
  if (cluster.pools.length < 2) return [];
  const rows = cluster.pools.map(({ name, model, nodes, ready }) => [
    name,
    modelNames[model],
    `${ready} of ${nodes} ready`,
  ]);
  return [{ part: 'table', columns: ['pool', 'model', 'nodes'], rows }];
}

function modelSection(answer: CheckAnswer): DocSection {
  const { model, dataplane, policyEngine, candidates, conflicts, signals } = answer.report.cluster;
  const possible = candidates.map((each) => modelNames[each]).join('; ');
  const steps = signals.map(({ weight, observed, says }, at): Line => {
    return [boldRun(`${at + 1}. ${weight}: `), textRun(`${observed} → ${says}`)];
  });
  const against = conflicts.map((each): Line => [boldRun(`${conflictWord(each)}: `), textRun(each.says)]);
  return {
    title: 'Why this model',
    parts: [
      listPart([
        [textRun(`Model: ${modelNames[model]}${possible === '' ? '' : ` (still possible: ${possible})`}`)],
        [textRun(`Data plane: ${dataplaneNames[dataplane]}`)],
        [textRun(`Policies: ${policyNames[policyEngine]}`)],
      ]),
      ...poolParts(answer),
      ...(against.length === 0 ? [] : [headingPart('What does not fit or is missing'), listPart(against)]),
      ...(steps.length === 0 ? [] : [headingPart('Step by step, the strongest first'), listPart(steps)]),
    ],
  };
}

const outcomeNames: { readonly [O in ReceiptRead['outcome']]: string } = {
  ok: 'answered',
  forbidden: 'no permission',
  failed: 'no answer',
  'not-found': 'does not exist',
  'not-in-dump': 'not in the dump',
};

function receiptSection({ report: { receipt, source, readAt, namespace } }: CheckAnswer): DocSection {
  const { reads, as } = receipt;
  const asked = reads.filter(({ verb }) => verb !== 'ignore' && verb !== 'assume');
  const rows = asked.map(({ verb, resource, namespace: where, count, outcome }) => [
    `${verb} ${resource}`,
    where ?? 'cluster',
    String(count),
    outcomeNames[outcome],
  ]);
  const besides = reads.flatMap(({ verb, resource, count }): readonly Line[] => {
    if (verb === 'ignore') return [[textRun(`Not used: ${count} ${resource}`)]];
    return verb === 'assume' ? [[textRun(`${resource}.`)]] : [];
  });
  const answered = asked.filter(({ outcome }) => outcome === 'ok' || outcome === 'not-found').length;
  const who = as === null ? '' : ` as ${as}`;
  return {
    title: 'What I read',
    parts: [
      paragraphPart(
        textRun(`Looked from ${namespace} at `),
        timeRun(readAt),
        textRun(
          `${who}, from ${source.kind} ${source.name}: ${answered} of ${asked.length} questions answered. I only read.`,
        ),
      ),
      { part: 'table', columns: ['question', 'where', 'found', 'outcome'], rows },
      ...(besides.length === 0 ? [] : [listPart(besides)]),
    ],
  };
}

/** What a look rests on: a section per task, the common problems, the steps to the model, and what was read. */
export function evidenceSections(answer: CheckAnswer): readonly DocSection[] {
  const notes = new Set<string>();
  return [
    ...tasks.flatMap((task) => taskSection(task, answer, notes)),
    problemsSection(answer),
    modelSection(answer),
    ...changesSection(answer),
    ...causeSection(answer.unread, answer.report.receipt.as),
    receiptSection(answer),
  ];
}
