/** Three-valued truth in Kleene's logic: 0 no, 1 could not be seen, 2 yes. */
export type Truth = 0 | 1 | 2;

/** It is not so. */
export const no = 0;
/** It could not be seen. */
export const unsure = 1;
/** It is so. */
export const yes = 2;

/** True where all are; a `no` outweighs what could not be seen. */
export function allTrue(a: Truth, b: Truth): Truth {
  return a < b ? a : b;
}

/** True where one is; a `yes` outweighs what could not be seen. */
export function anyTrue(a: Truth, b: Truth): Truth {
  return a > b ? a : b;
}

/** The opposite; what could not be seen stays so. */
export function negateTruth(a: Truth): Truth {
  return a === yes ? no : a === no ? yes : unsure;
}

/** A boolean as a truth. */
export function toTruth(is: boolean): Truth {
  return is ? yes : no;
}

/** What all readings agree on; unsure where they differ. */
export function commonTruth(truths: readonly Truth[]): Truth {
  const [first = unsure] = truths;
  return truths.every((each) => each === first) ? first : unsure;
}
