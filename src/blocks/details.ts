import type { ActionsBlock, KnownBlock, ModalView, StaticSelect } from '@slack/types';
import type { Doc, DocSection } from '../model/doc.ts';
import { contextBlock, menuActionPrefix, plainTextObject } from './builders.ts';
import { limits, truncateText } from './limits.ts';
import { modalView } from './modal.ts';
import type { SlackMessage } from './slack-message.ts';
import { lineBlock, partBlocks, partLines, plainFallback } from './write-doc.ts';

/** The callback id of the modal in which the details of an answer are read. */
export const detailsCallback = 'details';

/** The action id of the list of pages; the modal's metadata tells of which answer, and the choice which page. */
export const pageActionId = `${menuActionPrefix}pages`;

/** Whose details are shown, of which answer, and the command that gives the same answer anew. */
export type DetailsAddress = { readonly id: string; readonly by: string; readonly command: string };

/** A page as a button or the metadata of a modal carries it. */
function pageValue({ id, by, command }: DetailsAddress, page?: number): string {
  return JSON.stringify({ say: command, by, details: id, ...(page === undefined ? {} : { page }) });
}

// A view holds more; a page is to be read.
const pageBytes = limits.viewBytes / 4;

/** Blocks in groups of at most so many, and of so many bytes together. */
function groupBlocks(blocks: readonly KnownBlock[], most: number): readonly (readonly KnownBlock[])[] {
  const groups: KnownBlock[][] = [[]];
  let bytes = 0;
  for (const block of blocks) {
    const size = JSON.stringify(block).length;
    const last = groups.at(-1) ?? [];
    if (last.length >= most || (last.length > 0 && bytes + size > pageBytes)) {
      groups.push([block]);
      bytes = size;
    } else {
      last.push(block);
      bytes += size;
    }
  }
  return groups;
}

const sectionBlocks = ({ parts }: DocSection): readonly KnownBlock[] =>
  parts.flatMap((part) => partBlocks(part, () => ''));

type Page = { readonly title: string; readonly blocks: readonly KnownBlock[] };

/** The pages that all sections need: no part is cut, since as many blocks as fit stand on each. */
function allPages(sections: readonly DocSection[]): readonly Page[] {
  return sections.flatMap((section) =>
    groupBlocks(sectionBlocks(section), limits.viewBlocks - 8).map((blocks, at, { length }) => ({
      title: length === 1 ? section.title : `${section.title}, ${at + 1} of ${length}`,
      blocks,
    })),
  );
}

// More pages than this are a list to choose from.
const mostPageButtons = 5;

/** Characters that are read at a glance on a phone. */
const mostOnButton = 24;

const pageButton = (label: string, value: string, at: number): ActionsBlock['elements'][number] => ({
  type: 'button',
  action_id: `say:${at}`,
  text: plainTextObject(truncateText(label, mostOnButton), limits.button),
  value,
});

/** As many pages as a list holds, the shown one among them. */
function pageMenu(pages: readonly Page[], shown: number): StaticSelect {
  const start = Math.max(0, Math.min(shown - limits.options / 2, pages.length - limits.options));
  const options = pages.slice(start, start + limits.options).map(({ title }, at) => ({
    text: plainTextObject(title, limits.option),
    value: String(start + at),
  }));
  const initial = options[shown - start];
  return {
    type: 'static_select',
    action_id: pageActionId,
    placeholder: plainTextObject('Pages', limits.option),
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

/** Where the other pages are: a button each, or a list, with the one before and the one after. */
function pageNavigation(pages: readonly Page[], shown: number, address: DetailsAddress): readonly KnownBlock[] {
  if (pages.length < 2) return [];
  if (pages.length <= mostPageButtons) {
    const buttons = pages.map(({ title }, page) =>
      pageButton(page === shown ? `▸ ${title}` : title, pageValue(address, page), page),
    );
    return [{ type: 'actions', block_id: 'pages', elements: buttons }];
  }
  const back = shown > 0 ? [pageButton('Back', pageValue(address, shown - 1), 0)] : [];
  const next = shown < pages.length - 1 ? [pageButton('Next', pageValue(address, shown + 1), 1)] : [];
  return [{ type: 'actions', block_id: 'pages', elements: [pageMenu(pages, shown), ...back, ...next] }];
}

/** The details of an answer as a modal, one page of them; `note` stands on top of it. */
export function detailsView(doc: Doc, page: number, address: DetailsAddress, note: string | null = null): ModalView {
  const pages = allPages(doc.details);
  const at = Math.min(Math.max(page, 0), pages.length - 1);
  const shown = pages[at];
  return modalView(detailsCallback, { title: doc.detailsLabel, close: 'Close', metadata: pageValue(address) }, [
    ...(note === null ? [] : [contextBlock(note)]),
    ...pageNavigation(pages, at, address),
    ...(shown === undefined
      ? [contextBlock('There is nothing more.')]
      : [lineBlock([{ text: shown.title, style: 'bold' }]), ...shown.blocks]),
  ]);
}

type SpokenBlock = readonly [block: KnownBlock, says: readonly string[]];

/** Blocks, each an object of its own, with what a screen reader says of all of them at the first. */
const speakBlocks = (blocks: readonly KnownBlock[], says: readonly string[]): readonly SpokenBlock[] =>
  blocks.map((block, at) => [{ ...block }, at === 0 ? says : []]);

/** All details of an answer as messages, for where no modal can be opened; `note` stands on top of the first. */
export function detailsMessages({ details, detailsLabel }: Doc, note: string | null): readonly SlackMessage[] {
  const notes = note === null ? [] : [speakBlocks([contextBlock(note)], [note])];
  const all = details.flatMap(({ title, parts }) => [
    speakBlocks([lineBlock([{ text: `${detailsLabel}: ${title}`, style: 'bold' }])], [title]),
    ...parts.map((part) =>
      speakBlocks(
        partBlocks(part, () => ''),
        partLines(part),
      ),
    ),
  ]);
  const spoken = new Map([...notes, ...all].flat());
  return groupBlocks([...spoken.keys()], limits.blocks).map((group, at) => ({
    text: plainFallback([
      ...(at === 0 ? [] : [`${detailsLabel}, continued`]),
      ...group.flatMap((block) => spoken.get(block) ?? []),
    ]),
    blocks: group,
  }));
}
