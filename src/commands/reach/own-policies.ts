import type { Lab } from '../../model/lab.ts';
import type { Person } from '../../model/person.ts';
import type { ProposedPolicies } from '../../model/reach.ts';
import { Trouble } from '../../model/trouble.ts';
import { foreignNamespaceTrouble } from '../access/namespace-scope.ts';

/**
 * Policies that somebody wrote for one namespace. @throws Trouble `bad-input` for what is no policy or names another namespace,
 * `not-yours` for a student’s that does
 */
export function parseOwnPolicies(
  text: string,
  namespace: string,
  { role }: Pick<Person, 'role'>,
  lab: Pick<Lab, 'parsePolicies' | 'namespacePattern'>,
): ProposedPolicies {
  const proposed = lab.parsePolicies(text, namespace);
  const named = [...proposed.networkPolicies, ...proposed.ciliumPolicies];
  const foreign = named.find((policy) => policy.namespace !== namespace);
  if (foreign === undefined) return proposed;
  if (foreign.namespace === '') {
    const what = `${foreign.name} is a policy for the whole cluster, and only policies of ${namespace} are tried here`;
    throw new Trouble('bad-input', { what });
  }
  if (role === 'student') throw foreignNamespaceTrouble(foreign.namespace, namespace, lab);
  throw new Trouble('bad-input', {
    what: `the policy names ${foreign.namespace}, and the question is about ${namespace}`,
  });
}
