// Tests that could pass on nothing: without an expectation, with ones that only deny, or only where nothing may run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

/** Tests that may be as they are, as they are named here, each with its reason. */
const allowed: Readonly<Record<string, string>> = {};

/** `shows` fails where there is nothing, `maybe` would if it ran, `denies` does not, `counts` fails where no other one ran. */
type Kind = 'shows' | 'maybe' | 'denies' | 'counts';
type Call = Extract<Node, { type: 'CallExpression' }>;
type If = Extract<Node, { type: 'IfStatement' }>;
/** What a file declares, by name: its functions, and what its variables begin with. */
type Declared = ReadonlyMap<string, readonly Node[]>;

const isNode = (value: unknown): value is Node => typeof Object(value).type === 'string';
const children = (node: Node): readonly Node[] => Object.values(node).flat().filter(isNode);

/** What a function runs; null for all else. */
function bodyOf(node: Node): Node | null {
  const { type } = node;
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression' || type === 'FunctionDeclaration'
    ? node.body
    : null;
}

/** The names of a chain of calls from its root on: `expect`, `not`, `toBe`. */
function namesOf(node: Node): readonly string[] {
  if (node.type === 'CallExpression') return namesOf(node.callee);
  if (node.type === 'MemberExpression') return [...namesOf(node.object), ...namesOf(node.property)];
  return [node.type === 'Identifier' ? node.name : ''];
}

function declaredIn(program: Node): Declared {
  const found = new Map<string, Node[]>();
  const walk = (node: Node) => {
    const what = node.type === 'FunctionDeclaration' ? node : node.type === 'VariableDeclarator' ? node.init : null;
    if (what && 'id' in node && node.id?.type === 'Identifier')
      found.set(node.id.name, [...(found.get(node.id.name) ?? []), what]);
    children(node).forEach(walk);
  };
  walk(program);
  return found;
}

const sameLength = ['map', 'entries', 'keys', 'values', 'toSorted', 'toReversed', 'all'];

/** Whether this file alone shows that a list holds something. */
function isFilled(node: Node, declared: Declared): boolean {
  if (node.type === 'ArrayExpression') return node.elements.some((each) => each && each.type !== 'SpreadElement');
  if (node.type === 'ObjectExpression') return node.properties.some(({ type }) => type === 'Property');
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression')
    return isFilled(node.expression, declared);
  if (node.type === 'AwaitExpression') return isFilled(node.argument, declared);
  if (node.type === 'Identifier') return declared.get(node.name)?.every((each) => isFilled(each, declared)) ?? false;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const names = namesOf(node);
  const from = /^(?:Object|Promise)$/u.test(names[0] ?? '') ? node.arguments[0] : node.callee.object;
  return from !== undefined && sameLength.includes(names.at(-1) ?? '') && isFilled(from, declared);
}

/** Whether a value is what a filter leaves of a list that may be empty, here or where the variable begins. */
function isLeftOver(node: Node, declared: Declared, named = true): boolean {
  if (node.type === 'Identifier')
    return named && (declared.get(node.name) ?? []).some((each) => !bodyOf(each) && isLeftOver(each, declared, false));
  if (node.type !== 'CallExpression') return children(node).some((each) => isLeftOver(each, declared, named));
  if (node.callee.type !== 'MemberExpression') return node.arguments.some((each) => isLeftOver(each, declared, named));
  if (namesOf(node).at(-1) === 'filter') return !isFilled(node.callee.object, declared);
  return children(node).some((each) => isLeftOver(each, declared, named));
}

/** Whether this is how nothing looks. */
function isNothing(node: Node | undefined): boolean {
  if (node?.type === 'ArrayExpression') return node.elements.length === 0;
  return node?.type === 'Literal' && (node.value === 0 || node.value === '' || node.value === null);
}

/** What `expect` is given in a chain of calls from it on, null where there is nothing. */
function subjectOf(node: Node): Node | null {
  if (node.type === 'MemberExpression') return subjectOf(node.object);
  if (node.type !== 'CallExpression') return null;
  return node.callee.type === 'Identifier' ? (node.arguments[0] ?? null) : subjectOf(node.callee);
}

