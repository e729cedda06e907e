/** The time now, as ISO in UTC: for what runs outside of the pure rooms, which get it as data. */
export function readClock(): string {
  return new Date().toISOString();
}
