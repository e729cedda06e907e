import type { Lab } from '../model/lab.ts';

type Kept = Pick<
  Lab,
  'roster' | 'drafts' | 'progress' | 'notebooks' | 'questions' | 'pictures' | 'audit' | 'personal' | 'broadcasts'
>;

const refuse = () => Promise.reject(new Error('this lab keeps nothing'));

/** A store for labs that keep nothing, the terminal's: whatever asks it for anything is a bug. */
export const nothingKept: Kept = {
  roster: { sharing: 1, seatOf: refuse, read: refuse, change: refuse, keepChannel: refuse },
  drafts: { keep: refuse, find: refuse, drop: refuse },
  progress: { keep: refuse, of: refuse },
  notebooks: { read: refuse, change: refuse },
  pictures: { find: refuse, keep: refuse },
  questions: { ask: refuse, told: refuse, find: refuse, open: refuse, answer: refuse },
  audit: { keep: refuse },
  personal: { of: refuse, forget: refuse },
  broadcasts: { begin: refuse, mark: refuse, end: refuse, unfinished: refuse, find: refuse },
};