/** What `every` or `some` says of an empty list, where the list may be one; null for all else. */
function saidOfNothing(node: Node | null, declared: Declared, named = true): boolean | null {
  if (node?.type === 'Identifier' && named) {
    const all = (declared.get(node.name) ?? []).map((each) => saidOfNothing(each, declared, false));
    return all.find((each) => each !== null) ?? null;
  }
  if (node?.type === 'UnaryExpression' && node.operator === '!') {
    const denied = saidOfNothing(node.argument, declared, named);
    return denied === null ? null : !denied;
  }
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const last = namesOf(node).at(-1) ?? '';
  if (!/^(?:every|some)$/u.test(last) || isFilled(node.callee.object, declared)) return null;
  return last === 'every';
}

/** The truth value that a matcher expects, null where it is none. */
function expectedTruth(call: Call, names: readonly string[]): boolean | null {
  const [given] = call.arguments;
  const last = names.at(-1) ?? '';
  const value = given?.type === 'Literal' && typeof given.value === 'boolean' ? given.value : null;
  const expected = last === 'toBeTruthy' ? true : last === 'toBeFalsy' ? false : value;
  return expected === null || !names.includes('not') ? expected : !expected;
}

function kindOf(call: Call, names: readonly string[], sure: boolean, declared: Declared): Kind {
  const nothing = isNothing(call.arguments[0]) || /^toBe(?:Null|Undefined)$/u.test(names.at(-1) ?? '');
  const truth = expectedTruth(call, names);
  if (truth !== null && truth === saidOfNothing(subjectOf(call), declared)) return 'denies';
  const denies = names.includes('not') ? !nothing : nothing && isLeftOver(call.callee, declared);
  return denies ? 'denies' : sure ? 'shows' : 'maybe';
}

/** Whether an `if` ends in leaving, so that what follows runs only where it does not hold. */
function leaves({ consequent, alternate }: If): boolean {
  const last = consequent.type === 'BlockStatement' ? consequent.body.at(-1) : consequent;
  return !alternate && /^(?:Return|Continue|Break)Statement$/u.test(last?.type ?? '');
}

/** The expectations of a piece of code; not `sure` where it may never run. `within` are the functions it is part of. */
function kindsIn(node: Node, sure: boolean, declared: Declared, within: readonly Node[] = []): readonly Kind[] {
  const inside = (each: Node, surely = sure) => kindsIn(each, surely, declared, within);
  if (node.type === 'CallExpression') return kindsInCall(node, sure, declared, within);
  // What a function expects counts where it is called.
  if (node.type === 'FunctionDeclaration' || (node.type === 'VariableDeclarator' && node.init && bodyOf(node.init)))
    return [];
  if (node.type === 'ForOfStatement') return inside(node.body, sure && isFilled(node.right, declared));
  if (node.type === 'WhileStatement' || node.type === 'CatchClause') return inside(node.body, false);
  if (node.type === 'IfStatement' && !node.alternate) return inside(node.consequent, false);
  if (node.type === 'LogicalExpression') return inside(node.right, false);
  if (node.type !== 'BlockStatement') return children(node).flatMap((each) => inside(each));
  const guard = node.body.findIndex((each) => each.type === 'IfStatement' && leaves(each) && inside(each).length === 0);
  return node.body.flatMap((each, i) => inside(each, sure && (guard < 0 || i <= guard)));
}

const overEach = ['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find', 'reduce'];

function kindsInCall(call: Call, sure: boolean, declared: Declared, within: readonly Node[]): readonly Kind[] {
  const { callee, arguments: given } = call;
  const names = namesOf(call);
  const [root = '', last = ''] = [names[0], names.at(-1)];
  const own = (declared.get(root) ?? []).filter((each) => bodyOf(each) && !within.includes(each));
  if (root === 'expect' && last === 'hasAssertions') return ['counts'];
  const isExpect = root === 'expect' || own.some((each) => namesOf(bodyOf(each) ?? each)[0] === 'expect');
  if (isExpect && /^to[A-Z]/u.test(last)) return [kindOf(call, names, sure, declared)];
  const called = callee.type === 'Identifier' ? own : [];
  const loops = callee.type === 'MemberExpression' && overEach.includes(last) && !isFilled(callee.object, declared);
  return [
    ...called.flatMap((each) => kindsIn(bodyOf(each) ?? each, sure, declared, [...within, each])),
    ...kindsIn(callee, sure, declared, within),
    ...given.flatMap((each) => kindsIn(each, sure && !loops, declared, within)),
  ];
}

