import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { TutorMetric } from '../../model/tutor.ts';

/** What a request was: a command, a button, a form, a message to the app, or an event. */
export type RequestKind = 'command' | 'button' | 'form' | 'message' | 'event';

const ackBuckets = [0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3];
const answerBuckets = [0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10, 20, 30, 60];

const createAnswerMetrics = (registers: Registry[]) => ({
  ack: new Histogram({
    name: 'netlab_slack_ack_seconds',
    help: 'Time until a request of Slack was acknowledged; Slack gives up after 3 s',
    labelNames: ['kind', 'command'] as const,
    buckets: ackBuckets,
    registers,
  }),
  answer: new Histogram({
    name: 'netlab_answer_seconds',
    help: 'Time until the answer was handed to Slack',
    labelNames: ['kind', 'command'] as const,
    buckets: answerBuckets,
    registers,
  }),
  undelivered: new Counter({
    name: 'netlab_undelivered_answers_total',
    help: 'Answers that Slack did not take in any form',
    registers,
  }),
  bugs: new Counter({ name: 'netlab_bugs_total', help: 'Requests that ended in an apology', registers }),
});

const createTransportMetrics = (registers: Registry[]) => ({
  duplicates: new Counter({
    name: 'netlab_slack_duplicates_total',
    help: 'Requests that had come before and were not carried out again',
    registers,
  }),
  refused: new Counter({
    name: 'netlab_http_refused_total',
    help: 'HTTP requests that were refused before anything was done',
    labelNames: ['why'] as const,
    registers,
  }),
  turnedAway: new Counter({
    name: 'netlab_slack_turned_away_total',
    help: 'What came from Slack and was not taken: broken frames, and requests of nobody of this workspace',
    labelNames: ['kind', 'why'] as const,
    registers,
  }),
  links: new Gauge({ name: 'netlab_slack_links', help: 'Open Socket Mode links', registers }),
  reconnects: new Counter({
    name: 'netlab_slack_reconnects_total',
    help: 'Attempts to open a Socket Mode link again, by how they ended',
    labelNames: ['outcome'] as const,
    registers,
  }),
});

/** What the tutor counts itself is read whenever somebody asks for the metrics. */
const createTutorMetrics = (registers: Registry[], readTutor: () => readonly TutorMetric[]) => ({
  tutor: new Counter({
    name: 'netlab_tutor_total',
    help: 'What a language model was asked for and what came of it, since the start: calls, cached, shown, and why nothing was',
    labelNames: ['what', 'why'] as const,
    registers,
    collect() {
      this.reset();
      for (const { name, label, count } of readTutor())
        if (name !== 'tokens') this.inc({ what: name, why: label }, count);
    },
  }),
  tutorTokens: new Counter({
    name: 'netlab_tutor_tokens_total',
    help: 'Tokens that a language model read and wrote since the start, as far as it told',
    registers,
    collect() {
      this.reset();
      for (const { name, count } of readTutor()) if (name === 'tokens') this.inc(count);
    },
  }),
});

/** What `/metrics` shows, in Prometheus' conventions: seconds, totals. */
export function openMetrics(readTutor: () => readonly TutorMetric[] = () => []) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    ...createAnswerMetrics(registers),
    ...createTransportMetrics(registers),
    ...createTutorMetrics(registers, readTutor),
    broadcast: new Counter({
      name: 'netlab_broadcast_messages_total',
      help: 'Recipients of broadcasts, by what became of them',
      labelNames: ['fate'] as const,
      registers,
    }),
  };
}

/** The metrics of one running app. */
export type Metrics = ReturnType<typeof openMetrics>;
