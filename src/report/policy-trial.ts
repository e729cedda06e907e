import { verdictWords } from '../model/display-names.ts';
import type { PolicyTrial, Reach, VerdictChange } from '../model/reach.ts';
import { codeSpan, escapeMarkdown } from './markdown-escape.ts';
import type { TerminalStyle } from './style.ts';
import { labelledEntry, wrap } from './wrap.ts';

const connection = ({ from, to, port, protocol }: VerdictChange) => `${from} → ${to}, ${protocol} ${port}`;

/** The policies that were tried, and where those count that name no namespace. */
function triedLine({ policies, replaced, placedIn }: PolicyTrial): string {
  const names = policies.map((name) => (replaced.includes(name) ? `${name} (in place of the one of this name)` : name));
  const placed = placedIn === null ? '' : ` What names no namespace counts in ${placedIn}.`;
  return `Tried, not applied: ${names.join(', ')}.${placed}`;
}

/** What the comparison came to, in sentences. */
function comparisonLines({ changes, compared, untold, namespaces, leftOut }: PolicyTrial): readonly string[] {
  const where = namespaces.join(', ');
  const many = `${compared} ${compared === 1 ? 'connection' : 'connections'}`;
  const some = changes.length > 0 ? `${changes.length} of ${many} change` : `None of ${many} changes`;
  const unknown = untold === 0 ? '' : `; ${untold} cannot be told, with or without`;
  return [
    `${some} for the Pods of ${where}, those with the same labels compared once${unknown}.`,
    ...leftOut.map((each) => `Left out: ${each}.`),
  ];
}

function withoutLine({ verdict, egress, ingress }: Reach): string {
  const side = egress.verdict === verdict ? egress : ingress;
  return `Without: ${verdictWords[verdict].sign} ${verdict}.${verdict === 'allowed' ? '' : ` ${side.because}`}`;
}

/** What policies that were tried change, for a terminal. */
export function policyTrialText(trial: PolicyTrial, style: TerminalStyle): string {
  const changed = trial.changes.map((each) => labelledEntry(`${each.without} → ${each.with}`, connection(each), '  '));
  return [
    style.strong('With and without'),
    wrap(triedLine(trial), ''),
    ...trial.without.map((each) => wrap(withoutLine(each), '')),
    ...comparisonLines(trial).map((line) => wrap(line, '')),
    ...changed,
  ].join('\n');
}

/** What policies that were tried change, as Markdown. */
export function policyTrialMarkdown(trial: PolicyTrial): string {
  const changed = trial.changes.map((each) => `- ${each.without} → **${each.with}**: ${codeSpan(connection(each))}`);
  const lines = [triedLine(trial), ...trial.without.map(withoutLine), ...comparisonLines(trial)];
  return [
    '## With and without',
    ...lines.map(escapeMarkdown),
    ...(changed.length > 0 ? [changed.join('\n')] : []),
  ].join('\n\n');
}

/** What policies that were tried change, as JSON. */
export function policyTrialJson(trial: PolicyTrial): object {
  const { policies, replaced, placedIn, namespaces, changes, compared, untold, leftOut } = trial;
  return {
    policies,
    replaced,
    placedIn,
    namespaces,
    compared,
    untold,
    changes: changes.map(({ from, to, port, protocol, without, with: then }) => ({
      from,
      to,
      port,
      protocol,
      without,
      with: then,
    })),
    leftOut,
  };
}
