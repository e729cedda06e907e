/**
 * What is asked of a thing, and what is said of it, as concepts with their English words and phrases. They say less than
 * the thing itself, so they count for less.
 */
export const questionConcepts: Readonly<Record<string, string>> = {
  same: 'same, equal, identical, alike, share, match',
  different:
    'different, differ, other address, other addresses, another range, another, distinct, unlike, not the same, nothing like, separate',
  difference:
    'difference, differ, versus, vs, compare, compared, comparison, side by side, apart, distinguish, tell apart, or',
  empty: 'empty, blank, nothing in, shows nothing, none, not filled, no value',
  filled: 'filled, full column, has a value, not empty',
  many: 'how many, number of, how much, count, amount, number',
  most: 'limit, max, maximum, at most, biggest, largest, most, upper limit, limited, ends at, stop growing, up to, capped, gives up',
  default: 'default, by default, standard, out of the box, normally',
  why: 'why, how come, reason, what for, cause',
  when: 'when is, when does, when will, when do, when did, until when, how long, date, deadline, what day, by when',
  look: 'verify, inspect, look at, look up, how do i read, how do i list, how do i print, how do i find, how do i see, how can i see, where do i see, where can i see, which command, what command, how do i check, how to check, how to see, where to see, how do i find out, how would i find out, output, show, kubectl get, can i see, column, describe node, see with kubectl, figure out, recognise, recognize, how do i know',
  fault:
    'error, fault, wrong, broken, bug, problem, misconfiguration, misconfigured, bad, mistake, normal, ok, correct, issue, did i do something wrong, is this normal, fix',
  mean: 'mean, meaning, stand for, stands for, definition, define, what is',
  work: 'work, run, ready, running, healthy, not ready',
  need: 'need, require, required, necessary, have to, must',
  together: 'together, combine, combined, at the same time',
  without: 'without, no longer, instead of, turn off, not use',
  allow: 'allow, permit, let, open, let in, allowed',
  prove: 'prove, proof, proven, proves, sure sign, must be, so it must, clue, sign, evidence, tell, tells',
  who: 'who, by whom, whose',
};

/** Words that ask for an explanation or greet: they say nothing of what is asked about, and weigh nothing. */
export const requestConcepts: Readonly<Record<string, string>> = {
  explain:
    'explain, explanation, describe, description, summarise, summarize, summary, overview, tell me about, in short, in one sentence, in two sentences, in a sentence, in simple words, in simple terms, simply, short, quickly, briefly, for beginners, for a beginner, to a beginner, basics, introduction, good for, no idea, dont get it, dont understand, do not understand, understand, i heard, somebody, anybody, more about, further details, example, behind the scenes',
  courtesy:
    'hello, hi, hey, please, pls, plz, thanks, thank you, thx, sorry, excuse me, question, quick question, dear, bro, mate, folks, guys, help, help me',
  report:
    'my colleague says, my teammate says, my colleague claims, my teammate claims, my friend says, somebody says, colleague, teammate, friend, boss, teacher says, says that, claims that, i think, i thought, i believe, i guess, i wonder, wondering, suppose, apparently',
};
