import { LRUCache } from 'lru-cache';
import type { Lab } from '../../model/lab.ts';

/** For how long “why?” and “simpler” are about a topic, in milliseconds. */
export const keptTopicMs = 30 * 60_000;

/** For how many people a topic is kept; whoever read longest ago goes first. */
const mostPeople = 2000;

/**
 * The topic that each person read last, as functions of a lab: in memory alone, and of each person only the last. `now` is a
 * clock in milliseconds.
 */
export function openLastTopics(now: () => number = Date.now): Pick<Lab, 'lastTopic' | 'keepTopic' | 'forgetTopic'> {
  const topics = new LRUCache<string, string>({ max: mostPeople, ttl: keptTopicMs, ttlResolution: 0, perf: { now } });
  return {
    lastTopic: (user) => topics.get(user) ?? null,
    keepTopic: (user, topic) => void topics.set(user, topic),
    forgetTopic: (user) => {
      // What has expired of others is out of reach, and still in memory.
      topics.purgeStale();
      topics.delete(user);
    },
  };
}
