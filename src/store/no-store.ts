import type { Lab } from '../model/lab.ts';

/** What a store keeps, by the names under which a lab has it. */
export type StoreBooks = Pick<
  Lab,
  'roster' | 'drafts' | 'progress' | 'notebooks' | 'helpRequests' | 'pictures' | 'audit' | 'personal' | 'broadcasts'
>;

const refuse = () => Promise.reject(new Error('this lab keeps nothing'));

/** A store for labs that keep nothing, the terminal's: whatever asks it for anything is a bug. */
export const noStore: StoreBooks = {
  roster: { sharing: 1, assignmentOf: refuse, read: refuse, change: refuse, keepChannel: refuse },
  drafts: { keep: refuse, find: refuse, drop: refuse },
  progress: { keep: refuse, of: refuse },
  notebooks: { read: refuse, change: refuse },
  pictures: { find: refuse, keep: refuse },
  helpRequests: { ask: refuse, markTold: refuse, find: refuse, open: refuse, answer: refuse },
  audit: { keep: refuse },
  personal: { of: refuse, forget: refuse },
  broadcasts: { begin: refuse, mark: refuse, end: refuse, unfinished: refuse, find: refuse },
};
