import { semanticsWords, verdictWords } from '../model/display-names.ts';
import type { Doc, DocPart, DocSection, Line, Medium } from '../model/doc.ts';
import type { Backend, Reach, ReachAnswer } from '../model/reach.ts';
import { shortenPodNames } from './pod-names.ts';
import { trialWords } from './policy-trial.ts';
import { shortReason, startUpper } from './problem-fact.ts';
import { boldRun, createDoc, headingPart, listPart, paragraphPart, textRun, timeRun } from './runs.ts';
import { countWords, mostWords, splitByWords } from './word-count.ts';

// So many words a side has at a glance; the whole reason is one press away.
const mostReason = 34;
// So many words stand around both sides: the verdict, and how it was read.
const wordsAround = 40;

const escapeName = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\/]/gu, '\\$&');

/** Shortens the names of both ends in a sentence of the engine; in a terminal they stay whole. */
function shortener({ query: { from, to }, backends = [] }: Reach, medium: Medium): (text: string) => string {
  if (medium === 'terminal') return (text) => text;
  const names = [from, to, ...backends.map((each) => each.to)].filter((end) => end.includes('/'));
  const short = shortenPodNames(names);
  const longest = [...new Set(names)].toSorted((a, b) => b.length - a.length);
  // Only whole names: a policy’s own may begin or end like a Pod’s.
  return (text) =>
    longest.reduce(
      (said, name) => said.replaceAll(new RegExp(`(?<![\\w/.-])${escapeName(name)}(?![\\w/-])`, 'gu'), short(name)),
      text,
    );
}

const sideNames = { egress: 'leaving', ingress: 'arriving' } as const;

type SideWords = { readonly line: Line; readonly more: readonly DocPart[] };

/** What one side says, and what of it does not fit; in a terminal all of it does. */
function sideWords(name: keyof typeof sideNames, reach: Reach, medium: Medium): SideWords {
  const { verdict, policies, because } = reach[name];
  const { sign, words } = verdictWords[verdict];
  const short = shortener(reach, medium);
  // Policies that the reason names need no second mention.
  const unnamed = policies.filter((each) => !because.includes(each));
  const named = unnamed.length > 0 ? ` Policies: ${unnamed.join(', ')}.` : '';
  const whole = `${short(because)}${named}`;
  const isLong = medium === 'slack' && countWords([textRun(whole)]) > mostReason;
  return {
    line: [boldRun(`${sign} ${sideNames[name]}: ${words}. `), textRun(isLong ? shortReason(short(because)) : whole)],
    more: isLong ? [paragraphPart(boldRun(`${startUpper(sideNames[name])}: `), textRun(`${because}${named}`))] : [],
  };
}

/** The Pods behind a Service with the ports that connections come to. */
function backendLine(backends: readonly Backend[]): Line {
  const words = backends.map(({ to, port, verdict }) => `${to} at ${port}: ${verdict}`).join(', ');
  return [boldRun('Behind the Service: '), textRun(words)];
}

type ReachWords = { readonly parts: readonly DocPart[]; readonly more: readonly DocPart[] };

/** One answer: both sides, what is behind a Service, and remarks as far as they fit; then what is folded. */
function reachWords(reach: Reach, medium: Medium): ReachWords {
  const { notes, backends = [] } = reach;
  const sides = [sideWords('egress', reach, medium), sideWords('ingress', reach, medium)];
  const remarks = notes.map(({ message }): Line => [textRun(message)]);
  const behind = backends.length > 0 ? [backendLine(backends)] : [];
  const isFew = medium === 'terminal' || backends.length < 4;
  const lines = [...sides.map(({ line }) => line), ...(isFew ? behind : [])];
  const left = mostWords - wordsAround - lines.reduce((sum, line) => sum + countWords(line), 0);
  const [shown, folded] = medium === 'terminal' ? [remarks, []] : splitByWords(remarks, left);
  return {
    parts: [...lines.map((line) => paragraphPart(...line)), ...(shown.length > 0 ? [listPart(shown)] : [])],
    more: [
      ...sides.flatMap(({ more }) => more),
      ...(isFew ? [] : behind.map((line) => paragraphPart(...line))),
      ...(folded.length > 0 ? [listPart(folded)] : []),
    ],
  };
}

function verdictLine(reach: Reach, medium: Medium): string {
  const { from, to, protocol, port } = reach.query;
  const short = shortener(reach, medium);
  const { sign, words } = verdictWords[reach.verdict];
  return `${sign} ${short(from)} → ${short(to)}, ${protocol} ${port}: ${words}`;
}

/** A line for each question of a batch: the verdict and the side that decided. */
function batchLine(reach: Reach, medium: Medium): string {
  const { verdict, egress, ingress } = reach;
  const side = egress.verdict === verdict && verdict !== 'allowed' ? egress : ingress;
  return `${verdictLine(reach, medium)}. ${side.because}`;
}

/** How it was read: when, from where, by whose rules. */
function smallPrintOf({ reaches, readAt, source }: ReachAnswer, medium: Medium): readonly Line[] {
  const from = medium === 'slack' ? [] : [textRun(`, from ${source.kind} ${source.name}`)];
  const semantics = [...new Set(reaches.flatMap((each) => each.semantics))];
  const rules =
    reaches.length === 0
      ? ''
      : `${startUpper(semanticsWords(semantics))}; policies alone, not whether something listens. `;
  return [[textRun(rules), textRun('Looked at '), timeRun(readAt), ...from, textRun('. I only read.')]];
}

/** What was asked, in full names. */
function askedSection({ query: { from, to, protocol, port }, egress, ingress }: Reach): DocSection {
  const policies = [...new Set([...egress.policies, ...ingress.policies])];
  const lines: readonly Line[] = [
    [textRun(`From ${from}`)],
    [textRun(`To ${to}, ${protocol} ${port}`)],
    ...policies.map((each): Line => [textRun(each)]),
  ];
  return { title: 'Asked', parts: [listPart(lines)] };
}

/** The answer to `reach`: for each question the verdict, and why for both of its sides. */
export function reachDoc(answer: ReachAnswer, medium: Medium): Doc {
  const { reaches, batch, trial } = answer;
  const [first, ...rest] = reaches;
  const smallPrint = smallPrintOf(answer, medium);
  const tried = trial === undefined ? null : trialWords(trial, reaches, medium);
  if (batch || first === undefined)
    return createDoc(
      [boldRun(`${reaches.length} ${reaches.length === 1 ? 'question' : 'questions'}`)],
      [listPart(reaches.map((each) => [textRun(batchLine(each, medium))])), ...(tried?.parts ?? [])],
      { smallPrint, details: tried?.details ?? [] },
    );
  const words = reachWords(first, medium);
  const others = rest.flatMap((each) => [headingPart(verdictLine(each, medium)), ...reachWords(each, medium).parts]);
  // With a policy to try, what it changes comes first.
  const sides = tried === null || medium === 'terminal' ? words.parts : [];
  const why = tried === null || medium === 'terminal' ? words.more : [...words.parts, ...words.more];
  const details: readonly DocSection[] =
    medium === 'terminal' ? [] : [...(why.length > 0 ? [{ title: 'Why', parts: why }] : []), askedSection(first)];
  return createDoc([boldRun(verdictLine(first, medium))], [...sides, ...others, ...(tried?.parts ?? [])], {
    smallPrint,
    details: [...(tried?.details ?? []), ...details],
  });
}
