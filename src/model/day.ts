/** The day of a time, as an ISO time at midnight: so that what is kept without a name does not tell whose it is. */
export function dayOf(at: string): string {
  return `${at.slice(0, 10)}T00:00:00.000Z`;
}
