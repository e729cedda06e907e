import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { type Comment, type Node, parseSync, Visitor } from 'oxc-parser';
import { ambientUses } from './ambient-uses.ts';

// What the laws of the house and the figures about names are computed from: the syntax tree of every source file.

/** A function as it stands in a file: `lines` from its first to its last, both counted; `name` is '(anonymous)' where it has none. */
export type FunctionFact = { readonly name: string; readonly line: number; readonly lines: number };

/** One file. Paths are relative to the folder that was read; `imports` holds only relative ones, resolved. */
export type SourceFact = {
  readonly file: string;
  readonly lines: number;
  readonly imports: readonly string[];
  /** Packages by their names, without what follows: '@slack/bolt', 'kysely', 'node:fs'. */
  readonly packages: readonly string[];
  readonly functions: readonly FunctionFact[];
  readonly exportedFunctions: readonly string[];
  readonly exportedNames: readonly string[];
  readonly declaredTypes: readonly string[];
  readonly durations: readonly string[];
  /** Exports without a comment right above them, by name. */
  readonly undocumented: readonly string[];
  /** What it takes from its surroundings: `process.env`, `Date.now`, `fetch`. */
  readonly ambient: readonly string[];
};

type Ranged = { readonly start: number; readonly end: number };
type Named = { readonly name: string; readonly node: Ranged };

/** Every TypeScript file below a folder, sorted, relative to it. */
export function sourceFiles(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.tsx?$/u.test(name) && !name.includes('node_modules')).sort();
}

/** The facts of all files below a folder. @throws Error naming the file that cannot be parsed. */
export function readSourceFacts(folder: string): readonly SourceFact[] {
  return sourceFiles(folder).map((file) => sourceFacts(file, readFileSync(join(folder, file), 'utf8')));
}

/** The facts of one file. @throws Error where the text is not TypeScript. */
export function sourceFacts(file: string, text: string): SourceFact {
  const { program, errors, comments } = parseSync(file, text);
  const [first] = errors;
  if (first !== undefined) throw new Error(`${file}: ${first.message}`);
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const found = collect(program);
  return {
    file,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: found.specifiers
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => posix.normalize(posix.join(dirname(file), specifier))),
    packages: found.specifiers
      .filter((specifier) => !specifier.startsWith('.'))
      .map((specifier) => specifier.replace(/^((?:@[^/]+\/)?[^/]+).*$/u, '$1')),
    functions: found.functions.map(({ name, node }) => ({
      name,
      line: lineOf(node.start),
      lines: lineOf(node.end) - lineOf(node.start) + 1,
    })),
    exportedFunctions: [
      ...found.exported.filter((name) => found.functionNames.has(name)),
      ...found.exportedAs.filter(([local]) => found.functionNames.has(local)).map(([, name]) => name),
    ],
    exportedNames: [...found.exported, ...found.exportedAs.map(([, name]) => name)],
    declaredTypes: found.types,
    durations: found.durations,
    undocumented: program.body
      .filter((statement) => !isDescribed(text, statement.start, comments))
      .flatMap(namesOfExport),
    ambient: ambientUses(program),
  };
}

/** What an `export` declares, none for one that only passes on what is declared elsewhere. */
function namesOfExport(statement: Node): readonly string[] {
  if (statement.type === 'ExportNamedDeclaration') return namesDeclared(statement.declaration);
  return statement.type === 'ExportDefaultDeclaration' && statement.declaration.type !== 'Identifier'
    ? ['default']
    : [];
}

/** Whether a comment ends on the line above `start`; what is said to a tool is none. */
function isDescribed(text: string, start: number, comments: readonly Comment[]): boolean {
  const above = comments.findLast(({ end }) => end <= start && /^[ \t]*\r?\n?[ \t]*$/u.test(text.slice(end, start)));
  return above !== undefined && !/^\s*(?:biome-ignore|@ts-)/u.test(above.value);
}

type Found = {
  readonly specifiers: string[];
  readonly functions: Named[];
  readonly functionNames: Set<string>;
  readonly exported: string[];
  /** What `export { local as exported }` says. */
  readonly exportedAs: (readonly [local: string, exported: string])[];
  readonly types: string[];
  readonly durations: string[];
};

