import type { ReactNode } from 'react';
import { Message as Drawn, type Block as LibraryBlock } from 'slack-blocks-to-jsx';
import { findOwnValue } from '../../own-value.ts';
import { Actions } from './actions.tsx';
import { ContextActions } from './context-actions.tsx';
import { type BlockHandlers, isBlockElement } from './elements.ts';
import { Input } from './inputs.tsx';
import type { PageBlock, PageState } from './state.ts';

const own = new Set(['actions', 'context_actions', 'input', 'image']);

const fieldOf = (value: unknown, key: string) => {
  const found = typeof value === 'object' && value !== null ? findOwnValue<unknown>({ ...value }, key) : undefined;
  return found === undefined ? null : String(found);
};

/** A picture with its title; one that is a file comes from the workspace's own store. The library's has a button without a name. */
function Picture({ block }: { readonly block: PageBlock }) {
  const { title, slack_file: file, image_url: url, alt_text: alt } = block;
  const id = fieldOf(file, 'id');
  const named = fieldOf(title, 'text');
  return (
    <figure className="picture">
      {named === null ? null : <figcaption>{named}</figcaption>}
      <img src={id === null ? String(url) : `/files/${id}`} alt={String(alt)} />
    </figure>
  );
}

/** What this page draws itself. */
function OwnBlock({
  block,
  handlers,
  state,
}: {
  readonly block: PageBlock;
  readonly handlers: BlockHandlers;
  readonly state: PageState;
}) {
  if (block.type === 'image') return <Picture block={block} />;
  if (block.type === 'context_actions') return <ContextActions block={block} handlers={handlers} />;
  return block.type === 'actions' ? (
    <Actions block={block} handlers={handlers} state={state} />
  ) : (
    <Input block={block} handlers={handlers} state={state} />
  );
}

/** The library takes `10:48:07` for an emoji named 48 and leaves it out; what is no emoji stays as it was written. */
const hooks = {
  emoji: (data: { readonly name: string }, parse: (data: never) => string) => {
    const drawn = parse(data as never);
    return drawn === '' || drawn.includes(data.name) ? `:${data.name}:` : drawn;
  },
};

const drawable = new Set(['section', 'rich_text', 'header', 'context', 'divider', 'table', 'markdown', 'alert']);

/** Whether the library draws a block; Slack's rules have looked at its inside before. */
function isDrawable(block: PageBlock): block is PageBlock & LibraryBlock {
  return drawable.has(block.type);
}

type BlockRun = { readonly key: string; readonly blocks: readonly PageBlock[]; readonly mine: boolean };

/** What stands beside a section and can be pressed comes below it. */
function apart(block: PageBlock): readonly PageBlock[] {
  const { accessory, ...rest } = block;
  if (block.type !== 'section' || !isBlockElement(accessory)) return [block];
  return [rest, { type: 'actions', ...(block.block_id ? { block_id: block.block_id } : {}), elements: [accessory] }];
}

/** Neighbours that the library draws go together. */
function inRuns(blocks: readonly PageBlock[]): readonly BlockRun[] {
  const runs: BlockRun[] = [];
  blocks.flatMap(apart).forEach((block, index) => {
    const last = runs.at(-1);
    if (own.has(block.type)) runs.push({ key: String(index), blocks: [block], mine: true });
    else if (last && !last.mine) runs[runs.length - 1] = { ...last, blocks: [...last.blocks, block] };
    else runs.push({ key: String(index), blocks: [block], mine: false });
  });
  return runs;
}

/** Draws blocks as Slack would: the library what is to be read, this page what is to be pressed and typed. */
export function Blocks({
  blocks,
  state,
  handlers,
}: {
  readonly blocks: readonly PageBlock[];
  readonly state: PageState;
  readonly handlers: BlockHandlers;
}): ReactNode {
  const data = {
    users: state.personas.map(({ id, realName }) => ({ id, name: realName })),
    channels: state.channels.map(({ id, name }) => ({ id, name })),
  };
  return inRuns(blocks).map(({ key, blocks: run, mine }) => {
    const [first] = run;
    if (mine && first) return <OwnBlock key={key} block={first} handlers={handlers} state={state} />;
    const drawn = run.filter(isDrawable);
    return <Drawn key={key} blocks={drawn} logo="" name="" withoutWrapper theme="light" data={data} hooks={hooks} />;
  });
}
