// Sentences as a model writes them under prompts/tutor.md, true and false ones, and what the verifier says of them.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { checks } from '../../src/checks/index.ts';
import { cardFor } from '../../src/exercise/cards.ts';
import { packetOf } from '../../src/explain/packet.ts';
import { verify } from '../../src/explain/verify.ts';
import { codes } from '../../src/model/finding.ts';
import { taught } from './tutors.ts';

const sentence = z.strictObject({
  id: z.string(),
  /** `true`, or what is wrong: a number, or a fact that is another one's, turned round, or without its condition. */
  kind: z.enum(['true', 'number', 'swap']),
  /** Written after the verifier was finished, and never tuned on. */
  held: z.boolean(),
  text: z.string(),
  cites: z.array(z.string()).min(1),
  status: z.enum(['pass', 'differs', 'fail', 'not-measurable', 'blocked', 'error']).optional(),
  model: z
    .enum([
      'kubenet',
      'azure-cni-node-subnet',
      'azure-cni-pod-subnet-dynamic',
      'azure-cni-pod-subnet-static',
      'azure-cni-overlay',
      'byo-cni',
    ])
    .optional(),
});

export type Sentence = z.infer<typeof sentence>;

export const sentences: readonly Sentence[] = z
  .array(sentence)
  .parse(JSON.parse(readFileSync(new URL('../explain/sentences.json', import.meta.url), 'utf8')));

/** Whether a sentence would be shown, before any model reads it a second time. */
export function stands({ text, cites, status = 'pass', model = 'azure-cni-overlay' }: Sentence): boolean {
  const findings = codes
    .filter((code) => cites.includes(`finding/${code}`))
    .map((id) => ({ id, asks: checks[id].asks, status, card: cardFor(taught, id, status, model) }));
  const passages = cites.filter((id) => id.startsWith('passage/')).map((id) => id.slice('passage/'.length));
  const packet = packetOf(taught, { findings, passages, values: [], question: null, chosen: false });
  const { conduct, sentences: verified } = verify([{ text, cites }], packet);
  return conduct === null && verified[0]?.fault === null;
}

export type Figures = { readonly [K in Sentence['kind']]: { readonly stand: number; readonly of: number } };

/** How many of each kind would be shown. */
export function figuresOf(held: boolean): Figures {
  const of = (kind: Sentence['kind']) => {
    const own = sentences.filter((each) => each.held === held && each.kind === kind);
    return { stand: own.filter(stands).length, of: own.length };
  };
  return { true: of('true'), number: of('number'), swap: of('swap') };
}
