import type { CheckAnswer, CheckChange } from '../model/check.ts';
import {
  dataplaneNames,
  modelNames,
  ownerNames,
  policyNames,
  problemWords,
  statusWords,
} from '../model/display-names.ts';
import type { Doc, DocPart, Line, Medium } from '../model/doc.ts';
import type { CheckReport, Finding, Problem } from '../model/finding.ts';
import { evidenceSections } from './evidence.ts';
import { boldRun, createDoc, listPart, paragraphPart, textRun, timeRun } from './runs.ts';

function headline({ status, owner, asks }: Finding): string {
  const { sign, words } = statusWords[status];
  return `${sign} ${asks} — ${words}${owner === null ? '' : ` (next: ${ownerNames[owner]})`}`;
}

function findingPart(finding: Finding): DocPart {
  return paragraphPart(boldRun(headline(finding)), textRun(`\n${finding.observed}\nNext: ${finding.nextStep}`));
}

function networkLine({ cluster }: CheckReport): string {
  const { model, dataplane, policyEngine } = cluster;
  return `Network: ${modelNames[model]} · data plane: ${dataplaneNames[dataplane]} · policies: ${policyNames[policyEngine]}`;
}

function problemRuns({ id, status, because }: Problem): Line {
  return [boldRun(`${id} `), textRun(`${problemWords[status].words}: ${because}`)];
}

function wordsOfChange(name: string, was: string, is: string, reason: string): string {
  return was === is ? `${name} is still “${is}”, ${reason}` : `${name} was “${was}”, is “${is}”`;
}

function describeChange(change: CheckChange): string {
  switch (change.about) {
    case 'finding':
      return wordsOfChange(change.id, statusWords[change.was].words, statusWords[change.is].words, 'by other values');
    case 'problem': {
      const [was, is] = [problemWords[change.was].words, problemWords[change.is].words];
      return wordsOfChange(change.id, was, is, 'for another reason');
    }
    case 'model':
      return wordsOfChange('the model', modelNames[change.was], modelNames[change.is], '');
    case 'dataplane':
      return wordsOfChange('the data plane', dataplaneNames[change.was], dataplaneNames[change.is], '');
    case 'policyEngine':
      return wordsOfChange('the policy engine', policyNames[change.was], policyNames[change.is], '');
    case 'evidence':
      return 'the network is concluded from other observations';
    case 'remark':
      return 'the remark before the summary is another';
  }
}

/** What changed since the answer whose button asked, in one line. */
function changeLines(changes: readonly CheckChange[] | undefined): readonly Line[] {
  if (changes === undefined) return [];
  if (changes.length === 0) return [[textRun('Nothing changed since the answer before.')]];
  return [[textRun(`Changed since the answer before: ${changes.map(describeChange).join('; ')}.`)]];
}

/** The answer to `check`: the network, each finding under its task, the common problems, and what was read. */
export function checkDoc({ report, summary, explanation, changes }: CheckAnswer, medium: Medium): Doc {
  return createDoc(
    [boldRun(summary)],
    [
      paragraphPart(textRun(networkLine(report))),
      ...report.findings.map(findingPart),
      paragraphPart(boldRun('Common problems')),
      listPart(report.problems.map(problemRuns)),
    ],
    {
      smallPrint: [[textRun(`Looked from ${report.namespace} at `), timeRun(report.readAt), textRun('. I only read.')]],
      changed: changeLines(changes),
      details: evidenceSections(report, explanation, medium),
      detailsLabel: 'Evidence',
    },
  );
}
