import { findOwnValue } from '../../own-value.ts';
import { limits } from '../workspace/limits.ts';
import { elementFaults } from './elements.ts';
import {
  fieldsOf,
  listOf,
  type PayloadFault,
  plainFaults,
  stringFaults,
  textFaults,
  textObjectTypes,
  type UnknownFields,
} from './fault.ts';
import { richTextFaults } from './rich-text.ts';

/** Where blocks may stand. */
export type BlockSurface = 'message' | 'modal' | 'home';

type BlockCheck = (block: UnknownFields, path: string, surface: BlockSurface) => readonly PayloadFault[];

const section: BlockCheck = (block, path) => {
  const own = listOf(block.fields);
  if (block.text === undefined && own === null) return [`${path}: text or fields is required`];
  if (own !== null && (own.length === 0 || own.length > limits.fields))
    return [`${path}.fields: must have 1 to ${limits.fields} items`];
  return [
    ...(block.text === undefined ? [] : textFaults(block.text, `${path}.text`, limits.section, textObjectTypes)),
    ...(own ?? []).flatMap((field, index) =>
      textFaults(field, `${path}.fields[${index}]`, limits.field, textObjectTypes),
    ),
    ...(block.accessory === undefined ? [] : elementFaults(block.accessory, `${path}.accessory`, 'accessory')),
  ];
};

const context: BlockCheck = (block, path) => {
  const elements = listOf(block.elements);
  if (elements === null || elements.length === 0) return [`${path}.elements: is required`];
  if (elements.length > limits.contextElements)
    return [`${path}.elements: no more than ${limits.contextElements} items allowed`];
  return elements.flatMap((each, index) =>
    fieldsOf(each).type === 'image'
      ? elementFaults(each, `${path}.elements[${index}]`, 'context')
      : textFaults(each, `${path}.elements[${index}]`, limits.section, textObjectTypes),
  );
};

/** A row of what can be pressed; ids tell its elements apart. */
const rowOf =
  (place: 'actions' | 'context_actions', most: number): BlockCheck =>
  (block, path) => {
    const elements = listOf(block.elements);
    if (elements === null || elements.length === 0 || elements.length > most)
      return [`${path}.elements: must have 1 to ${most} items`];
    const ids = elements.map((each) => fieldsOf(each).action_id).filter((id) => id !== undefined);
    const twice = new Set(ids).size < ids.length ? [`${path}.elements: action_id must be unique in a block`] : [];
    return [...twice, ...elements.flatMap((each, index) => elementFaults(each, `${path}.elements[${index}]`, place))];
  };

const input: BlockCheck = (block, path, surface) => [
  ...plainFaults(block.label, `${path}.label`, limits.label),
  ...(fieldsOf(block.element).type === 'file_input' && surface !== 'modal'
    ? [`${path}.element: file_input is for modals, not for a ${surface}`]
    : []),
  ...elementFaults(block.element, `${path}.element`, 'input'),
  ...(block.hint === undefined ? [] : plainFaults(block.hint, `${path}.hint`, limits.label)),
];

const image: BlockCheck = (block, path) => [
  ...elementFaults({ ...block, type: 'image' }, path, 'context'),
  ...(block.title === undefined ? [] : plainFaults(block.title, `${path}.title`, limits.label)),
];

const markdown: BlockCheck = ({ text }, path) => {
  if (typeof text !== 'string' || text === '') return [`${path}.text: is required`];
  return stringFaults(text, `${path}.text`, limits.markdown);
};

const table: BlockCheck = ({ rows }, path) => {
  const own = listOf(rows) ?? [];
  if (own.length === 0 || own.length > limits.tableRows)
    return [`${path}.rows: must have 1 to ${limits.tableRows} items`];
  if (JSON.stringify(own).length > 2 * limits.tableText)
    return [`${path}.rows: more than ${limits.tableText} characters`];
  return own.flatMap((row, at) => {
    const cells = listOf(row) ?? [];
    if (cells.length === 0 || cells.length > limits.tableCells)
      return [`${path}.rows[${at}]: must have 1 to ${limits.tableCells} cells`];
    return cells.flatMap((cell, index) => {
      const own = fieldsOf(cell);
      const here = `${path}.rows[${at}][${index}]`;
      if (own.type === 'raw_text')
        return typeof own.text === 'string' && own.text !== '' ? [] : [`${here}.text: is required`];
      return own.type === 'rich_text' ? richTextFaults(own, here) : [`${here}.type: unsupported ${String(own.type)}`];
    });
  });
};

const everywhere: readonly BlockSurface[] = ['message', 'modal', 'home'];

const known: Readonly<Record<string, { readonly check: BlockCheck; readonly on: readonly BlockSurface[] }>> = {
  header: { check: ({ text }, path) => plainFaults(text, `${path}.text`, limits.header), on: everywhere },
  section: { check: section, on: everywhere },
  context: { check: context, on: everywhere },
  divider: { check: () => [], on: everywhere },
  image: { check: image, on: everywhere },
  actions: { check: rowOf('actions', limits.actionElements), on: everywhere },
  // In messages alone, ephemeral ones too: Slack's reference of the block names no other surface.
  context_actions: { check: rowOf('context_actions', limits.contextActions), on: ['message'] },
  rich_text: { check: richTextFaults, on: everywhere },
  input: { check: input, on: ['message', 'modal', 'home'] },
  markdown: { check: markdown, on: ['message'] },
  table: { check: table, on: ['message', 'home'] },
  alert: { check: ({ text }, path) => textFaults(text, `${path}.text`, 200, textObjectTypes), on: ['modal'] },
};

function blockFault(value: unknown, path: string, surface: BlockSurface): readonly PayloadFault[] {
  const block = fieldsOf(value);
  const type = String(block.type);
  const found = findOwnValue(known, type);
  if (!found?.on.includes(surface)) return [`${path}.type: unsupported block ${type} in a ${surface}`];
  return [...stringFaults(block.block_id, `${path}.block_id`, limits.id), ...found.check(block, path, surface)];
}

/** What is wrong with blocks on a surface, as Slack would say it; nothing when they are fine. */
export function blockFaults(blocks: unknown, surface: BlockSurface = 'message'): readonly PayloadFault[] {
  const all = listOf(blocks);
  const most = surface === 'message' ? limits.blocks : limits.viewBlocks;
  if (all === null) return ['blocks: must be an array'];
  if (all.length > most) return [`blocks: no more than ${most} items allowed`];
  const ids = all.map((each) => fieldsOf(each).block_id).filter((id) => id !== undefined);
  const twice = new Set(ids).size < ids.length ? ['blocks: block_id must be unique'] : [];
  const markdowns = all.map(fieldsOf).filter(({ type }) => type === 'markdown');
  const long = markdowns.reduce((sum, { text }) => sum + String(text ?? '').length, 0) > limits.markdown;
  return [
    ...twice,
    ...(long ? [`blocks: markdown of more than ${limits.markdown} characters in all`] : []),
    ...all.flatMap((each, index) => blockFault(each, `blocks[${index}]`, surface)),
  ];
}
