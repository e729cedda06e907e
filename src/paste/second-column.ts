import type { PastedReading } from '../model/pasted.ts';
import type { PastedCommand } from './command-line.ts';
import { isAksNodeName, isObjectName, isWholeBlock } from './names.ts';

/** The keys of annotations as jsonpath prints a map: JSON, or Go's `map[key:value …]` of older versions. */
function annotationKeys(text: string): readonly string[] | null {
  if (/^map\[.*\]$/u.test(text))
    return [...text.matchAll(/(?<=^map\[| )([a-z0-9.-]{1,253}\/[\w.-]{1,63}|[a-z0-9-]{1,63}(?=:)):/gu)].map(
      ([, key = '']) => key,
    );
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.keys(found) : null;
  } catch {
    return null;
  }
}

/** A line: the name of a node, and what stands behind it. */
type SecondColumn = { readonly node: string; readonly rest: string; readonly hasTab: boolean };

function splitColumns(line: string): SecondColumn | null {
  const [, name = '', rest = ''] = /^(\S{1,253})(?:[ \t]+(\S.*))?[ \t]*$/u.exec(line) ?? [];
  return isObjectName(name) ? { node: name, rest: rest.trimEnd(), hasTab: line.includes('\t') } : null;
}

function readBlocks(rows: readonly SecondColumn[]): PastedReading {
  const read = rows.map(({ node, rest }) => ({ node, blocks: rest === '' ? [] : [rest] }));
  return { kind: 'blocks', rows: read, whole: true };
}

function readAnnotations(rows: readonly SecondColumn[]): PastedReading | null {
  const keyed = rows.flatMap(({ node, rest }) => {
    const keys = annotationKeys(rest);
    return keys === null ? [] : [{ node, keys }];
  });
  return keyed.length === rows.length ? { kind: 'annotations', rows: keyed, whole: true } : null;
}

/**
 * The output of the two jsonpath commands of task 3: a node and its annotations, or its Pod CIDR, or nothing. All lines are
 * so, or nothing is read. Names alone are an empty column only where the command asked for it, or its tabs are left: they are
 * as well all that somebody marked of another output.
 */
export function readSecondColumn(lines: readonly string[], command: PastedCommand | null): PastedReading | null {
  const rows = lines.map(splitColumns).filter((row) => row !== null);
  if (rows.length === 0 || rows.length < lines.length) return null;
  const asked = command?.jsonpath ?? null;
  const named = rows.every(({ node }) => isAksNodeName(node));
  if (rows.every(({ rest }) => rest === '' || isWholeBlock(rest))) {
    // A wrapped line would be a name without a block.
    const isFull = rows.every(({ rest }) => rest !== '');
    const isColumn = asked === 'blocks' || (command === null && (isFull || rows.every(({ hasTab }) => hasTab)));
    return isColumn && (named || (asked === 'blocks' && isFull)) ? readBlocks(rows) : null;
  }
  return named || asked === 'annotations' ? readAnnotations(rows) : null;
}
