const dayMs = 24 * 60 * 60_000;

/** One request of the day's that is reserved for a question, until it is spent or given back. */
export type Reservation = {
  /** Whether a further request for this question would be more than the day has. */
  readonly isExhausted: () => boolean;
  /** Counts a request that is made: the reserved one first, later ones from what is left. */
  readonly spend: () => void;
  /** Gives the reserved request back, unless it was spent. */
  readonly release: () => void;
};

/** A number of requests for every 24 hours. */
export type DailyBudget = {
  /** Whether nothing is left that is not spent or reserved. */
  readonly isExhausted: () => boolean;
  /** Reserves a request, whether there is one or not. */
  readonly reserve: () => Reservation;
};

/** A full budget whose first day begins now; `now` in milliseconds. */
export function createDailyBudget(perDay: number, now: () => number): DailyBudget {
  let [spent, reserved, since] = [0, 0, now()];

  /** `own`: how many of the reserved requests are the caller's. */
  function isExhausted(own: number): boolean {
    const at = now();
    if (at - since >= dayMs) [spent, since] = [0, at];
    return spent + reserved - own >= perDay;
  }

  return {
    isExhausted: () => isExhausted(0),
    reserve() {
      let own = 1;
      reserved++;
      const release = () => {
        reserved -= own;
        own = 0;
      };
      return {
        isExhausted: () => isExhausted(own),
        release,
        spend: () => {
          release();
          spent++;
        },
      };
    },
  };
}
