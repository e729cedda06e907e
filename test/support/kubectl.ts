// What kubectl prints of the embedded clusters: the API server's table, padded as kubectl's printer pads it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toTable } from '../../src/playground/aks/table.ts';

const dumps = join(import.meta.dirname, '../dumps');

type Cells = readonly (readonly string[])[];

/** Rows as kubectl's tab writer pads them: each column as wide as its widest cell and three blanks more, the last one not. */
export function padColumns(rows: Cells): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd((widths[at] ?? 0) + 3))).join('');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

type Item = { readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object } };

/** A recorded list of a cluster of the playground. */
export function recordedList(world: string, file: string): readonly Item[] {
  const { items }: { items: readonly Item[] } = JSON.parse(readFileSync(join(dumps, world, `${file}.json`), 'utf8'));
  return items;
}

type Printed = { readonly wide?: boolean; readonly namespaces?: boolean; readonly headings?: boolean };

/** `kubectl get nodes` or `get pods` of these objects. */
export function printTable(
  kind: 'Node' | 'Pod',
  items: readonly Item[],
  { wide = false, namespaces = false, headings = true }: Printed = {},
): string {
  const table = Object(toTable(items as never, { kind } as never, {}, 'None'));
  const shown = table.columnDefinitions.map(({ priority }: { priority: number }) => wide || priority === 0);
  const pick = (cells: readonly unknown[]) => cells.filter((_, at) => shown[at]).map(String);
  const names = pick(table.columnDefinitions.map(({ name }: { name: string }) => name.toUpperCase()));
  const rows = table.rows.map(({ cells }: { cells: readonly unknown[] }, at: number) => [
    ...(namespaces ? [items[at]?.metadata.namespace ?? ''] : []),
    ...pick(cells),
  ]);
  return padColumns([...(headings ? [[...(namespaces ? ['NAMESPACE'] : []), ...names]] : []), ...rows]);
}
