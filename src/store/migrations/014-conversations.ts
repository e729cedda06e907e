import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const steps: readonly string[] = [
  `alter table questions add column subject text`,
  `update questions set subject = 'problem ' || problem`,
  `alter table questions alter column subject set not null`,
  // The unique index and the constraint go with their columns.
  `alter table questions drop column problem, drop column answer`,
  `alter table questions add column state text not null default 'open'
    check (state in ('open', 'claimed', 'answered', 'still-stuck', 'solved', 'withdrawn'))`,
  `alter table questions add column claimed_by text, add column claimed_at timestamptz`,
  `alter table questions add column answerers jsonb not null default '[]'`,
  // Whoever asked again after an answer has another one: the answered one has ended.
  `update questions set state = 'solved', answerers = jsonb_build_array(answered_by) where answered_at is not null`,
  `create unique index one_open_question on questions (user_id, namespace, subject)
    where state not in ('solved', 'withdrawn')`,
  `create table question_lines (
    id text primary key,
    question text not null references questions (id) on delete cascade,
    kind text not null,
    from_user text not null,
    to_user text not null,
    words text,
    at timestamptz not null,
    position bigint generated always as identity,
    sender text not null,
    tried_at timestamptz
  )`,
  `create index question_lines_of on question_lines (question)`,
  `create table question_posts (
    channel text not null,
    ts text not null,
    question text not null references questions (id) on delete cascade,
    kind text not null,
    person text not null,
    other text not null,
    primary key (channel, ts)
  )`,
  `create index question_posts_of on question_posts (question)`,
  `create index question_posts_person on question_posts (person)`,
  `create table class_words (
    id text primary key,
    kind text not null check (kind in ('question', 'answer')),
    subject text not null,
    words text not null,
    day timestamptz not null,
    by_user text
  )`,
];

/**
 * Questions to instructors about anything become conversations: their state, the lines that are still to be delivered, and
 * where their messages are. Instructors' words are not kept any more but where they say so; what is for the class has no name.
 */
export const conversations: Migration = {
  async up(db) {
    for (const step of steps) await sql.raw(step).execute(db);
  },
};
