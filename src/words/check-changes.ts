import type { CheckAnswer, CheckChange } from '../model/check.ts';
import { dataplaneNames, modelNames, policyNames, problemWords, statusWords } from '../model/display-names.ts';
import type { DocSection, Line } from '../model/doc.ts';
import type { FindingCode, ProblemTitles } from '../model/finding.ts';
import { roomOf } from './fit.ts';
import { listPart, textRun, timeRun } from './runs.ts';

const wordsOf = (runs: Line): number => roomOf({ part: 'paragraph', runs }).words;

/** What a finding is about, in a word or two. */
const subjects: { readonly [C in FindingCode]: string } = {
  'node-addresses': 'Task 1, node addresses',
  'pods-outside-node-range': 'Task 1, Pod addresses',
  'cilium-agents': 'Task 2, Cilium agents',
  'kube-proxy-absent': 'Task 2, kube-proxy',
  'networkmonitor-configmap': 'Task 3, the ConfigMap',
  'node-annotations': 'Task 3, node annotations',
  'pod-cidr-per-node': 'Task 3, Pod CIDRs',
  'api-endpoint': 'The API server’s name',
};

type Signed = { readonly sign: string; readonly words: string };

function verdictChange(name: string, was: Signed, is: Signed): string {
  if (was.words === is.words) return `${name}: still ${is.sign} ${is.words}, but other values`;
  return `${name}: now ${is.sign} ${is.words}, before ${was.sign} ${was.words}`;
}

const nameChange = (name: string, was: string, is: string): string => `${name}: now ${is}, before ${was}`;

function describeChange(change: CheckChange, titles: ProblemTitles): string {
  switch (change.about) {
    case 'finding':
      return verdictChange(subjects[change.id], statusWords[change.was], statusWords[change.is]);
    case 'problem':
      return verdictChange(titles[change.id], problemWords[change.was], problemWords[change.is]);
    case 'model':
      return nameChange('Network model', modelNames[change.was], modelNames[change.is]);
    case 'dataplane':
      return nameChange('Data plane', dataplaneNames[change.was], dataplaneNames[change.is]);
    case 'policyEngine':
      return nameChange('Policies', policyNames[change.was], policyNames[change.is]);
    case 'evidence':
      return 'Why this model: other observations';
    case 'remark':
      return 'The first sentence is another';
  }
}

/** When the look before was, in the reader's zone; in words where it is not known. */
const sinceRuns = (since: string | undefined): Line =>
  since === undefined ? [textRun(' since the answer before')] : [textRun(' since '), timeRun(since)];

// What is said where some changes are left for the evidence has about as many words.
const wordsOfRest = 7;

/** The first lines that have no more words than these together. */
function fittingLines(lines: readonly Line[], room: number): readonly Line[] {
  let left = room;
  const over = lines.findIndex((line) => {
    left -= wordsOf(line);
    return left < 0;
  });
  return over < 0 ? lines : lines.slice(0, over);
}

function fittingChanges(described: readonly string[], room: number): readonly Line[] {
  const lines = described.map((each): Line => [textRun(`${each}.`)]);
  if (fittingLines(lines, room).length === lines.length) return lines;
  const short = fittingLines(lines, room - wordsOfRest);
  const rest = lines.length - short.length;
  return [...short, [textRun(`${short.length === 0 ? 'All of it stands' : `${rest} more stand`} in the evidence.`)]];
}

/**
 * What changed since the answer whose button asked, with the times of both looks; what these words do not hold stands in the
 * evidence.
 */
export function changeLines({ changes, since, titles, report }: CheckAnswer, room: number): readonly Line[] {
  if (changes === undefined) return [];
  const now: Line = [textRun('Looked again at '), timeRun(report.readAt)];
  if (changes.length === 0) return [[...now, textRun(': nothing changed'), ...sinceRuns(since), textRun('.')]];
  const many = changes.length === 1 ? '1 thing' : `${changes.length} things`;
  const head: Line = [...now, textRun(`: ${many} changed`), ...sinceRuns(since), textRun('.')];
  const described = changes.map((each) => describeChange(each, titles));
  return [head, ...fittingChanges(described, room - wordsOf(head))];
}

/** Every change, in the evidence. */
export function changesSection({ changes = [], titles }: CheckAnswer): readonly DocSection[] {
  if (changes.length === 0) return [];
  return [{ title: 'What changed', parts: [listPart(changes.map((each) => [textRun(describeChange(each, titles))]))] }];
}
