// Prompts, their README and the code say the same.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { forms } from '../../src/explain/reply.ts';
import type { Situation } from '../../src/model/tutoring.ts';
import { type Llm, type Request, startLlm } from '../support/llm.ts';
import { choosing, confirming, saying, tutorAt } from '../support/tutors.ts';

const folder = join(import.meta.dirname, '../../prompts');
const text = (name: string) => readFileSync(join(folder, name), 'utf8');
const readme = text('README.md');

const closing: Llm[] = [];
afterEach(async () => {
  for (const llm of closing.splice(0)) await llm.close();
});

/** One request of each kind, as it is sent. */
async function sent(): Promise<readonly Request[]> {
  const llm = await startLlm();
  closing.push(llm);
  const lie = 'With an overlay, the VNet gives addresses to Pods only.';
  const good = 'With an overlay, the VNet gives addresses to nodes only.';
  llm.answer = ({ form }) =>
    form === 'choice'
      ? choosing('passage/overlay')
      : form === 'entailment'
        ? confirming()
        : saying([good, 'passage/overlay'], [lie, 'passage/overlay']);
  const tutor = tutorAt(llm.url, { mode: 'compose' });
  await tutor.choose('x?', 'U1');
  const situation: Situation = { findings: [], passages: ['overlay'], values: [], question: 'x?', chosen: false };
  await tutor.word(situation, 'U1');
  return llm.requests;
}

test('each file is in the README, and nothing else', () => {
  const files = readdirSync(folder).filter((name) => name !== 'README.md');
  expect(files.toSorted()).toEqual(['entail.md', 'question.md', 'tutor.md']);
  for (const name of files) expect(readme).toContain(`| \`${name}\` |`);
});

test('no file has a placeholder: it is sent as it stands, and the data beside it', async () => {
  for (const name of ['entail.md', 'question.md', 'tutor.md']) expect(text(name)).not.toMatch(/\{\{|\$\{/u);
  const systems = (await sent()).map(({ system }) => system);
  expect(new Set(systems)).toEqual(new Set(['question.md', 'tutor.md', 'entail.md'].map(text)));
});

test('every field that is sent is told of, in the prompt and in the README; and what is told of is sent', async () => {
  const requests = await sent();
  const fieldsOf = (name: string) => {
    const own = requests.filter(({ system }) => system === text(name));
    return new Set(own.flatMap(({ user }) => Object.keys(z.record(z.string(), z.unknown()).parse(JSON.parse(user)))));
  };
  for (const name of ['question.md', 'tutor.md', 'entail.md']) {
    const fields = fieldsOf(name);
    for (const field of fields) {
      expect(text(name)).toContain(`\`${field}\``);
      expect(readme.split('\n').find((line) => line.startsWith(`| \`${name}\``))).toContain(`\`${field}\``);
    }
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
    const told = [...(row.split('|')[3] ?? '').matchAll(/`(\w+)`:/gu)].map(([, field]) => field);
    expect(new Set(told)).toEqual(fields);
  }
});

describe('the form of each answer stands in its prompt', () => {
  test.each([
    ['question.md', 'choice'],
    ['tutor.md', 'paragraph'],
    ['entail.md', 'entailment'],
  ] as const)('%s', (name, form) => {
    // A server that is asked for JSON alone demands the word.
    expect(text(name)).toContain('JSON');
    const shown = /^\{".*\}$/mu.exec(text(name))?.[0] ?? '';
    expect(Object.keys(JSON.parse(shown)).toSorted()).toEqual(Object.keys(forms[form].properties).toSorted());
  });
});
