import type { Lab } from '../model/lab.ts';

/** The books of a store, by the names under which a lab has them. */
export type StoreBooks = Pick<
  Lab,
  | 'roster'
  | 'drafts'
  | 'progress'
  | 'notebooks'
  | 'helpRequests'
  | 'faults'
  | 'feedback'
  | 'pictures'
  | 'audit'
  | 'personal'
  | 'broadcasts'
>;

const refuse = () => Promise.reject(new Error('this lab keeps nothing'));

/** For a lab that stores nothing, the terminal's: every call rejects, since it is a bug. */
export const noStore: StoreBooks = {
  roster: { sharing: 1, assignmentOf: refuse, read: refuse, change: refuse, keepChannel: refuse },
  drafts: { keep: refuse, find: refuse, drop: refuse },
  progress: { keep: refuse, of: refuse },
  notebooks: { read: refuse, change: refuse },
  pictures: { find: refuse, keep: refuse },
  helpRequests: {
    ask: refuse,
    find: refuse,
    open: refuse,
    ofStudent: refuse,
    claimedBefore: refuse,
    change: refuse,
    takeLines: refuse,
    takeLeft: refuse,
    markDelivered: refuse,
    dropLine: refuse,
    postAt: refuse,
    questionPosts: refuse,
    channelOf: refuse,
    keepQuestion: refuse,
    keepAnswer: refuse,
    forClass: refuse,
  },
  faults: { claim: refuse, release: refuse, markTold: refuse },
  feedback: { count: refuse, read: refuse, forgetPresses: () => undefined },
  audit: { keep: refuse },
  personal: { of: refuse, forget: refuse },
  broadcasts: { accept: refuse, mark: refuse, end: refuse, unfinished: refuse, find: refuse },
};
