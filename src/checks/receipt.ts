import type { Receipt, ReceiptRead } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';

function size(data: unknown): number {
  return Array.isArray(data) ? data.length : 1;
}

function queryReads({ reads }: Snapshot): readonly ReceiptRead[] {
  return Object.values(reads).map(({ ask, ...read }) => {
    const group = ask.group === '' ? '' : `.${ask.group}`;
    const resource = `${ask.resource}${group}${ask.name === null ? '' : `/${ask.name}`}`;
    const count = read.outcome === 'ok' ? size(read.data) : 0;
    return { verb: ask.verb, resource, namespace: ask.namespace, count, outcome: read.outcome };
  });
}

/**
 * What was read, in which outcome, the paths of discovery among it. What a dump held besides is counted with the verb
 * `ignore`; what it left open and was taken for granted is a sentence with the verb `assume`.
 */
export function receiptOf(snapshot: Snapshot): Receipt {
  const { ignored, assumed = [], discovery = [], as } = snapshot;
  const besides = { namespace: null, count: 1, outcome: 'ok' } as const;
  const paths = discovery.map(({ path, outcome }) => ({
    verb: 'get',
    resource: path,
    namespace: null,
    count: outcome === 'ok' ? 1 : 0,
    outcome,
  }));
  const others = Object.entries(ignored).map(([kind, count]) => ({
    ...besides,
    verb: 'ignore',
    resource: kind,
    count,
  }));
  const granted = assumed.map((sentence) => ({ ...besides, verb: 'assume', resource: sentence }));
  return { reads: [...queryReads(snapshot), ...paths, ...others, ...granted], changed: 0, as };
}
