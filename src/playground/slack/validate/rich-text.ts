import { findOwnValue } from '../../own-value.ts';
import { fieldsOf, listOf, type PayloadFault, type UnknownFields } from './fault.ts';

const required: Readonly<Record<string, string>> = {
  text: 'text',
  link: 'url',
  user: 'user_id',
  channel: 'channel_id',
  emoji: 'name',
  broadcast: 'range',
  usergroup: 'usergroup_id',
  team: 'team_id',
  color: 'value',
};

function inlineFaults(value: unknown, path: string): readonly PayloadFault[] {
  const element = fieldsOf(value);
  const type = String(element.type);
  if (type === 'date') return typeof element.timestamp === 'number' ? [] : [`${path}.timestamp: is required`];
  const key = findOwnValue(required, type);
  if (key === undefined) return [`${path}.type: unsupported element ${type}`];
  const own = findOwnValue(element, key);
  return typeof own === 'string' && own !== '' ? [] : [`${path}.${key}: must be at least 1 character`];
}

function elementFaults(value: unknown, path: string): readonly PayloadFault[] {
  const { type, elements, style } = fieldsOf(value);
  const own = listOf(elements);
  if (own === null) return [`${path}.elements: is required`];
  if (type === 'rich_text_list') {
    const known = style === 'bullet' || style === 'ordered' ? [] : [`${path}.style: must be bullet or ordered`];
    const sections = own.flatMap((each, index) =>
      fieldsOf(each).type === 'rich_text_section'
        ? elementFaults(each, `${path}.elements[${index}]`)
        : [`${path}.elements[${index}]: must be a rich_text_section`],
    );
    return [...known, ...sections];
  }
  if (!['rich_text_section', 'rich_text_preformatted', 'rich_text_quote'].includes(String(type)))
    return [`${path}.type: unsupported ${String(type)}`];
  // Code is text and links; it mentions nobody.
  const foreign = own.map((each) => String(fieldsOf(each).type)).filter((each) => each !== 'text' && each !== 'link');
  if (type === 'rich_text_preformatted' && foreign.length > 0)
    return [`${path}: unsupported element ${foreign[0]} in preformatted text`];
  return own.flatMap((each, index) => inlineFaults(each, `${path}.elements[${index}]`));
}

/** Faults of a rich_text block. */
export function richTextFaults(block: UnknownFields, path: string): readonly PayloadFault[] {
  const elements = listOf(block.elements);
  if (elements === null || elements.length === 0) return [`${path}.elements: is required`];
  return elements.flatMap((each, index) => elementFaults(each, `${path}.elements[${index}]`));
}
