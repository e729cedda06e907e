/**
 * Breaks text at blanks into lines of at most `width` characters, the first after `indent`, the others after `hanging`; a
 * longer word stays whole, and so does a line break.
 */
export function wrap(text: string, indent: string, width = 100, hanging = indent): string {
  const lines: string[] = [];
  for (const part of text.split('\n')) {
    let line = '';
    const before = () => (lines.length === 0 ? indent : hanging);
    for (const word of part.split(' ')) {
      if (line !== '' && before().length + line.length + 1 + word.length > width) {
        lines.push(before() + line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(before() + line);
  }
  return lines.join('\n');
}
