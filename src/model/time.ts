/**
 * A time as people read it: `2026-11-24 16:40 UTC` for an ISO time in UTC; nobody's own clock is known here.
 */
export function formatMinute(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
