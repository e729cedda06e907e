import { findOwnValue } from '../own-value.ts';
import type { KubeObject } from './store.ts';

/** A test of an object, or why the selector is none. */
export type ParsedSelector = { readonly test: (object: KubeObject) => boolean } | { readonly error: string };

type Requirement = (labels: Readonly<Record<string, unknown>>) => boolean;

const key = '[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9])?';
const value = '(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?)?';
const forms: readonly (readonly [RegExp, (match: RegExpExecArray) => Requirement])[] = [
  [
    new RegExp(`^(${key})\\s*(?:=|==)\\s*(${value})$`, 'u'),
    (m) => (labels) => findOwnValue(labels, m[1] ?? '') === m[2],
  ],
  [new RegExp(`^(${key})\\s*!=\\s*(${value})$`, 'u'), (m) => (labels) => findOwnValue(labels, m[1] ?? '') !== m[2]],
  [new RegExp(`^(${key})\\s+in\\s+\\(([^()]*)\\)$`, 'u'), (m) => (labels) => within(labels, m)],
  [new RegExp(`^(${key})\\s+notin\\s+\\(([^()]*)\\)$`, 'u'), (m) => (labels) => !within(labels, m)],
  [new RegExp(`^(${key})$`, 'u'), (m) => (labels) => Object.hasOwn(labels, m[1] ?? '')],
  [new RegExp(`^!\\s*(${key})$`, 'u'), (m) => (labels) => !Object.hasOwn(labels, m[1] ?? '')],
];

function within(labels: Readonly<Record<string, unknown>>, match: RegExpExecArray): boolean {
  const wanted = (match[2] ?? '').split(',').map((each) => each.trim());
  const own = findOwnValue(labels, match[1] ?? '');
  return typeof own === 'string' && wanted.includes(own);
}

function requirement(text: string): Requirement | null {
  for (const [form, make] of forms) {
    const match = form.exec(text);
    if (match) return make(match);
  }
  return null;
}

/** Parses a label selector, equality- and set-based. */
export function parseLabelSelector(text: string): ParsedSelector {
  const parts = text.split(/,(?![^(]*\))/u).map((part) => part.trim());
  const requirements = text.trim() === '' ? [] : parts.map(requirement);
  if (requirements.some((each) => each === null)) {
    return { error: `unable to parse requirement: found '${text}', expected: a label requirement` };
  }
  const all = requirements.filter((each) => each !== null);
  return { test: ({ metadata }) => all.every((each) => each(record(metadata.labels))) };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function at(object: unknown, path: string): string {
  const found = path.split('.').reduce<unknown>((value, step) => findOwnValue(record(value), step), object);
  return typeof found === 'string' ? found : '';
}

// What kube-apiserver 1.32 can select each kind by.
const fields: Readonly<Record<string, readonly string[]>> = {
  Pod: [
    'metadata.name',
    'metadata.namespace',
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  Node: ['metadata.name', 'spec.unschedulable'],
  Namespace: ['metadata.name', 'status.phase'],
};

/** Parses a field selector for a kind; other fields are refused as the API server refuses them. */
export function parseFieldSelector(text: string, kind: string): ParsedSelector {
  const known = findOwnValue(fields, kind) ?? ['metadata.name', 'metadata.namespace'];
  const tests: ((object: KubeObject) => boolean)[] = [];
  for (const part of text.split(',').filter((each) => each !== '')) {
    const match = /^([^=!]+)(==|=|!=)(.*)$/u.exec(part);
    if (!match) return { error: `invalid selector: '${text}'; can't understand '${part}'` };
    const [, path = '', operator, wanted = ''] = match;
    if (!known.includes(path)) return { error: `field label not supported: ${path}` };
    tests.push((object) => (at(object, path) === wanted) === (operator !== '!='));
  }
  return { test: (object) => tests.every((each) => each(object)) };
}
