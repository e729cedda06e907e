type TableRows = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** The lines of a table, two blanks between columns; the first is its head. */
function tableLines({ columns, rows }: TableRows): readonly string[] {
  const all = [columns, ...rows];
  const widths = columns.map((_, at) => all.reduce((width, row) => Math.max(width, (row[at] ?? '').length), 0));
  return all.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** A table as aligned text. */
export function tableText(table: TableRows): string {
  return tableLines(table).join('\n');
}

/** A table as aligned texts of at most so many characters, the head on each; one row that is longer stays whole. */
export function splitTableText(table: TableRows, most: number): readonly string[] {
  const [head = '', ...rows] = tableLines(table);
  const parts: string[] = [];
  for (const row of rows) {
    const last = parts.at(-1);
    if (last === undefined || last.length + 1 + row.length > most) parts.push(`${head}\n${row}`);
    else parts[parts.length - 1] = `${last}\n${row}`;
  }
  return parts.length === 0 ? [head] : parts;
}
