import type { KnownBlock, ModalView } from '@slack/types';
import type { Doc, DocSection } from '../model/doc.ts';
import { buttonRow, contextBlock } from './builders.ts';
import { limits } from './limits.ts';
import { modalView } from './modal.ts';
import { partBlocks } from './write-doc.ts';

/** The callback id of the modal in which the details of an answer are read. */
export const detailsCallback = 'details';

/** Whose details are shown, of which answer, and the command that gives the same answer anew. */
export type DetailsAddress = { readonly id: string; readonly by: string; readonly command: string };

/** The pages that a section needs: no part is cut, since as many blocks as fit stand on each. */
function pagesOf({ parts }: DocSection): readonly (readonly KnownBlock[])[] {
  const pages: KnownBlock[][] = [[]];
  let bytes = 0;
  for (const block of parts.flatMap((part) => partBlocks(part, () => ''))) {
    const size = JSON.stringify(block).length;
    const last = pages.at(-1);
    if (last === undefined || last.length >= limits.viewBlocks - 8 || bytes + size > limits.viewBytes / 4) {
      pages.push([block]);
      bytes = size;
    } else {
      last.push(block);
      bytes += size;
    }
  }
  return pages;
}

type Page = { readonly title: string; readonly blocks: readonly KnownBlock[] };

function allPages(sections: readonly DocSection[]): readonly Page[] {
  return sections.flatMap((section) =>
    pagesOf(section).map((blocks, at, { length }) => ({
      title: length === 1 ? section.title : `${section.title}, ${at + 1} of ${length}`,
      blocks,
    })),
  );
}

/** A button per page that leads there; the one that is shown is marked. */
function pageButtons(
  pages: readonly Page[],
  shown: number,
  { id, by, command }: DetailsAddress,
): readonly KnownBlock[] {
  if (pages.length < 2) return [];
  const buttons = pages.slice(0, limits.actions).map(({ title }, page) => ({
    label: page === shown ? `▸ ${title}` : title,
    value: JSON.stringify({ say: command, by, details: id, page }),
  }));
  return [{ ...buttonRow(buttons), block_id: 'pages' }];
}

/** The details of an answer as a modal, one page of them; `note` stands on top of it. */
export function detailsView(doc: Doc, page: number, address: DetailsAddress, note: string | null = null): ModalView {
  const pages = allPages(doc.details);
  const at = Math.min(Math.max(page, 0), pages.length - 1);
  const shown = pages[at];
  return modalView(detailsCallback, { title: doc.detailsLabel, close: 'Close' }, [
    ...(note === null ? [] : [contextBlock(note)]),
    ...pageButtons(pages, at, address),
    ...(shown === undefined ? [contextBlock('There is nothing more.')] : shown.blocks),
  ]);
}
