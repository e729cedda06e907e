import { click } from '../acts/clicks.ts';
import type { Say } from '../acts/direct-message.ts';
import { close, submit } from '../acts/modals.ts';
import type { Scene } from '../acts/scene.ts';
import { runCommand } from '../acts/slash-command.ts';
import type { Stage } from '../options.ts';
import { type Fields, fields } from '../validate/fault.ts';
import { held } from '../workspace/inputs.ts';
import type { State, View } from '../workspace/views.ts';

/** What the page works on. */
export type Backstage = {
  readonly scene: Scene;
  readonly openHome: (user: string) => Promise<boolean>;
  readonly say: Say;
  readonly stage: Stage | null;
};

/** What somebody did on the page; null where it is nothing that can be done. */
type Act = (backstage: Backstage, user: string, body: Fields) => Promise<object | null>;

/** A value as the page sends it: a text, several texts, or nothing. */
function setTo(value: unknown): string | readonly string[] | null {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' ? value : null;
}

/** The page's inputs as `state.values`: what was typed or chosen, by block; what nobody touched is left out. */
function stateOf(view: View | undefined, typed: Fields): State {
  const state: Record<string, Record<string, Fields>> = {};
  for (const each of view?.blocks ?? []) {
    const { type, block_id: block, element } = fields(each);
    if (type !== 'input' || typed[String(block)] === undefined) continue;
    const { action_id: action } = fields(element);
    state[String(block)] = { [String(action)]: held(fields(element), setTo(typed[String(block)])) };
  }
  return state;
}

const say: Act = async ({ scene, say: write }, user, body) => {
  const [channel, text] = [String(body.channel), String(body.text ?? '').trim()];
  const place = channel === `D${user}` || scene.workspace.channelsOf(user).some(({ id }) => id === channel);
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
  return runCommand(scene, user, channel, text);
};

const press: Act = ({ scene }, user, body) => {
  const on = typeof body.message === 'string' ? { message: body.message } : { view: String(body.view) };
  const value = setTo(body.value);
  const where = { user, on, block: String(body.block), action: String(body.action) };
  return click(scene, { ...where, ...(value === null ? {} : { value }) });
};

const upload: Act = async ({ scene }, user, body) => {
  const { id, name } = scene.files.upload(user, String(body.name), Buffer.from(String(body.base64), 'base64'));
  return { acked: true, file: { id, name } };
};

const choose: Act = async ({ scene, stage }, _, body) => {
  if (stage === null) return null;
  stage.choose(String(body.scenario));
  scene.workspace.changed({ kind: 'view' });
  return { acked: true };
};

/** What can be done on the page, by name. */
export const acts: Readonly<Record<string, Act>> = {
  say,
  click: press,
  upload,
  scenario: choose,
  submit: ({ scene }, user, body) =>
    submit(scene, user, String(body.view), stateOf(scene.views.stack(user).at(-1), fields(body.values))),
  close: async ({ scene }, user, body) => {
    await close(scene, user, String(body.view));
    return { acked: true };
  },
  home: async ({ openHome }, user) => ({ acked: await openHome(user) }),
};
