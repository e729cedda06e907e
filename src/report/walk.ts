import { outcomeWords, stepWords } from '../model/display-names.ts';
import type { ProblemStep } from '../model/finding.ts';
import type { WalkAnswer } from '../model/walk.ts';
import { codeSpan, escapeMarkdown } from './markdown-escape.ts';
import type { TerminalStyle } from './style.ts';
import { labelledEntry, wrap } from './wrap.ts';

function stepText(
  { id, symptom, status, normal, because, todo, nextCommand, outcomes }: ProblemStep,
  style: TerminalStyle,
): string {
  const { sign, words } = stepWords({ status, normal });
  const head = `  ${style.strong(`${sign} ${symptom}`)}  ${style.faint(id)}`;
  if (status === 'ruled-out') return [head, wrap(`${words}: ${because}`, '    ')].join('\n');
  return [
    head,
    wrap(`${words}: ${because}`, '    '),
    `      ${style.faint('$')} ${nextCommand}`,
    ...(todo === null ? [] : [labelledEntry('do', todo)]),
    ...outcomes.map(({ sees, means }) => labelledEntry('if', `${sees} → ${outcomeWords[means]}`)),
  ].join('\n');
}

/** The answer to `walk` for a terminal. */
export function walkText({ namespace, source, readAt, steps }: WalkAnswer, style: TerminalStyle): string {
  return [
    style.strong(`netlab walk · ${namespace}`),
    wrap(`Read ${readAt} from ${source.kind} ${source.name}. Nothing was changed; each command below only reads.`, ''),
    '',
    steps.map((step) => stepText(step, style)).join('\n\n'),
    '',
  ].join('\n');
}

function stepMarkdown({ id, symptom, status, normal, because, todo, nextCommand, outcomes }: ProblemStep): string {
  const { sign, words } = stepWords({ status, normal });
  const lines = [`- **${words}**: ${escapeMarkdown(because)}`];
  if (status !== 'ruled-out') {
    if (todo !== null) lines.push(`- do: ${escapeMarkdown(todo)}`);
    lines.push(`- next: ${codeSpan(nextCommand)}`);
    lines.push(...outcomes.map(({ sees, means }) => `  - if you see ${escapeMarkdown(sees)}: ${outcomeWords[means]}`));
  }
  return [`## ${sign} ${escapeMarkdown(symptom)}`, codeSpan(id), lines.join('\n')].join('\n\n');
}

/** The answer to `walk` as Markdown. */
export function walkMarkdown({ namespace, source, readAt, steps }: WalkAnswer): string {
  const read = escapeMarkdown(`Read ${readAt} from ${source.kind} ${source.name}; nothing was changed.`);
  return [`# netlab walk: ${escapeMarkdown(namespace)}`, read, ...steps.map(stepMarkdown)].join('\n\n');
}

/** The answer to `walk` as `netlab.walk/1`. */
export function walkJson({ namespace, source, readAt, steps }: WalkAnswer): object {
  const problems = steps.map(({ id, symptom, status, normal, because, todo, nextCommand, outcomes }) => {
    return { id, symptom, status, normal, because, todo, nextCommand, outcomes };
  });
  return { schema: 'netlab.walk/1', namespace, source, readAt, problems };
}
