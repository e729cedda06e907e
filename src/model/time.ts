/**
 * A time as people read it: `2026-11-24 16:40 UTC` for an ISO time in UTC; nobody's own clock is known here.
 */
export function formatMinute(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

const months = 'January February March April May June July August September October November December'.split(' ');

/**
 * The day on which something ends, as a part of a sentence that holds at `now` (ISO, UTC): `ends on 31 March 2028`, and
 * from the day after on `ended on 31 March 2028`. `day` is `2028-03-31`.
 */
export function describeEnd(day: string, now: string): string {
  const [year, month, date] = day.split('-').map(Number);
  // On the day itself it has not ended anywhere yet.
  return `${now.slice(0, 10) > day ? 'ended' : 'ends'} on ${date} ${months[(month ?? 1) - 1]} ${year}`;
}