const isFunction = (node: Node | null | undefined) =>
  /^(?:ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/u.test(node?.type ?? '');

/** The name of what a variable or a property is called, '' where it is computed. */
function keyName(key: Node): string {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : '';
}

/** A string, or a template up to its first `${`; null for all else. */
function textOf(node: Node): string | null {
  if (node.type === 'TemplateLiteral') return node.quasis[0]?.value.cooked ?? null;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/** Whether a type is a number, `number | null` too. */
function isNumberType(node: Node | null | undefined): boolean {
  if (node?.type === 'TSTypeAnnotation') return isNumberType(node.typeAnnotation);
  if (node?.type === 'TSUnionType') return node.types.some(isNumberType);
  return node?.type === 'TSNumberKeyword';
}

function collect(program: Parameters<InstanceType<typeof Visitor>['visit']>[0]): Found {
  const found: Found = {
    specifiers: [],
    functions: [],
    functionNames: new Set(),
    exported: [],
    exportedAs: [],
    types: [],
    durations: [],
  };
  const named = new Map<number, string>();
  const specifier = (value: unknown) => typeof value === 'string' && found.specifiers.push(value);
  const keepDuration = (name: string, isNumber: boolean) =>
    void (isNumber && isDuration(name) && !found.durations.includes(name) && found.durations.push(name));
  const keep = (node: Ranged, own?: string | null) =>
    found.functions.push({ name: own ?? named.get(node.start) ?? '(anonymous)', node });
  new Visitor({
    ImportDeclaration: (node) => void specifier(node.source.value),
    ExportAllDeclaration: (node) => void specifier(node.source.value),
    TSImportType: (node) => void specifier(node.source.value),
    ImportExpression: (node) => void specifier(textOf(node.source)),
    // What is looked up among the packages: import.meta.resolve('name/file').
    CallExpression: ({ callee, arguments: [what] }) => {
      if (callee.type !== 'MemberExpression' || callee.object.type !== 'MetaProperty') return;
      if (keyName(callee.property) === 'resolve' && what) specifier(textOf(what));
    },
    ExportNamedDeclaration: (node) => {
      if (node.source) specifier(node.source.value);
      found.exported.push(...namesDeclared(node.declaration));
      for (const { local, exported } of node.source ? [] : node.specifiers)
        found.exportedAs.push([keyName(local), keyName(exported)]);
    },
    ExportDefaultDeclaration: ({ declaration }) => {
      const own = 'id' in declaration && declaration.id?.type === 'Identifier' ? declaration.id.name : null;
      const name = declaration.type === 'Identifier' ? declaration.name : (own ?? 'default');
      found.exported.push(name);
      if (isFunction(declaration)) found.functionNames.add(name);
    },
    TSTypeAliasDeclaration: (node) => void found.types.push(node.id.name),
    TSInterfaceDeclaration: (node) => void found.types.push(node.id.name),
    VariableDeclarator: (node) => {
      const name = keyName(node.id);
      if (isFunction(node.init)) found.functionNames.add(name);
      if (node.init) named.set(node.init.start, name);
      keepDuration(name, isNumeric(node.init));
    },
    // Variables and parameters with a type of their own.
    Identifier: (node) => keepDuration(node.name, 'typeAnnotation' in node && isNumberType(node.typeAnnotation)),
    AssignmentPattern: (node) => keepDuration(keyName(node.left), isNumeric(node.right)),
    PropertyDefinition: (node) => {
      if (node.value) named.set(node.value.start, keyName(node.key));
      keepDuration(keyName(node.key), isNumberType(node.typeAnnotation) || isNumeric(node.value));
    },
    MethodDefinition: (node) => void named.set(node.value.start, keyName(node.key)),
    // What an object is given may be named by others: an option of a package.
    Property: (node) => void named.set(node.value.start, keyName(node.key)),
    TSPropertySignature: (node) => keepDuration(keyName(node.key), isNumberType(node.typeAnnotation)),
    FunctionDeclaration: (node) => {
      if (node.id) found.functionNames.add(node.id.name);
      keep(node, node.id?.name ?? null);
    },
    FunctionExpression: (node) => void keep(node),
    ArrowFunctionExpression: (node) => void keep(node),
  }).visit(program);
  return found;
}

/** The names that an exported declaration declares. */
function namesDeclared(declaration: Node | null): readonly string[] {
  if (declaration === null) return [];
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.map(({ id }) => keyName(id));
  return 'id' in declaration &&
    declaration.id !== null &&
    typeof declaration.id === 'object' &&
    'name' in declaration.id
    ? [String(declaration.id.name)]
    : [];
}

const durationWords =
  /(?:timeout|deadline|patience|delay|pause|interval|ttl|wait|waited|elapsed|duration|backoff|debounce|cooldown|period)$/iu;

/** Whether a name speaks of a duration and does not say its unit; with `Ms` at its end it does. */
function isDuration(name: string): boolean {
  return durationWords.test(name);
}

/** Whether an expression looks like a number: a literal, arithmetic, what `Math` or `Number` return; or one of both branches. */
function isNumeric(node: Node | null | undefined): boolean {
  if (node?.type === 'Literal') return typeof node.value === 'number';
  if (node?.type === 'ConditionalExpression') return isNumeric(node.consequent) || isNumeric(node.alternate);
  if (node?.type === 'LogicalExpression') return isNumeric(node.left) || isNumeric(node.right);
  if (node?.type === 'CallExpression') return isNumeric(node.callee);
  if (node?.type === 'MemberExpression') return node.object.type === 'Identifier' && isNumeric(node.object);
  if (node?.type === 'Identifier') return /^(?:Math|Number|parseInt|parseFloat)$/u.test(node.name);
  if (node?.type !== 'BinaryExpression') return false;
  if (node.operator === '+') return isNumeric(node.left) || isNumeric(node.right);
  return /^(?:-|\*\*?|\/|%)$/u.test(node.operator);
}
