import type { UnjudgedPolicy } from '../../model/policy.ts';
import type { Readable } from '../../model/read.ts';
import { isUnjudgedPolicyKind, pluralOf } from '../policy-kinds.ts';
import { translateUnjudgedPolicy } from '../translate/unjudged-policy.ts';
import type { Dump, DumpObject } from './dump.ts';

/** The kind without the group that tells it apart from another of the same name. */
function plainKind({ kind }: DumpObject): string {
  return kind.split('.', 1)[0] ?? kind;
}

/** The policies of a dump that are of kinds which netlab does not judge; a dump without any is taken at its word. */
export function unjudgedPoliciesIn({ objects }: Dump): readonly Readable<readonly UnjudgedPolicy[]>[] {
  const kinds = Map.groupBy(objects, (object) => `${pluralOf(plainKind(object))} ${object.group}`);
  return [...kinds].flatMap(([key, found]) => {
    const [resource = '', group = ''] = key.split(' ');
    if (!isUnjudgedPolicyKind({ group, resource })) return [];
    const data = found.map((each) => translateUnjudgedPolicy(each.value, { group, kind: each.kind }));
    const ask = { verb: 'list', resource, group, namespace: null, name: null } as const;
    return [{ ask, outcome: 'ok', data, absence: 'unproven' } as const];
  });
}
