import type { Node } from 'oxc-parser';

// What code takes from its surroundings rather than from its arguments: clock, randomness, timers, network, environment.

/** Names that say nothing of their surroundings but for what is asked of them here. */
const partly: Readonly<Record<string, readonly string[]>> = { Date: ['now'], Math: ['random'] };
const ambient = new Set([
  ...['process', 'global', 'globalThis', 'self', 'window', 'navigator', 'require', 'console', 'crypto', 'performance'],
  ...['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'BroadcastChannel', 'MessageChannel', 'Worker'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'],
]);

const isNode = (value: unknown): value is Node => typeof Object(value).type === 'string';

/** What stands in a type is none of the surroundings. */
const isTypeOnly = ({ type }: Node) =>
  type.startsWith('TS') && !/^TS(?:As|Satisfies|NonNull|Instantiation)Expression$|^TSTypeAssertion$/u.test(type);

/** What of a node is evaluated: keys and members that are only names are not. */
function evaluated(node: Node): readonly Node[] {
  const { key, property, ...rest } = { key: null, property: null, ...node } as Record<string, unknown>;
  const isComputed = 'computed' in node && node.computed;
  const named = isComputed ? [key, property] : [];
  return [...Object.values(rest).flat(), ...named].filter(isNode).filter((each) => !isTypeOnly(each));
}

/** The name of a member, '…' where it is not known before it runs. */
function memberName(node: Extract<Node, { type: 'MemberExpression' }>): string {
  if (!node.computed && node.property.type === 'Identifier') return node.property.name;
  return node.property.type === 'Literal' && typeof node.property.value === 'string' ? node.property.value : '…';
}

/** Whether `Date` or `Math` is used in a way that depends on nothing but what it is given. */
function isHarmless(name: string, parent: Node): boolean {
  if (parent.type === 'NewExpression') return parent.arguments.some(({ type }) => type !== 'SpreadElement');
  if (parent.type === 'BinaryExpression') return parent.operator === 'instanceof';
  if (parent.type !== 'MemberExpression') return false;
  return ![...(partly[name] ?? []), '…'].includes(memberName(parent));
}

/** How a name of the surroundings is used: `process.env`, `Date.now`, `new Date()`, `Date()`, `fetch`. */
function wordsFor(name: string, parent: Node): string {
  if (parent.type === 'MemberExpression') return `${name}.${memberName(parent)}`;
  if (!(name in partly)) return name;
  if (parent.type === 'NewExpression') return `new ${name}()`;
  return parent.type === 'CallExpression' ? `${name}()` : name;
}

/**
 * What a piece of code takes from its surroundings, in order, as it is used: `process.env`, `Date.now`, `new Date()`,
 * `fetch`; `process.…` where the member is computed. A variable of such a name is taken for it.
 */
export function ambientUses(node: Node, parent: Node = node): readonly string[] {
  if (node.type === 'ImportDeclaration') return [];
  if (node.type !== 'Identifier') return evaluated(node).flatMap((each) => ambientUses(each, node));
  if (!ambient.has(node.name) && !(node.name in partly)) return [];
  if (node.name in partly && isHarmless(node.name, parent)) return [];
  return [wordsFor(node.name, parent)];
}
