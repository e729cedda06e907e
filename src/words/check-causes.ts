import type { UnreadPart } from '../model/check.ts';
import type { DocPart, DocSection } from '../model/doc.ts';
import { codeRun, listPart, paragraphPart, textRun } from './runs.ts';

const withOutcome = (unread: readonly UnreadPart[], outcome: UnreadPart['outcome']) =>
  unread.filter((each) => each.outcome === outcome);

/** The first of them by name, and how many more there are: all of them stand in the evidence. */
function someNames(parts: readonly UnreadPart[], most: number): string {
  const named = parts.slice(0, most).map(({ name }) => `“${name}”`);
  const left = parts.length - most;
  return left > 0 ? `${named.join(', ')} and ${left} more` : named.join(' and ');
}

function permissionParts(unread: readonly UnreadPart[]): readonly DocPart[] {
  const parts = withOutcome(unread, 'forbidden');
  if (parts.length === 0) return [];
  const lacks = `netlab lacks the permission${parts.length > 1 ? 's' : ''} ${someNames(parts, 2)}.`;
  const it = parts.length > 1 ? 'them' : 'it';
  return [paragraphPart(textRun(`${lacks} Whoever runs the cluster can grant ${it}; your instructor knows who.`))];
}

function failureParts(unread: readonly UnreadPart[]): readonly DocPart[] {
  const parts = withOutcome(unread, 'failed');
  const [first] = parts;
  if (first === undefined) return [];
  const reasons = new Set(parts.map(({ because }) => because)).size;
  const more = reasons > 1 ? ` (and ${reasons - 1} more)` : '';
  return [paragraphPart(textRun(`The reason: ${first.because}${more}. ${first.todo}`))];
}

function dumpParts(unread: readonly UnreadPart[]): readonly DocPart[] {
  const parts = withOutcome(unread, 'not-in-dump');
  if (parts.length === 0) return [];
  const todo = 'Add that output, or read the cluster itself.';
  return [paragraphPart(textRun(`The dump lacks the answer to ${someNames(parts, 1)}. ${todo}`))];
}

/** Why something was not seen, once, whatever it leaves open; nothing where all came back. */
export function causeParts(unread: readonly UnreadPart[]): readonly DocPart[] {
  return [...permissionParts(unread), ...failureParts(unread), ...dumpParts(unread)];
}

/** All that did not come back, whoever can help, and how they can try it. */
export function causeSection(unread: readonly UnreadPart[], account: string | null): readonly DocSection[] {
  if (unread.length === 0) return [];
  const forbidden = withOutcome(unread, 'forbidden');
  const failed = withOutcome(unread, 'failed');
  const as = account === null ? '' : ` (${account})`;
  const grants =
    forbidden.length === 0
      ? []
      : [
          paragraphPart(
            textRun(
              `netlab lacks these permissions. Whoever runs the cluster grants them to the account it reads with${as}:`,
            ),
          ),
          listPart(forbidden.map(({ name }) => [codeRun(name)])),
        ];
  const errors =
    failed.length === 0
      ? []
      : [
          paragraphPart(textRun('These questions got no answer that I can use. It is not your doing:')),
          listPart(failed.map(({ name, because }) => [codeRun(name), textRun(`: ${because}`)])),
        ];
  const undumped = withOutcome(unread, 'not-in-dump');
  const dump =
    undumped.length === 0
      ? []
      : [
          paragraphPart(
            textRun(
              'The dump does not hold the answer to these. Add their output (kubectl get --raw keeps the type of a list), or read the cluster itself:',
            ),
          ),
          listPart(undumped.map(({ name }) => [codeRun(name)])),
        ];
  return [{ title: 'What I could not read', parts: [...grants, ...errors, ...dump] }];
}
