import { createHash } from 'node:crypto';
import type { Explanation } from '../../model/explanation.ts';
import type { FindingCode } from '../../model/finding.ts';
import type { Lesson } from '../../model/lesson.ts';
import type { TutorMetric } from '../../model/tutor.ts';
import { redactQuestion } from '../protocol/redact.ts';
import { resolveChoice } from './choose.ts';
import { createTutorCounters } from './counters.ts';
import { openTutorEndpoint } from './endpoint.ts';
import { limitAnswers } from './limited-answers.ts';
import type { TutorEndpointConfig } from './model-client.ts';
import type { TutorLimits } from './rate-limit.ts';
import { exampleAddresses, listLessonTitles } from './sentences.ts';

/** What a tutor is made of. */
export type TutorConfig = TutorEndpointConfig & {
  /** The constant part of every request. */
  readonly prompt: string;
  readonly lesson: Lesson;
  /** Changes with every word of the lesson. */
  readonly edition: string;
  /** What each inspection asks: a question may be one for the cluster. */
  readonly inspections: readonly { readonly id: FindingCode; readonly asks: string }[];
  readonly limits: TutorLimits;
  /** Namespaces of the class, as a regular expression's source. */
  readonly namespacePattern: string;
  /** Milliseconds. */
  readonly now: () => number;
};

/**
 * A language model that chooses what to show. Nothing of it throws: whatever goes wrong, the handbook's
 * answer stands.
 */
export type Tutor = {
  /**
   * Passages, at most two, or a finding, for a question that the handbook has no answer to; null for none.
   * `own` is the namespace of who asks: wherever it stands in the question, it is not sent.
   */
  readonly choose: (question: string, user: string, own?: string | null) => Promise<Explanation | null>;
  /** Counts a choice that somebody got to see. */
  readonly countShownChoice: () => void;
  /**
   * What would be sent for a question, with how many titles there are in place of the titles; empty for
   * nothing.
   */
  readonly sentFor: (question: string, own: string | null) => string;
  readonly metrics: () => readonly TutorMetric[];
};

type LessonTitles = ReturnType<typeof listLessonTitles>;

/** What is sent for a question, as JSON to read: a number in place of each list. */
function previewOf({ passages, findings }: LessonTitles, question: string): string {
  const preview = {
    passages: `${passages.length} passages: id, title, aliases`,
    findings: `${findings.length} findings: id, title`,
    question,
  };
  return JSON.stringify(preview, null, 1);
}

/** The cache key of a question: another one for another model, prompt or lesson. */
function keyOf({ baseURL, model, edition, prompt }: TutorConfig, question: string): string {
  // The leading number is the version of what is stored below a key.
  const parts = [1, baseURL, model, edition, prompt, question.toLowerCase()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Opens a tutor for one lesson. */
export function openTutor(config: TutorConfig): Tutor {
  const { lesson, prompt, inspections, namespacePattern } = config;
  const counters = createTutorCounters();
  const endpoint = openTutorEndpoint(config);
  const answerOnce = limitAnswers(endpoint, counters, config);
  const examples = exampleAddresses(lesson);
  const titles = listLessonTitles(lesson, inspections);
  const redact = (question: string, own: string | null) =>
    redactQuestion(question, examples, { pattern: namespacePattern, own });

  return {
    async choose(question, user, own = null) {
      const redacted = redact(question, own);
      if (redacted === '') return null;
      return answerOnce(keyOf(config, redacted), user, async (ask) => {
        const reply = await ask({ system: prompt, user: { ...titles, question: redacted } });
        return resolveChoice(lesson, reply.ok ? reply.json : null);
      }).catch(() => null);
    },
    countShownChoice: () => counters.add('shown', 'choice'),
    sentFor: (question, own) => {
      const redacted = redact(question, own);
      return redacted === '' ? '' : previewOf(titles, redacted);
    },
    metrics: () => {
      const { calls, tokens } = endpoint.usageTotals();
      return [
        ...counters.all(),
        { name: 'calls', label: '', count: calls },
        { name: 'tokens', label: '', count: tokens },
      ];
    },
  };
}
