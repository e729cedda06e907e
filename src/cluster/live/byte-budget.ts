// A page of 500 nodes of AKS has 11 MB; 5,000 nodes and the Pods of kube-system on them have 300 MB in all. Compressed
// answers count as what they become.
const [maxAnswerMb, maxAtOnceMb, maxLookMb] = [32, 128, 512];

/** How much the answers of one look may hold: each of them, those that come at the same time, and all together. */
export type ByteBudget = {
  /** Opens the account of one answer. */
  readonly openAnswer: () => {
    /** Counts what came of it; a sentence without its full stop once that is too much, null before. */
    readonly count: (bytes: number) => string | null;
    /** Its text is no longer held. */
    readonly close: () => void;
  };
};

/** Makes the budget of one look. */
export function createByteBudget(): ByteBudget {
  let [heldBytes, allBytes] = [0, 0];
  return {
    openAnswer: () => {
      let ownBytes = 0;
      return {
        count: (bytes) => {
          ownBytes += bytes;
          heldBytes += bytes;
          allBytes += bytes;
          if (ownBytes > maxAnswerMb * 1e6) return `the answer was larger than ${maxAnswerMb} MB`;
          if (heldBytes > maxAtOnceMb * 1e6) return `the answers were larger than ${maxAtOnceMb} MB at once`;
          return allBytes > maxLookMb * 1e6 ? `the answers were larger than ${maxLookMb} MB together` : null;
        },
        close: () => {
          heldBytes -= ownBytes;
          ownBytes = 0;
        },
      };
    },
  };
}
