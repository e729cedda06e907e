import type { SlackContext } from '../context.ts';

/** Forgets all that this process remembers of a person who had everything deleted. */
export function forgetPerson(user: string, context: SlackContext): void {
  const { answeredUsers, greetedUsers, heldTexts, homeMaps, keptAnswers, lab, posts } = context;
  homeMaps.removeMap(user);
  keptAnswers.forgetAnswers(user);
  heldTexts.forgetTexts(user);
  answeredUsers.delete(user);
  greetedUsers.delete(user);
  posts.forgetChannel(user);
  lab.forgetTopic(user);
  lab.feedback.forgetPresses(user);
  lab.shownTasks.forget(user);
}
