import type { PlanAnswer, PlanStep, Surge } from '../model/plan.ts';
import { escapeMarkdown } from './markdown-escape.ts';
import type { TerminalStyle } from './style.ts';
import { wrap } from './wrap.ts';

/** The answer to `plan` for a terminal. */
export function planText({ words: { title, groups: parts } }: PlanAnswer, style: TerminalStyle): string {
  const blocks = parts.map(({ heading, lines }) =>
    [style.strong(heading), ...lines.map((line) => wrap(line, '  '))].join('\n'),
  );
  return `${[wrap(style.strong(title), ''), ...blocks].join('\n\n')}\n`;
}

/** The answer to `plan` as Markdown. */
export function planMarkdown({ words: { title, groups: parts } }: PlanAnswer): string {
  const list = (lines: readonly string[]) => lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n');
  return [`# ${escapeMarkdown(title)}`, ...parts.flatMap(({ heading, lines }) => [`## ${heading}`, list(lines)])].join(
    '\n\n',
  );
}

function surgeFields(surge: Surge | null) {
  return {
    surge: surge?.unit === 'nodes' ? surge.value : null,
    surgePercent: surge?.unit === 'percent' ? surge.value : null,
  };
}

function stepJson({ surge, figure, ...step }: PlanStep): object {
  const { source = null, date = null } = figure ?? {};
  return { ...surgeFields(surge), source, date, ...step };
}

/**
 * The answer to `plan` as `netlab.plan/1`: the figures, and what is said of them in sentences. Where no surge was said,
 * `request` has the first default, as it always had.
 */
export function planJson({ plan, words }: PlanAnswer): object {
  const { request, withoutUpgrade, upgrades, problems, remarks, ...rest } = plan;
  return {
    schema: 'netlab.plan/1',
    request: { ...request, ...surgeFields(upgrades[0].surge), surgeSaid: request.surge !== null },
    ...rest,
    withoutUpgrade: stepJson(withoutUpgrade),
    upgrades: upgrades.map(stepJson),
    problems: words.problems,
    against: problems,
    remarks: words.remarks,
    notes: remarks,
  };
}
