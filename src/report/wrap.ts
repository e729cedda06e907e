/** Breaks text at blanks into lines of at most `width` characters, each after `indent`; a longer word stays whole. */
export function wrap(text: string, indent: string, width = 100): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line].join('\n');
}

/** A labelled entry: the label once, the text beside it, wrapped. */
export function labelledEntry(label: string, text: string, indent = '      ', width = 100): string {
  const column = `${indent}${label.padEnd(9)} `;
  const body = wrap(text, ' '.repeat(column.length), width);
  return column + body.slice(column.length);
}
