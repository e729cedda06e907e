import { semanticsWords, verdictWords } from '../model/display-names.ts';
import type { Backend, Reach, ReachAnswer, Side } from '../model/reach.ts';
import { codeSpan, escapeMarkdown } from './markdown-escape.ts';
import { policyTrialJson, policyTrialMarkdown, policyTrialText } from './policy-trial.ts';
import type { TerminalStyle } from './style.ts';
import { labelledEntry, wrap } from './wrap.ts';

function sideText(name: string, { verdict, policies, because }: Side, style: TerminalStyle): string {
  const { sign, words } = verdictWords[verdict];
  return [
    `  ${style.strong(name)}  ${sign} ${words}`,
    wrap(because, '    '),
    ...(policies.length > 0 ? [labelledEntry('policies', policies.join(', '))] : []),
  ].join('\n');
}

/** The Pods behind a Service with the ports that connections come to. */
function backendWords(backends: readonly Backend[]): string {
  return backends.map(({ to, port, verdict }) => `${to} at ${port} ${verdict}`).join(', ');
}

function queryText(
  { query, verdict, egress, ingress, notes: remarks, semantics, backends = [] }: Reach,
  style: TerminalStyle,
): string {
  const { sign, words } = verdictWords[verdict];
  return [
    style.strong(`${query.from} → ${query.to}, ${query.protocol} ${query.port}`),
    `${sign} ${style.strong(verdict)}: ${words} (${semanticsWords(semantics)})`,
    '',
    sideText('leaving', egress, style),
    sideText('arriving', ingress, style),
    ...(backends.length > 0 ? [labelledEntry('behind', backendWords(backends), '  ')] : []),
    ...(remarks.length > 0 ? [''] : []),
    ...remarks.map(({ id, message }) => labelledEntry('to know', `${message} (${id})`, '  ')),
  ].join('\n');
}

function queryLine({ query, verdict, egress, ingress }: Reach): string {
  const side = egress.verdict === verdict && verdict !== 'allowed' ? egress : ingress;
  return wrap(
    `${verdictWords[verdict].sign} ${verdict.padEnd(7)} ${query.from} → ${query.to}, ${query.protocol} ${query.port}: ${side.because}`,
    '',
  );
}

/** The answer to `reach` for a terminal: a line for each question of a batch, else both sides in full. */
export function reachText({ reaches, batch, source, readAt, trial }: ReachAnswer, style: TerminalStyle): string {
  const read = wrap(
    `Read ${readAt} from ${source.kind} ${source.name}. Policies alone are judged, not whether something listens; nothing was changed.`,
    '',
  );
  const body = batch ? reaches.map(queryLine).join('\n') : reaches.map((each) => queryText(each, style)).join('\n\n');
  const tried = trial === undefined ? '' : `${policyTrialText(trial, style)}\n\n`;
  return `${body}\n\n${tried}${read}\n`;
}

function sideMarkdown(name: string, { verdict, policies, because }: Side): string {
  const named = policies.length > 0 ? ` Policies: ${policies.map(codeSpan).join(', ')}.` : '';
  return `- **${name}: ${verdict}.** ${escapeMarkdown(because)}${named}`;
}

function queryMarkdown({ query, verdict, egress, ingress, notes: remarks, semantics, backends = [] }: Reach): string {
  const { sign, words } = verdictWords[verdict];
  return [
    `# ${sign} ${escapeMarkdown(`${query.from} → ${query.to}, ${query.protocol} ${query.port}`)}: ${verdict}`,
    `${words}, ${semanticsWords(semantics)}.`,
    [
      sideMarkdown('leaving', egress),
      sideMarkdown('arriving', ingress),
      ...(backends.length > 0 ? [`- **behind:** ${escapeMarkdown(backendWords(backends))}`] : []),
      ...remarks.map(({ id, message }) => `- ${codeSpan(id)} ${message}`),
    ].join('\n'),
  ].join('\n\n');
}

/** The answer to `reach` as Markdown. */
export function reachMarkdown({ reaches, source, readAt, trial }: ReachAnswer): string {
  const read = escapeMarkdown(
    `Read ${readAt} from ${source.kind} ${source.name}; policies alone are judged, nothing was changed.`,
  );
  const tried = trial === undefined ? [] : [policyTrialMarkdown(trial)];
  return [...reaches.map(queryMarkdown), ...tried, read].join('\n\n');
}

function queryJson({ verdict, egress, ingress, notes, backends }: Reach): object {
  const behind = backends === undefined ? {} : { backends };
  return { verdict, egress, ingress, notes: notes.map(({ id }) => id), ...behind };
}

/** The answer to `reach` as JSON: a list for a batch, else one object; with policies that were tried, both answers. */
export function reachJson({ reaches, batch, trial }: ReachAnswer): object {
  const all = reaches.map((each, at) => {
    const before = trial?.without[at];
    return before === undefined ? queryJson(each) : { ...queryJson(each), without: queryJson(before) };
  });
  if (batch) return all;
  return { ...all[0], ...(trial === undefined ? {} : { trial: policyTrialJson(trial) }) };
}
