import type { StatusChange } from '../model/check.ts';
import { type Finding, findingCodes, type Status } from '../model/finding.ts';

const letters: { readonly [S in Status]: string } = {
  pass: 'p',
  differs: 'd',
  fail: 'f',
  'not-measurable': 'n',
  blocked: 'b',
  error: 'e',
};

function statusOfLetter(letter: string): Status | null {
  const found = Object.entries(letters).find(([, each]) => each === letter);
  return found ? (found[0] as Status) : null;
}

/**
 * The statuses of findings in eight letters, in the order of the codes; a dash for what was not looked at.
 */
export function statusSignatureOf(findings: readonly Finding[]): string {
  return findingCodes
    .map((code) => findings.find(({ id }) => id === code))
    .map((each) => (each ? letters[each.status] : '-'))
    .join('');
}

/**
 * Which findings have another status than in the answer of that signature; what either did not look at does
 * not count.
 */
export function statusChangesSince(signature: string, findings: readonly Finding[]): readonly StatusChange[] {
  return findingCodes.flatMap((code, index) => {
    const was = statusOfLetter(signature[index] ?? '-');
    const is = findings.find(({ id }) => id === code)?.status;
    return was === null || is === undefined || was === is ? [] : [{ id: code, was, is }];
  });
}
