import { z } from 'zod';
import { byteLimits } from '../cluster/file-bytes.ts';
import { readFileText } from '../cluster/file-text.ts';
import { parseProposedPolicies } from '../cluster/proposed-policies.ts';
import { nearestWord } from '../commands/input/spelling.ts';
import { answerReachQueries } from '../commands/reach/answer-queries.ts';
import { parsePort, parseProtocol, type SemanticsChoice } from '../commands/reach/evaluate.ts';
import { firstLineOf } from '../model/error-line.ts';
import type { ReachAnswer, ReachQuery } from '../model/reach.ts';
import { Trouble } from '../model/trouble.ts';
import { parseAddress } from '../network/ip/address.ts';
import { parseServiceName } from '../network/policy/find-service.ts';
import { requireRecordedLabels } from './recorded-labels.ts';
import type { ClusterSource, TerminalOptions } from './source.ts';

/** The options of `netlab reach`. */
export type ReachOptions = {
  readonly from?: string;
  readonly to?: string;
  readonly port?: string;
  readonly protocol?: string;
  readonly queries?: string;
  readonly with?: string;
  readonly semantics?: SemanticsChoice;
};

/** What was asked: the first namespace that it names, and how a source answers it. */
export type ReachRequest = {
  readonly namespace: string;
  readonly answer: (source: ClusterSource) => Promise<ReachAnswer>;
};

function refuse(what: string): Trouble {
  return new Trouble('bad-input', { what });
}

/**
 * NAMESPACE/POD or an address as it is; a Pod's name alone belongs to the `fallback` namespace. @throws
 * Trouble `bad-input`
 */
function parseEnd(name: string, text: string | undefined, fallback: string | undefined): string {
  if (text === undefined) throw refuse(`--${name} is missing: NAMESPACE/POD or an address`);
  // No name of Kubernetes holds a blank or a sign that is not seen.
  if (/[\s\p{C}]/u.test(text))
    throw refuse(`--${name} “${text.slice(0, 100)}” is neither NAMESPACE/POD nor an address`);
  if (parseAddress(text) || /^[^/]+\/[^/]+$/u.test(text)) return text;
  if (name === 'to' && parseServiceName(text) !== null) return text;
  if (fallback !== undefined && !text.includes('/')) return `${fallback}/${text}`;
  throw refuse(`--${name} “${text.slice(0, 100)}” is neither NAMESPACE/POD nor an address`);
}

const query = z.looseObject({
  from: z.string(),
  to: z.string(),
  port: z.union([z.number().int(), z.string()]),
  protocol: z.string().default('TCP'),
});

const fields = ['from', 'to', 'port', 'protocol'];

/**
 * A key that is close to a field's name: it would be ignored, and the field's default would answer another
 * question.
 */
function misspeltField(entry: object): string | undefined {
  return Object.keys(entry).find((key) => !fields.includes(key) && nearestWord(key, fields) !== null);
}

/** The text of a file, `-` for standard input. @throws Trouble `bad-input` */
const readInput = (file: string, most: number): string => readFileText(file === '-' ? '/dev/stdin' : file, most);

function parseQueriesJson(file: string): unknown {
  const text = readInput(file, byteLimits.queries);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Trouble('bad-input', { what: `${file} is not JSON: ${firstLineOf(cause)}` }, { cause });
  }
}

/** Reads `[{ from, to, port, protocol }]`. @throws Trouble `bad-input` naming the entry that is wrong */
function queriesIn(file: string, { namespace }: TerminalOptions): readonly ReachQuery[] {
  const list = z.array(z.unknown()).safeParse(parseQueriesJson(file));
  if (!list.success) throw refuse(`${file} is not a list of { from, to, port, protocol }`);
  return list.data.map((entry, i) => {
    const found = query.safeParse(entry);
    const [issue] = found.error?.issues ?? [];
    if (!found.success) throw refuse(`${file}, query ${i + 1}: ${issue?.path.join('.') || 'entry'}: ${issue?.message}`);
    const wrong = misspeltField(found.data);
    if (wrong !== undefined) throw refuse(`${file}, query ${i + 1}: “${wrong}” is none of ${fields.join(', ')}`);
    const { from, to, port, protocol } = found.data;
    try {
      return {
        from: parseEnd('from', from, namespace),
        to: parseEnd('to', to, namespace),
        port: parsePort(String(port)),
        protocol: parseProtocol(protocol),
      };
    } catch (error) {
      if (error instanceof Trouble) throw refuse(`${file}, query ${i + 1}: ${error.detail.what}`);
      throw error;
    }
  });
}

function queryFrom(options: TerminalOptions & ReachOptions): ReachQuery {
  if (options.port === undefined) throw refuse('--port is missing: a number, or the name of a container port');
  return {
    from: parseEnd('from', options.from, options.namespace),
    to: parseEnd('to', options.to, options.namespace),
    port: parsePort(options.port),
    protocol: parseProtocol(options.protocol ?? 'tcp'),
  };
}

/** Reads the question from the options. @throws Trouble `bad-input` for wrong usage or input */
export function parseReachRequest(options: TerminalOptions & ReachOptions): ReachRequest {
  const { queries: file, semantics = 'auto' } = options;
  const single = [options.from, options.to, options.port, options.protocol].some((option) => option !== undefined);
  if (file !== undefined && single) throw refuse('either --queries, or --from, --to and --port');
  const queries = file === undefined ? [queryFrom(options)] : queriesIn(file, options);
  const named = queries.flatMap(({ from, to }) => [from, to]).find((end) => end.includes('/'));
  // Two addresses name no namespace; which one is read then makes no difference.
  const namespace = named?.split('/', 1)[0] ?? 'default';
  const home = options.namespace ?? namespace;
  const proposed =
    options.with === undefined ? null : parseProposedPolicies(readInput(options.with, byteLimits.policy), home);
  const asked = { choice: semantics, batch: file !== undefined, proposed, namespace: home };
  const recorded = proposed !== null && options.snapshot !== undefined;
  const survey = (source: ClusterSource): ClusterSource['survey'] =>
    recorded ? async (wanted) => requireRecordedLabels(await source.survey(wanted), proposed) : source.survey;
  return { namespace, answer: (source) => answerReachQueries(queries, asked, { survey: survey(source) }) };
}
