import { semanticsWords, verdictWords } from '../model/display-names.ts';
import type { Doc, DocPart, Medium } from '../model/doc.ts';
import type { Backend, Reach, ReachAnswer, Side } from '../model/reach.ts';
import { trialParts } from './policy-trial.ts';
import { boldRun, createDoc, headingPart, listPart, paragraphPart, textRun, timeRun } from './runs.ts';

function sidePart(name: string, { verdict, policies, because }: Side): DocPart {
  const named = policies.length > 0 ? ` Policies: ${policies.join(', ')}.` : '';
  return paragraphPart(
    boldRun(`${verdictWords[verdict].sign} ${name}: ${verdictWords[verdict].words}. `),
    textRun(`${because}${named}`),
  );
}

/** The Pods behind a Service with the ports that connections come to. */
function backendPart(backends: readonly Backend[]): DocPart {
  const words = backends.map(({ to, port, verdict }) => `${to} at ${port}: ${verdict}`).join(', ');
  return paragraphPart(boldRun('Behind the Service: '), textRun(words));
}

function reachParts({ egress, ingress, notes, semantics, backends = [] }: Reach): readonly DocPart[] {
  return [
    paragraphPart(textRun(semanticsWords(semantics))),
    sidePart('leaving', egress),
    sidePart('arriving', ingress),
    ...(backends.length > 0 ? [backendPart(backends)] : []),
    ...(notes.length > 0 ? [listPart(notes.map(({ message }) => [textRun(message)]))] : []),
  ];
}

function verdictLine({ query: { from, to, protocol, port }, verdict }: Reach): string {
  return `${verdictWords[verdict].sign} ${from} → ${to}, ${protocol} ${port}: ${verdictWords[verdict].words}`;
}

/** A line for each question of a batch: the verdict and the side that decided. */
function batchLine(reach: Reach): string {
  const { verdict, egress, ingress } = reach;
  const side = egress.verdict === verdict && verdict !== 'allowed' ? egress : ingress;
  return `${verdictLine(reach)}. ${side.because}`;
}

/** The answer to `reach`: for each question the verdict, and why for both of its sides. */
export function reachDoc({ reaches, batch, readAt, trial, source }: ReachAnswer, medium: Medium): Doc {
  const [first, ...rest] = reaches;
  const from = medium === 'slack' ? [] : [textRun(`, from ${source.kind} ${source.name}`)];
  const read = [
    textRun('Looked at '),
    timeRun(readAt),
    ...from,
    textRun('; policies alone are judged, not whether something listens. I only read.'),
  ];
  const tried = trial === undefined ? [] : trialParts(trial, reaches);
  if (batch || first === undefined)
    return createDoc(
      [boldRun(`${reaches.length} questions`)],
      [listPart(reaches.map((each) => [textRun(batchLine(each))])), ...tried],
      { smallPrint: [read] },
    );
  const more = rest.flatMap((each) => [headingPart(verdictLine(each)), ...reachParts(each)]);
  return createDoc([boldRun(verdictLine(first))], [...reachParts(first), ...more, ...tried], { smallPrint: [read] });
}
