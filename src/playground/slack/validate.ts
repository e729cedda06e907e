import { limits } from './limits.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A fault in a payload: where, and what Slack has against it. */
export type Fault = string;

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

function text(value: unknown, path: string, max: number, types: readonly string[]): readonly Fault[] {
  const { type, text: content } = fields(value);
  if (!types.includes(String(type))) return [`${path}: must be a text object of type ${types.join(' or ')}`];
  if (typeof content !== 'string' || content === '') return [`${path}.text: must be at least 1 character`];
  return content.length > max ? [`${path}.text: must be less than ${max + 1} characters`] : [];
}

const any = ['mrkdwn', 'plain_text'];

function section(block: Fields, path: string): readonly Fault[] {
  const own = listOf(block.fields);
  if (block.text === undefined && own === null) return [`${path}: text or fields is required`];
  if (own !== null && (own.length === 0 || own.length > limits.fields))
    return [`${path}.fields: must have 1 to ${limits.fields} items`];
  const faults = (own ?? []).flatMap((field, index) => text(field, `${path}.fields[${index}]`, limits.field, any));
  return block.text === undefined ? faults : [...text(block.text, `${path}.text`, limits.section, any), ...faults];
}

function context(block: Fields, path: string): readonly Fault[] {
  const elements = listOf(block.elements);
  if (elements === null || elements.length === 0) return [`${path}.elements: is required`];
  if (elements.length > limits.contextElements)
    return [`${path}.elements: no more than ${limits.contextElements} items allowed`];
  return elements.flatMap((each, index) =>
    fields(each).type === 'image'
      ? image(fields(each), `${path}.elements[${index}]`)
      : text(each, `${path}.elements[${index}]`, limits.section, any),
  );
}

function image(block: Fields, path: string): readonly Fault[] {
  const alt = block.alt_text;
  if (typeof alt !== 'string' || alt === '' || alt.length > limits.alt)
    return [`${path}.alt_text: is required, up to ${limits.alt} characters`];
  const [url, file] = [typeof block.image_url === 'string', block.slack_file !== undefined];
  return url === file ? [`${path}: image_url or slack_file, exactly one of them`] : [];
}

function button(each: unknown, path: string): readonly Fault[] {
  const { type, text: label, value } = fields(each);
  if (type !== 'button') return [`${path}.type: unsupported element ${String(type)}`];
  const long =
    typeof value === 'string' && value.length > limits.value
      ? [`${path}.value: must be less than ${limits.value + 1} characters`]
      : [];
  return [...text(label, `${path}.text`, limits.button, ['plain_text']), ...long];
}

function actions(block: Fields, path: string): readonly Fault[] {
  const elements = listOf(block.elements);
  if (elements === null || elements.length === 0 || elements.length > limits.actionElements)
    return [`${path}.elements: must have 1 to ${limits.actionElements} items`];
  return elements.flatMap((each, index) => button(each, `${path}.elements[${index}]`));
}

const inline = ['text', 'link', 'user', 'channel', 'emoji', 'broadcast', 'date', 'color', 'usergroup', 'team'];

function inlineFaults(value: unknown, path: string): readonly Fault[] {
  const { type, text: content, url } = fields(value);
  if (!inline.includes(String(type))) return [`${path}.type: unsupported element ${String(type)}`];
  if (type === 'text' && (typeof content !== 'string' || content === ''))
    return [`${path}.text: must be at least 1 character`];
  return type === 'link' && typeof url !== 'string' ? [`${path}.url: is required`] : [];
}

function richElement(value: unknown, path: string): readonly Fault[] {
  const { type, elements, style } = fields(value);
  const own = listOf(elements);
  if (own === null) return [`${path}.elements: is required`];
  if (type === 'rich_text_list') {
    const known = style === 'bullet' || style === 'ordered' ? [] : [`${path}.style: must be bullet or ordered`];
    const sections = own.flatMap((each, index) =>
      fields(each).type === 'rich_text_section'
        ? richElement(each, `${path}.elements[${index}]`)
        : [`${path}.elements[${index}]: must be a rich_text_section`],
    );
    return [...known, ...sections];
  }
  if (!['rich_text_section', 'rich_text_preformatted', 'rich_text_quote'].includes(String(type)))
    return [`${path}.type: unsupported ${String(type)}`];
  return own.flatMap((each, index) => inlineFaults(each, `${path}.elements[${index}]`));
}

function richText(block: Fields, path: string): readonly Fault[] {
  const elements = listOf(block.elements);
  if (elements === null || elements.length === 0) return [`${path}.elements: is required`];
  return elements.flatMap((each, index) => richElement(each, `${path}.elements[${index}]`));
}

function markdown(block: Fields, path: string): readonly Fault[] {
  const { text: content } = block;
  if (typeof content !== 'string' || content === '') return [`${path}.text: is required`];
  return content.length > limits.markdown ? [`${path}.text: must be less than ${limits.markdown + 1} characters`] : [];
}

const known: Readonly<Record<string, (block: Fields, path: string) => readonly Fault[]>> = {
  header: (block, path) => text(block.text, `${path}.text`, limits.header, ['plain_text']),
  section,
  context,
  divider: () => [],
  image,
  actions,
  rich_text: richText,
  markdown,
};

/** What is wrong with the blocks of a message, as Slack would say it; nothing when they are fine. */
export function blockFaults(blocks: unknown): readonly Fault[] {
  const all = listOf(blocks);
  if (all === null) return ['blocks: must be an array'];
  if (all.length > limits.blocks) return [`blocks: no more than ${limits.blocks} items allowed`];
  return all.flatMap((each, index) => {
    const path = `blocks[${index}]`;
    const block = fields(each);
    const check = known[String(block.type)];
    if (check === undefined) return [`${path}.type: unsupported block ${String(block.type)}`];
    const id =
      typeof block.block_id === 'string' && block.block_id.length > limits.blockId
        ? [`${path}.block_id: too long`]
        : [];
    return [...id, ...check(block, path)];
  });
}

const mention =
  /<(?:!(?:channel|here|everyone)(?:\|[^>]*)?|@[UW][A-Z0-9]+(?:\|[^>]*)?|!subteam\^S[A-Z0-9]+(?:\|[^>]*)?)>/gu;

/** Every mention that a payload would fire: in its text, in mrkdwn objects, and in rich text's own mention elements. */
export function mentionsIn(value: unknown, inText = false): readonly string[] {
  if (typeof value === 'string') return inText ? (value.match(mention) ?? []) : [];
  if (Array.isArray(value)) return value.flatMap((each) => mentionsIn(each));
  const own = fields(value);
  if (own.type === 'user' || own.type === 'broadcast' || own.type === 'usergroup') return [JSON.stringify(own)];
  const fires = own.type === 'mrkdwn' || own.type === 'markdown' || own.type === undefined;
  return Object.entries(own).flatMap(([key, each]) => mentionsIn(each, key === 'text' && fires));
}
