import { assess } from '../../checks/assess.ts';
import type { Audit } from '../../model/audit.ts';
import type { Explanation, OwnValue } from '../../model/explanation.ts';
import type { FindingCode } from '../../model/finding.ts';
import type { Lab } from '../../model/lab.ts';
import type { Lesson, Passage } from '../../model/lesson.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Person } from '../../model/person.ts';
import { foreignNamespaceIn, foreignNamespaceTrouble } from '../access/namespace-scope.ts';
import type { Command } from '../command.ts';
import { drawModels } from './drawing.ts';
import { withParts } from './explain-part.ts';
import { explainResult } from './explain-result.ts';
import { buildFindingCard, offerAfterCard } from './finding-card.ts';
import { exactTopic, findTopic } from './lookup.ts';
import { answerModelChoice } from './model-choice.ts';
import { offerAfterPassages, offerPassages } from './next-steps.ts';
import { type ArrangedPassages, arrangeForModel, dependsOnModel } from './own-model.ts';
import { ownValuesOf } from './own-values.ts';
import { answerPasted, askForPaste, pastedWord, pasteOffer, pasteWord } from './pasted.ts';
import { parseResultSubject } from './result-subject.ts';
import { answerSettled } from './settled/answer-settled.ts';
import { answerUnknownTopic, answerWithoutLesson, listTopics } from './unknown.ts';

/** The topics as a list, and as buttons. */
function answerTopicList(lesson: Lesson): Outcome {
  const taught = listTopics(lesson);
  const lines = taught.map(({ id, title }) => ({ usage: `explain ${id}`, purpose: title }));
  const note = `The lesson has ${taught.length} topics. Choose one, or ask a question.`;
  const menu = { label: 'Choose a topic', options: offerPassages(taught) };
  return { answer: { kind: 'help', lines, note, about: 'topics' }, next: [pasteOffer], menu };
}

const readBy = (namespace: string, as: string | null): Audit => ({ did: 'read', what: 'explain', namespace, as });

/** Passages as they are shown, with what belongs to them. */
type ShownPassages = ArrangedPassages & { readonly yours: readonly OwnValue[]; readonly audit?: Audit };

/**
 * Passages for whoever asks: with their own values and their own model, and the audit's line where the cluster was
 * read.
 */
async function showPassages(
  by: Person,
  passages: readonly Passage[],
  question: string | null,
  lab: Lab,
): Promise<ShownPassages> {
  const plain = { passages, remarks: [], next: [], yours: [] };
  const depends = dependsOnModel(passages) || passages.some(({ values }) => values.length > 0);
  if (!depends || by.namespace === null) return plain;
  const assessment = assess(await lab.observe(by.namespace));
  const shown = arrangeForModel(passages, question, assessment.network.model, lab.lesson());
  const names = [...new Set(shown.passages.flatMap(({ values }) => values))];
  const yours = names.length > 0 ? ownValuesOf(names, assessment) : [];
  return { ...shown, yours, audit: readBy(by.namespace, assessment.snapshot.as) };
}

/** The card of a finding as it stands in somebody's namespace now; null where the lesson has none. */
async function answerWithCard(code: FindingCode, namespace: string, by: Person, lab: Lab): Promise<Outcome | null> {
  const assessment = assess(await lab.observe(namespace));
  const found = await buildFindingCard(assessment, code, lab);
  if (found === null) return null;
  const taught = found.answer.explanation.passages.filter(({ drift }) => drift === null);
  return {
    answer: found.answer,
    audit: readBy(namespace, assessment.snapshot.as),
    next: [...offerAfterCard(found.finding, by), ...offerPassages(taught.slice(0, 2))],
  };
}

/** Two pages that fit a question about equally well, to choose from: neither is shown as the answer. */
function offerToChoose(explanation: Explanation, offered: readonly Passage[]): Outcome {
  return {
    answer: { kind: 'explain', explanation, yours: [] },
    next: [...offerPassages(offered), { label: 'Topics', command: 'explain' }],
  };
}

/** The whole of a page or a card. */
const wholeTopic: Command = {
  word: 'explain',
  usage: 'explain [topic or question]',
  purpose:
    'the lesson on a topic, or what a finding means, with the values of your own cluster; without a topic, the list',
  for: 'reader',
  opensForm: ([first, ...rest]) => first === pasteWord && rest.length === 0,
  async run({ by, words, pasted }, lab) {
    if (words.length === 0) return answerTopicList(lab.lesson());
    const subject = parseResultSubject(words);
    if (subject !== null) return explainResult(subject, by, lab);
    const topic = words.join(' ');
    if (topic === pastedWord || pasted !== undefined) return answerPasted(pasted, by, lab);
    if (topic === pasteWord) return askForPaste();
    const foreign = await foreignNamespaceIn(topic, by, lab);
    if (foreign !== undefined) throw foreignNamespaceTrouble(foreign, by.namespace, lab);
    if (exactTopic(lab.lesson(), topic) === null) {
      const fixedAnswer = answerWithoutLesson(topic, by) ?? (await answerSettled(topic, by, lab));
      if (fixedAnswer) return fixedAnswer;
    }
    const found = await findTopic(topic, by.id, lab);
    const modelAnswer = await answerModelChoice(found, by, lab);
    if (modelAnswer) return modelAnswer;
    const { code, explanation, searched, chosen } = found;
    const { passages, offered } = explanation;
    if (offered) return offerToChoose(explanation, offered);
    if (passages.length === 0) return answerUnknownTopic(found, by, lab.lesson());
    const own = code !== null && by.namespace !== null ? await answerWithCard(code, by.namespace, by, lab) : null;
    if (own) return { ...own, chosen };
    const shown = await showPassages(by, passages, searched ? topic : null, lab);
    return {
      answer: {
        kind: 'explain',
        explanation: { ...explanation, passages: shown.passages },
        yours: shown.yours,
        ...(shown.remarks.length > 0 ? { remarks: shown.remarks } : {}),
      },
      ...(shown.audit ? { audit: shown.audit } : {}),
      ...(await drawModels(shown.passages, by, lab)),
      chosen,
      next: [...shown.next, ...offerAfterPassages(shown.passages, lab.lesson(), by.namespace !== null)],
    };
  },
};

/** `explain [topic]`: the card of a finding as it stands, or the lesson's own words with the student's own values. */
export const explain: Command = withParts(wholeTopic);
