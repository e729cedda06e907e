import { conflictWord, dataplaneNames, modelNames, policyNames, statusWords } from '../model/display-names.ts';
import type { DocPart, DocSection, Line, Medium } from '../model/doc.ts';
import type { Explanation } from '../model/explanation.ts';
import type { CheckReport, Finding, Task } from '../model/finding.ts';
import { driftParts } from './notes.ts';
import { boldRun, codeRun, listPart, paragraphPart, textRun, timeRun } from './runs.ts';

const tasks: readonly Task[] = [1, 2, 3, null];

function countedLine({ counted, excluded }: Finding): string {
  const counts = Object.entries(counted).map(([kind, n]) => `${kind} ${n}`);
  return [...counts, ...excluded.map(({ why, count }) => `left out: ${count} ${why}`)].join(', ');
}

function findingParts(finding: Finding): readonly DocPart[] {
  const { sign, words } = statusWords[finding.status];
  const counted = countedLine(finding);
  const lines: readonly Line[] = [
    [textRun(`Expected: ${finding.expected}`)],
    ...(counted === '' ? [] : [[textRun(`Counted: ${counted}`)]]),
    ...finding.evidence.map(({ command, value }) => [codeRun(command), textRun(` → ${value}`)]),
    [textRun(`Next: ${finding.nextStep}`)],
  ];
  return [paragraphPart(boldRun(`${sign} ${finding.asks} ${words}. `), textRun(finding.observed)), listPart(lines)];
}

function taskSection(task: Task, findings: readonly Finding[]): readonly DocSection[] {
  const own = findings.filter((each) => each.task === task);
  const title = task === null ? 'Theory: private clusters' : `Task ${task}`;
  return own.length === 0 ? [] : [{ title, parts: own.flatMap(findingParts) }];
}

function modelSection({ cluster }: CheckReport): DocSection {
  const { model, dataplane, policyEngine, candidates, conflicts, signals } = cluster;
  const possible = candidates.map((each) => modelNames[each]).join('; ');
  const lines: readonly Line[] = [
    [textRun(`Model: ${modelNames[model]}${possible === '' ? '' : ` (still possible: ${possible})`}`)],
    [textRun(`Data plane: ${dataplaneNames[dataplane]}`)],
    [textRun(`Policies: ${policyNames[policyEngine]}`)],
    ...conflicts.map((each) => [textRun(`${conflictWord(each)}: ${each.says}`)]),
    ...signals.map(({ weight, observed, says }) => [textRun(`${weight}: ${observed} → ${says}`)]),
  ];
  return { title: 'Why this model', parts: [listPart(lines)] };
}

function receiptSection({ receipt, source, readAt, namespace }: CheckReport): DocSection {
  const { reads, as } = receipt;
  const rows = reads.map(({ verb, resource, namespace: where, count, outcome }) => [
    verb,
    resource,
    where ?? 'cluster',
    String(count),
    outcome,
  ]);
  const who = as === null ? '' : ` as ${as}`;
  return {
    title: 'What I read',
    parts: [
      paragraphPart(
        textRun(`Looked from ${namespace} at `),
        timeRun(readAt),
        textRun(`${who}, from ${source.kind} ${source.name}.`),
      ),
      { part: 'table', columns: ['verb', 'what', 'where', 'count', 'outcome'], rows },
    ],
  };
}

/** What a look rests on: a section per task, the signals of the model, and what was read. */
export function evidenceSections(
  report: CheckReport,
  { passages }: Explanation,
  _medium: Medium,
): readonly DocSection[] {
  const drift = driftParts(passages);
  return [
    ...tasks.flatMap((task) => taskSection(task, report.findings)),
    modelSection(report),
    receiptSection(report),
    ...(drift.length === 0 ? [] : [{ title: 'Newer sources', parts: drift }]),
  ];
}
