import type { ReachAnswer } from '../../model/answer.ts';
import type { Lab } from '../../model/lab.ts';
import { type Protocol, protocols } from '../../model/policy.ts';
import type { PolicySnapshot, Reach, ReachQuery, Semantics, SurveyRequest } from '../../model/reach.ts';
import { Trouble } from '../../model/trouble.ts';
import { detect } from '../../network/detect/detect.ts';
import { indexPolicies, type PolicyIndex } from '../../network/policy/policy-index.ts';
import { reach, semanticsOf, unansweredReach } from '../../network/policy/reach.ts';

/** Which semantics a user asks for. */
export type SemanticsChoice = Semantics | 'auto';

function refuse(what: string): Trouble {
  return new Trouble('bad-input', { what });
}

/** Reads a port: a number from 1 to 65535, or the name of a container port. @throws Trouble `bad-input` */
export function parsePort(text: string): number | string {
  const number = /^\d{1,5}$/u.test(text) ? Number(text) : null;
  if (number !== null && number >= 1 && number <= 65_535) return number;
  if (/^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{0,13}[a-z0-9])?$/u.test(text)) return text;
  throw refuse(`“${text.slice(0, 40)}” is no port: a number from 1 to 65535, or the name of a container port`);
}

/** Reads a protocol. @throws Trouble `bad-input` */
export function parseProtocol(text: string): Protocol {
  const found = protocols.find((each) => each === text.toUpperCase());
  if (found) return found;
  throw refuse(`“${text.slice(0, 40)}” is no protocol of NetworkPolicies: tcp, udp or sctp`);
}

/** What must be read to answer questions. */
export function surveyRequestFor(queries: readonly ReachQuery[]): SurveyRequest {
  const ends = queries.flatMap(({ from, to }) => [from, to]);
  const named = ends.filter((end) => end.includes('/'));
  return {
    namespaces: [...new Set(named.map((end) => end.split('/', 1)[0] ?? ''))],
    addresses: [...new Set(ends.filter((end) => !end.includes('/')))],
  };
}

/** A terrain made ready, and how its policies are read. */
export type PreparedPolicies = { readonly ground: PolicyIndex; readonly semantics: readonly Semantics[] };

/** Makes a terrain ready for questions. */
export function preparePolicies(terrain: PolicySnapshot, wish: SemanticsChoice): PreparedPolicies {
  const network = detect(terrain.snapshot);
  return { ground: indexPolicies(terrain, network), semantics: wish === 'auto' ? semanticsOf(network) : [wish] };
}

/** Answers one question. @throws Trouble `bad-input` for a Pod or a port that is not there */
export function evaluateQuery(query: ReachQuery, { ground, semantics }: PreparedPolicies): Reach {
  const found = reach(query, ground, semantics);
  if (!('kind' in found)) return found;
  if (found.id === 'pod-unseen') return unansweredReach(query, found, semantics);
  throw refuse(found.message);
}

/** Answers a list of questions; one that cannot be asked is `unknown`, with the reason. */
export function evaluateQueries(
  queries: readonly ReachQuery[],
  { ground, semantics }: PreparedPolicies,
): readonly Reach[] {
  return queries.map((query) => {
    const found = reach(query, ground, semantics);
    return 'kind' in found ? unansweredReach(query, found, semantics) : found;
  });
}

/** Reads what questions rest on and answers them. @throws Trouble `bad-input` */
export async function answerReachQueries(
  queries: readonly ReachQuery[],
  wish: SemanticsChoice,
  batch: boolean,
  lab: Pick<Lab, 'survey'>,
): Promise<ReachAnswer> {
  const terrain = await lab.survey(surveyRequestFor(queries));
  const prepared = preparePolicies(terrain, wish);
  const reaches = batch ? evaluateQueries(queries, prepared) : queries.map((query) => evaluateQuery(query, prepared));
  const { source, readAt } = terrain.snapshot;
  return { kind: 'reach', reaches, batch, source, readAt };
}
