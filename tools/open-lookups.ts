import { relative } from 'node:path';
import { type Expression, type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast';
import {
  isBinaryExpression,
  isBindingElement,
  isCallExpression,
  isComputedPropertyName,
  isElementAccessExpression,
  isPropertyAccessExpression,
} from 'typescript/unstable/ast/is';
import { API, type Checker, type Project, type Type, TypeFlags } from 'typescript/unstable/sync';

// Look-ups in an object by a text that nobody has narrowed: `table[word]`, `word in table`. An object answers to
// `constructor` and `toString` too, so that such a text finds what is in no table.

/** A look-up as it stands in a file; the path is relative to the folder that was read, lines count from 1. */
export type OpenLookup = { readonly file: string; readonly line: number; readonly text: string };

/** What stands around an expression and says nothing of the value: a text stays a text behind `as Kind`. */
const wrappers = new Set([
  SyntaxKind.AsExpression,
  SyntaxKind.SatisfiesExpression,
  SyntaxKind.TypeAssertionExpression,
  SyntaxKind.NonNullExpression,
  SyntaxKind.ParenthesizedExpression,
]);

function innermost(key: Node): Node {
  return wrappers.has(key.kind) && 'expression' in key ? innermost(key.expression as Node) : key;
}

/** The key of `Reflect.get`, `has` and `set`; undefined for every other call. */
function reflectedKey(node: Node): Node | undefined {
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: object, name } = node.expression;
  const isReflect = object.kind === SyntaxKind.Identifier && object.getText() === 'Reflect';
  return isReflect && /^(?:get|has|set)$/u.test(name.getText()) ? node.arguments[1] : undefined;
}

/** The key that a node looks an object up by; undefined where it is no such node. */
function keyOf(node: Node): Node | undefined {
  if (isElementAccessExpression(node)) return node.argumentExpression;
  if (isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.InKeyword)
    return node.left.kind === SyntaxKind.PrivateIdentifier ? undefined : node.left;
  if (isBindingElement(node) && node.propertyName && isComputedPropertyName(node.propertyName))
    return node.propertyName.expression;
  return reflectedKey(node);
}

type KeyedNode = { readonly node: Node; readonly key: Expression };

function keyedNodes(file: SourceFile): readonly KeyedNode[] {
  const found: KeyedNode[] = [];
  const visit = (node: Node): void => {
    const key = keyOf(node);
    if (key !== undefined) found.push({ node, key: innermost(key) as Expression });
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}

/** Whether any text at all may have this type: a literal, a union of them, a number and a symbol are none. */
function isOpen(type: Type | undefined, checker: Checker): boolean {
  if (type === undefined) return true;
  const { Any, Unknown, String: Text, TemplateLiteral, StringMapping, Instantiable } = TypeFlags;
  if (type.flags & (Any | Unknown | Text | TemplateLiteral | StringMapping)) return true;
  // A text with a mark of its own (`string & Mark`) is a text.
  if (type.isUnionType() || type.isIntersectionType()) return type.getTypes().some((part) => isOpen(part, checker));
  return (type.flags & Instantiable) !== 0 && isOpen(checker.getBaseConstraintOfType(type), checker);
}

function openLookupsIn({ program, checker }: Project, path: string, folder: string): readonly OpenLookup[] {
  const source = program.getSourceFile(path);
  const found = source === undefined ? [] : keyedNodes(source);
  const types = checker.getTypeAtLocation(found.map(({ key }) => key));
  const open = found.filter((_, at) => isOpen(types[at], checker));
  return open.map(({ node }) => ({
    file: relative(folder, path),
    line: (source?.text.slice(0, node.getStart()) ?? '').split('\n').length,
    text: node.getText().replaceAll(/\s+/gu, ' '),
  }));
}

/** The open look-ups in the files below a folder that these tsconfig.json take in. @throws Error for one that is missing */
export function readOpenLookups(configs: readonly string[], folder: string): readonly OpenLookup[] {
  const api = new API({ cwd: folder });
  try {
    const snapshot = api.updateSnapshot({ openProjects: [...configs] });
    const seen = new Set<string>();
    return configs.flatMap((config) => {
      const project = snapshot.getProject(config);
      if (project === undefined) throw new Error(`${config} is no project`);
      const own = project.rootFiles.filter((path) => path.startsWith(`${folder}/`) && !seen.has(path));
      for (const path of own) seen.add(path);
      return own.flatMap((path) => openLookupsIn(project, path, folder));
    });
  } finally {
    api.close();
  }
}
