import { outcomeWords, stepWords } from '../model/display-names.ts';
import type { Doc, DocPart, Medium } from '../model/doc.ts';
import type { ProblemStep } from '../model/finding.ts';
import type { WalkAnswer } from '../model/walk.ts';
import { boldRun, createDoc, listPart, paragraphPart, textRun, timeRun } from './runs.ts';

function stepParts({ symptom, status, normal, because, todo, nextCommand, outcomes }: ProblemStep): readonly DocPart[] {
  const { sign, words } = stepWords({ status, normal });
  const said = paragraphPart(boldRun(`${sign} ${symptom}`), textRun(`\n${words}: ${because}`));
  if (status === 'ruled-out') return [said];
  const meant = outcomes.map(({ sees, means }) => [textRun(`${sees} → ${outcomeWords[means]}`)]);
  const doing = todo === null ? [] : [paragraphPart(textRun(`Do: ${todo}`))];
  return [said, ...doing, { part: 'code', text: nextCommand }, listPart(meant)];
}

/** The answer to `walk`: the rows of the table of problems. */
export function walkDoc({ namespace, readAt, steps, source, remarks = [] }: WalkAnswer, medium: Medium): Doc {
  const from = medium === 'slack' ? '' : `, from ${source.kind} ${source.name}`;
  return createDoc(
    [boldRun(`Common problems in ${namespace}`)],
    [...remarks.map((each) => paragraphPart(textRun(each))), ...steps.flatMap(stepParts)],
    { smallPrint: [[textRun('Looked at '), timeRun(readAt), textRun(`${from}. I only read.`)]] },
  );
}
