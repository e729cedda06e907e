import { findOwnValue } from '../../own-value.ts';
import { clickElement } from '../acts/clicks.ts';
import type { AppTab, WriteMessage } from '../acts/direct-message.ts';
import type { InteractionContext } from '../acts/interaction.ts';
import { closeModal, submitModal } from '../acts/modals.ts';
import { typeCommand } from '../acts/slash-command.ts';
import type { PageControls } from '../options.ts';
import { fieldsOf, type UnknownFields } from '../validate/fault.ts';
import { chosenInputValue } from '../workspace/inputs.ts';
import type { EmbeddedView, ViewState } from '../workspace/views.ts';

/** What the page works on. */
export type PageContext = {
  readonly interaction: InteractionContext;
  readonly openTab: (user: string, tab: AppTab) => Promise<boolean>;
  readonly say: WriteMessage;
  readonly pageControls: PageControls | null;
};

/** What somebody did on the page; null where it is nothing that can be done. */
type PageAct = (context: PageContext, user: string, body: UnknownFields) => Promise<object | null>;

/** A value as the page sends it: a text, several texts, or nothing. */
function setTo(value: unknown): string | readonly string[] | null {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value : null;
}

/** The page's inputs as `state.values`: what was typed or chosen, by block; what nobody touched is left out. */
function stateOf(view: EmbeddedView | undefined, typed: UnknownFields): ViewState {
  const state = new Map<string, Readonly<Record<string, UnknownFields>>>();
  for (const each of view?.blocks ?? []) {
    const { type, block_id: block, element } = fieldsOf(each);
    const own = findOwnValue(typed, String(block));
    if (type !== 'input' || own === undefined) continue;
    const { action_id: action } = fieldsOf(element);
    state.set(String(block), { [String(action)]: chosenInputValue(fieldsOf(element), setTo(own)) });
  }
  return Object.fromEntries(state);
}

const say: PageAct = async ({ interaction, say: write }, user, body) => {
  const [channel, text] = [String(body.channel), String(body.text ?? '').trim()];
  const place = channel === `D${user}` || interaction.workspace.channelsOf(user).some(({ id }) => id === channel);
  const files = Array.isArray(body.files) ? body.files.map(String) : [];
  if (!place || (text === '' && files.length === 0)) return null;
  const thread = typeof body.thread === 'string' ? body.thread : undefined;
  if (!text.startsWith('/')) {
    write(user, channel, text, thread, files);
    return { acked: true };
  }
  // Slack takes no commands in a thread's composer.
  if (thread !== undefined)
    return { acked: false, error: 'Commands do not work in threads. Type it in the conversation itself.' };
  return typeCommand(interaction, user, channel, text);
};

const press: PageAct = ({ interaction }, user, body) => {
  const on = typeof body.message === 'string' ? { message: body.message } : { view: String(body.view) };
  const value = setTo(body.value);
  const where = { user, on, block: String(body.block), action: String(body.action) };
  return clickElement(interaction, { ...where, ...(value === null ? {} : { value }) });
};

const upload: PageAct = async ({ interaction }, user, body) => {
  const { id, name } = interaction.files.upload(user, String(body.name), Buffer.from(String(body.base64), 'base64'));
  return { acked: true, file: { id, name } };
};

const choose: PageAct = async ({ interaction, pageControls }, _, body) => {
  if (pageControls === null) return null;
  pageControls.choose(String(body.scenario));
  interaction.workspace.notifyListeners({ kind: 'view' });
  return { acked: true };
};

/** What can be done on the page, by name. */
export const pageActs: Readonly<Record<string, PageAct>> = {
  say,
  click: press,
  upload,
  scenario: choose,
  submit: ({ interaction }, user, body) =>
    submitModal(
      interaction,
      user,
      String(body.view),
      stateOf(interaction.views.stack(user).at(-1), fieldsOf(body.values)),
    ),
  close: async ({ interaction }, user, body) => {
    await closeModal(interaction, user, String(body.view));
    return { acked: true };
  },
  home: async ({ openTab }, user) => ({ acked: await openTab(user, 'home') }),
  messages: async ({ openTab }, user) => ({ acked: await openTab(user, 'messages') }),
};
