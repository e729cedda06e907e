import type { KnownBlock, ModalView } from '@slack/types';
import type { ImportChange, ImportFault, ImportForm, ImportPreviewForm } from '../model/form.ts';
import {
  boldRun,
  bulletList,
  codeRun,
  contextBlock,
  divider,
  paragraphBlock,
  plainTextObject,
  splitIntoGroups,
  type TextRun,
  textRun,
  userRun,
} from './builders.ts';
import { limits } from './limits.ts';
import { inputBlock, modalView, noteBlocks } from './modal.ts';

/** The callback ids of the roster's forms. */
export const rosterFormCallbacks = { import: 'roster-import', preview: 'roster-preview' } as const;

/** The fields of the import: each is the id of a block and of the element inside. */
export const rosterImportFields = { pasted: 'pasted', file: 'file' } as const;

/** The form in which a roster is pasted or uploaded. */
export function rosterImportView({ note }: ImportForm): ModalView {
  const { pasted, file } = rosterImportFields;
  const words = { title: 'Import a roster', submit: 'Preview', close: 'Cancel' };
  const placeholder = plainTextObject('U012ABCDEF,student-07', limits.option);
  return modalView(rosterFormCallbacks.import, words, [
    ...noteBlocks(note),
    paragraphBlock(
      textRun('One line a student: who, then the namespace. Who is a Slack user id, an '),
      codeRun('@name'),
      textRun(' or an e-mail address. Nothing is changed before you have seen what would be.'),
    ),
    inputBlock(
      'Pasted lines',
      { type: 'plain_text_input', action_id: pasted, multiline: true, max_length: 3000, placeholder },
      {
        optional: true,
        hint: 'Commas, semicolons or tabs; a header is welcome. At most 3,000 characters: upload more.',
      },
    ),
    inputBlock(
      'Or a CSV file',
      { type: 'file_input', action_id: file, filetypes: ['csv', 'txt', 'tsv'], max_files: 1 },
      { optional: true },
    ),
  ]);
}

function changeRuns({ user, namespace, was }: ImportChange): readonly TextRun[] {
  // One run of text, since a list may have 2,000 of them.
  return [userRun(user), textRun(was === null ? ` gets ${namespace}` : ` moves from ${was} to ${namespace}`)];
}

const faultRuns = ({ line, text, why }: ImportFault): readonly TextRun[] => [
  boldRun(`Line ${line}: `),
  textRun(`${why}. (${text})`),
];

/** Bytes of a modal that its lists may take; the rest is for everything around them. */
const listBytes = limits.viewBytes - 30_000;

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/** A list in groups of 50 as far as it fits; of the rest, how many there are and what that means. */
function groupedList<T>(
  title: string,
  all: readonly T[],
  runs: (each: T) => readonly TextRun[],
  most: number,
  rest: (left: number) => string,
): readonly KnownBlock[] {
  if (all.length === 0) return [];
  const groups = splitIntoGroups(all, 50).map((group) => bulletList(group.map(runs)));
  let left = most;
  const full = groups.findIndex((group) => {
    left -= bytesOf(group);
    return left < 0;
  });
  if (full < 0) return [paragraphBlock(boldRun(title)), ...groups];
  return [
    paragraphBlock(boldRun(title)),
    ...groups.slice(0, full),
    paragraphBlock(boldRun(rest(all.length - full * 50))),
  ];
}

/** Every change and every wrong line of an import, before it changes anything; those past the limit of a modal are counted. */
export function rosterImportPreviewView(form: ImportPreviewForm, note: string | null = null): ModalView {
  const { id, signature, changes, faults, same, untouched, remarks } = form;
  const lines = (n: number) => (n === 1 ? '1 line' : `${n} lines`);
  const rest = [
    ...(same > 0 ? [`${lines(same)} ${same === 1 ? 'says' : 'say'} what is so already.`] : []),
    ...(changes.length > 0 ? ['I write to each of them: which namespace it is, and where to begin.'] : []),
    ...(untouched > 0 ? [`On the roster, but not in the list: ${untouched}. They stay as they are.`] : []),
    ...remarks,
  ];
  const wrong = groupedList(
    `${lines(faults.length)} cannot be taken over`,
    faults,
    faultRuns,
    listBytes / 2,
    (left) => `${lines(left)} more cannot be taken over, and there is no room to show them.`,
  );
  const right = groupedList(
    `${changes.length} would change`,
    changes,
    changeRuns,
    listBytes - bytesOf(wrong),
    (left) => `${left} more would change as well, and there is no room to show them. To see all, import fewer at once.`,
  );
  const some = changes.length > 0;
  const words = {
    title: 'Change the roster?',
    ...(some ? { submit: `Change ${changes.length}` } : {}),
    close: some ? 'Cancel' : 'Close',
    metadata: JSON.stringify({ id, signature }),
  };
  return modalView(rosterFormCallbacks.preview, words, [
    ...noteBlocks(note),
    ...wrong,
    ...(faults.length > 0 ? [divider] : []),
    ...(some ? [] : [paragraphBlock(boldRun('Nothing would change.'))]),
    ...right,
    ...rest.map(contextBlock),
  ]);
}
