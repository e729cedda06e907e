// Prompts, their README and the code say the same.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ReplyForm, wireSchemas } from '../../src/explain/protocol/reply-schemas.ts';
import type { ResultSituation } from '../../src/model/sentence-choice.ts';
import { type Llm, type Request, startLlm } from '../support/llm.ts';
import { tutorAt } from '../support/tutors.ts';

const folder = join(import.meta.dirname, '../../prompts');
const text = (name: string) => readFileSync(join(folder, name), 'utf8');
const readme = text('README.md');

const closing: Llm[] = [];
afterEach(async () => {
  for (const llm of closing.splice(0)) await llm.close();
});

const situation: ResultSituation = {
  ...{ about: 'all', model: 'azure-cni-overlay', dataplane: 'azure-cilium' },
  findings: [{ id: 'cilium-agents', status: 'pass', owner: null }],
  problems: [{ id: 'no-egress', status: 'ruled-out' }],
  sources: [{ id: 'finding/cilium-agents', title: 'x', sentences: [{ text: 'A sentence.', leans: false }] }],
};

/** A request of each form, as it is sent. */
async function sent(form: ReplyForm): Promise<Request | undefined> {
  const llm = await startLlm();
  closing.push(llm);
  const tutor = tutorAt(llm.url);
  await (form === 'question' ? tutor.choose('x?', 'U1') : tutor.chooseForResult(situation, 'U1'));
  return llm.requests[0];
}

const forms = ['question', 'result'] as const;

test('each file is in the README, and nothing else', () => {
  const files = readdirSync(folder).filter((name) => name !== 'README.md');
  expect(files.toSorted()).toEqual(forms.map((form) => `${form}.md`));
  const rows = [...readme.matchAll(/^\| `([\w.]+)` \|/gmu)].map(([, name]) => name);
  expect(rows).toEqual(files);
});

describe.each(forms)('%s', (form) => {
  const prompt = text(`${form}.md`);

  test('has no placeholder: it is sent as it stands, and the data beside it', async () => {
    expect(prompt).not.toMatch(/\{\{|\$\{/u);
    const request = await sent(form);
    expect([request?.system, request?.form]).toEqual([prompt, `${form}_choice`]);
  });

  test('every field that is sent is told of, here and in the README; and what is told of is sent', async () => {
    const user = z.record(z.string(), z.unknown()).parse(JSON.parse((await sent(form))?.user ?? ''));
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${form}.md\``)) ?? '';
    for (const field of Object.keys(user)) expect(prompt).toContain(`\`${field}\``);
    const told = [...(row.split('|')[3] ?? '').matchAll(/`(\w+)`:/gu)].map(([, field]) => field);
    expect(new Set(told)).toEqual(new Set(Object.keys(user)));
  });

  test('the form of the answer stands in it', () => {
    // A server that is asked for JSON alone demands the word.
    expect(prompt).toContain('JSON');
    const shown = /^\{".*\}$/mu.exec(prompt)?.[0] ?? '';
    expect(Object.keys(JSON.parse(shown))).toEqual(Object.keys(wireSchemas[form].properties));
  });
});