/** Each test of a file that could pass on nothing, as `file: name: why`. */
function emptyTests(file: string, text: string): readonly string[] {
  const { program } = parseSync(file, text);
  const declared = declaredIn(program);
  const found: string[] = [];
  const walk = (node: Node) => {
    const body = node.type === 'CallExpression' ? node.arguments.find((each) => bodyOf(each)) : undefined;
    if (node.type !== 'CallExpression' || !body || !/^(?:test|it)$/u.test(namesOf(node)[0] ?? ''))
      return children(node).forEach(walk);
    const [title] = node.arguments;
    const kinds = new Set(kindsIn(body, true, declared));
    const fails = kinds.has('shows') || (kinds.has('maybe') && kinds.has('counts'));
    const why = kinds.size === 0 ? 'expects nothing' : kinds.has('maybe') ? 'may expect nothing' : 'only denies';
    if (!fails) found.push(`${file}: ${text.slice((title?.start ?? 0) + 1, (title?.end ?? 0) - 1)}: ${why}`);
  };
  walk(program);
  return found;
}

describe('tests that could pass on nothing', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.ts'),
  );

  test('there are none', () => {
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap((file) => emptyTests(file, readFileSync(join(import.meta.dirname, file), 'utf8')));
    expect(found).toEqual(Object.keys(allowed));
  });

  test.each([
    ['', 'expects nothing'],
    ['f(expect.any(String));', 'expects nothing'],
    ['const shows = () => expect(1).toBe(1);', 'expects nothing'],
    ["expect(notes).not.toContain('bug');", 'only denies'],
    ['expect(all.filter(isBad)).toEqual([]);', 'only denies'],
    ['const bad = all.filter(isBad); expect(bad).toHaveLength(0);', 'only denies'],
    ['expect(all.every(isGood)).toBe(true);', 'only denies'],
    ['expect(all.some(isBad)).toBe(false);', 'only denies'],
    ['expect(all.some(isBad)).not.toBe(true);', 'only denies'],
    ['expect(!all.some(isBad)).toEqual(true);', 'only denies'],
    ['expect(all.map(f).every(isGood)).toBeTruthy();', 'only denies'],
    ['const good = all.every(isGood); expect(good).toBe(true);', 'only denies'],
    ['for (const each of all) expect(each).toBe(1);', 'may expect nothing'],
    ['const all = read(); for (const each of all) expect(each).toBe(1);', 'may expect nothing'],
    ['all.forEach((each) => expect(each).toBe(1));', 'may expect nothing'],
    ['if (x) expect(x).toBe(1);', 'may expect nothing'],
    ['if (x) return; expect(1).toBe(1);', 'may expect nothing'],
    ['if (x) return expect(1).toBe(1);', 'may expect nothing'],
    ['x && expect(x).toBe(1);', 'may expect nothing'],
    ['try { f(); } catch (error) { expect(error).toBe(1); }', 'may expect nothing'],
    ['expect.hasAssertions(); expect(1).not.toBe(2);', 'only denies'],
  ])('planted, it is named: %s', (code, why) => {
    expect(emptyTests('x', `test('planted', () => { ${code} });`)).toEqual([`x: planted: ${why}`]);
  });

  test.each([
    ['expect(notes).toEqual([]);'],
    ['expect(all).not.toEqual([]);'],
    ['expect(badOf(all)).toEqual([]);'],
    ['expect([1, 2].filter(isBad)).toEqual([]);'],
    ['expect([1, 2].every(isGood)).toBe(true);'],
    ['const all = [1, 2]; expect(all.some(isBad)).toBe(false);'],
    ['expect(all.every(isGood)).toBe(false);'],
    ['expect(all.some(isGood)).toBe(true);'],
    ['expect(all.length).toBe(2); expect(all.every(isGood)).toBe(true);'],
    ['expect(all.length).toBe(3); for (const each of all) expect(each).not.toBe(1);'],
    ['expect.hasAssertions(); for (const each of all) expect(each).toBe(1);'],
    ['const all = [1, 2] as const; for (const each of all) expect(each).toBe(1);'],
    ['for (const [name] of Object.entries({ a: 1 })) expect(name).toBe(1);'],
    ['if (x) { expect(1).toBe(1); return; } expect(2).toBe(2);'],
    ['const shows = () => expect(1).toBe(1); shows();'],
    ['const eventually = (look) => expect.poll(look); eventually(f).toBe(1);'],
    ['await expect(f()).rejects.toThrow();'],
  ])('its healthy neighbour is not: %s', (code) => {
    expect(emptyTests('x', `test.each([1])('healthy', async () => { ${code} });`)).toEqual([]);
  });
});
