import type { TokenValue, Wording } from '../model/tutoring.ts';
import type { Ask, Replied } from './endpoint.ts';
import type { Packet } from './packet.ts';
import { type Draft, entailment, paragraph } from './reply.ts';
import { citedBy, verify } from './verify.ts';
import { type Conduct, withTokens } from './verify-conduct.ts';

/** Asks a model within the deadline and the limits. */
export type Asking = (ask: Omit<Ask, 'signal'>) => Promise<Replied>;

/** What the model is told. */
export type Prompts = { readonly question: string; readonly tutor: string; readonly entail: string };

/** Told of each sentence or reply that is not shown: why. */
export type Dropped = (why: string) => void;

/** Sentences that one sees below an answer, at the most. */
const shown = 4;

type Attempt = {
  readonly good: readonly Draft[];
  /** What to say about the others: their numbers and codes, no text. Null where nothing is to be said. */
  readonly corrections: readonly { readonly n: number; readonly code: string }[] | null;
};

const nothing: Attempt = { good: [], corrections: null };

/** The form was missed, so one more try may hit it. */
const formless: Attempt = { good: [], corrections: [{ n: 0, code: 'form' }] };

function judged(replied: Replied, packet: Packet, dropped: Dropped): Attempt {
  if (!replied.ok) return replied.why === 'form' ? formless : nothing;
  const parsed = paragraph.safeParse(replied.json);
  if (!parsed.success) return formless;
  const { answerable, sentences } = parsed.data;
  if (!answerable) return nothing;
  const { conduct, sentences: verified } = verify(sentences, packet);
  if (conduct !== null) {
    dropped(conduct satisfies Conduct);
    return nothing;
  }
  const bad = verified.flatMap(({ fault }, n) => (fault === null ? [] : [{ n: n + 1, code: fault }]));
  for (const { code } of bad) dropped(code);
  const good = verified.filter(({ fault }) => fault === null).map(({ draft }) => draft);
  return { good, corrections: bad.length > 0 ? bad : null };
}

/** Sentences that follow from what they cite, as a second reading says: what it does not confirm is not shown. */
async function entailed(drafts: readonly Draft[], packet: Packet, prompts: Prompts, ask: Asking, dropped: Dropped) {
  const statusOf = (id: string) => packet.findings.find((finding) => finding.id === id)?.status ?? null;
  const sentences = drafts.map((draft, i) => ({
    n: i + 1,
    text: draft.text,
    material: citedBy(draft, packet).map(({ id, title, sentences: written }) => ({
      title,
      status: statusOf(id),
      sentences: written,
    })),
  }));
  const replied = await ask({ system: prompts.entail, user: { sentences, values: packet.values }, form: 'entailment' });
  const parsed = entailment.safeParse(replied.ok ? replied.json : null);
  const verdicts = parsed.success ? parsed.data.verdicts : [];
  const sure = (n: number) => {
    const own = verdicts.filter((each) => each.n === n);
    return own.length > 0 && own.every((each) => each.entailed);
  };
  const kept = drafts.filter((_, i) => sure(i + 1));
  for (let i = kept.length; i < drafts.length; i++) dropped('entailment');
  return kept;
}

/**
 * A paragraph for a packet: written, verified, corrected once where `correct`, read a second time. At most three requests. Sentences hold
 * names in place of values.
 */
export async function compose(
  packet: Packet,
  prompts: Prompts,
  ask: Asking,
  dropped: Dropped,
  correct = true,
): Promise<readonly Draft[]> {
  const form = 'paragraph';
  const first = judged(await ask({ system: prompts.tutor, user: packet, form }), packet, dropped);
  const { corrections } = first;
  const second =
    corrections === null || !correct
      ? nothing
      : judged(await ask({ system: prompts.tutor, user: { ...packet, corrections }, form }), packet, dropped);
  const { good } = second.good.length >= first.good.length ? second : first;
  const once = good.filter(({ text }, i) => good.findIndex((each) => each.text === text) === i).slice(0, shown);
  return once.length === 0 ? [] : entailed(once, packet, prompts, ask, dropped);
}

/** Sentences with the student's own values in place of their names: once, so that no value is read as a name. */
export function wordingOf(drafts: readonly Draft[], packet: Packet, values: readonly TokenValue[]): Wording {
  const own = new Map(values.map(({ token, value }) => [token, value]));
  const sentences = drafts.map((draft) => ({
    text: withTokens(draft.text, (token) => own.get(token) ?? token),
    cites: citedBy(draft, packet).map(({ title }) => title),
  }));
  return { sentences };
}
