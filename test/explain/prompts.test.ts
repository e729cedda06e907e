// Prompts, their README and the code say the same.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { choiceWireSchema } from '../../src/explain/protocol/reply-schemas.ts';
import { type Llm, type Request, startLlm } from '../support/llm.ts';
import { choosing, tutorAt } from '../support/tutors.ts';

const folder = join(import.meta.dirname, '../../prompts');
const text = (name: string) => readFileSync(join(folder, name), 'utf8');
const readme = text('README.md');

const closing: Llm[] = [];
afterEach(async () => {
  for (const llm of closing.splice(0)) await llm.close();
});

/** A request, as it is sent. */
async function sent(): Promise<Request | undefined> {
  const llm = await startLlm();
  closing.push(llm);
  llm.answer = () => choosing('passage/overlay');
  await tutorAt(llm.url).choose('x?', 'U1');
  return llm.requests[0];
}

test('each file is in the README, and nothing else', () => {
  const files = readdirSync(folder).filter((name) => name !== 'README.md');
  expect(files).toEqual(['question.md']);
  const rows = [...readme.matchAll(/^\| `([\w.]+)` \|/gmu)].map(([, name]) => name);
  expect(rows).toEqual(files);
});

test('the file has no placeholder: it is sent as it stands, and the data beside it', async () => {
  expect(text('question.md')).not.toMatch(/\{\{|\$\{/u);
  expect((await sent())?.system).toBe(text('question.md'));
});

test('every field that is sent is told of, in the prompt and in the README; and what is told of is sent', async () => {
  const user = z.record(z.string(), z.unknown()).parse(JSON.parse((await sent())?.user ?? ''));
  const row = readme.split('\n').find((line) => line.startsWith('| `question.md`')) ?? '';
  for (const field of Object.keys(user)) expect(text('question.md')).toContain(`\`${field}\``);
  const told = [...(row.split('|')[3] ?? '').matchAll(/`(\w+)`:/gu)].map(([, field]) => field);
  expect(new Set(told)).toEqual(new Set(Object.keys(user)));
});

test('the form of the answer stands in the prompt', () => {
  // A server that is asked for JSON alone demands the word.
  expect(text('question.md')).toContain('JSON');
  const shown = /^\{".*\}$/mu.exec(text('question.md'))?.[0] ?? '';
  expect(Object.keys(JSON.parse(shown)).toSorted()).toEqual(Object.keys(choiceWireSchema.properties).toSorted());
});
