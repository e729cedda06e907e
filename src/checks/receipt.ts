import type { Receipt, ReceiptRead } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';

function size(data: unknown): number {
  return Array.isArray(data) ? data.length : 1;
}

/** What was read, in which outcome; what a dump held besides is counted with the verb `ignore`. */
export function receiptOf({ reads, ignored, as }: Snapshot): Receipt {
  const asked = Object.values(reads).map(({ ask, ...read }): ReceiptRead => {
    const group = ask.group === '' ? '' : `.${ask.group}`;
    const resource = `${ask.resource}${group}${ask.name === null ? '' : `/${ask.name}`}`;
    const count = read.outcome === 'ok' ? size(read.data) : 0;
    return { verb: ask.verb, resource, namespace: ask.namespace, count, outcome: read.outcome };
  });
  const others = Object.entries(ignored).map(
    ([kind, count]): ReceiptRead => ({ verb: 'ignore', resource: kind, namespace: null, count, outcome: 'ok' }),
  );
  return { reads: [...asked, ...others], changed: 0, as };
}
