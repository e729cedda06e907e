import { randomBytes } from 'node:crypto';
import { fieldsOf, listOf, type UnknownFields } from '../validate/fault.ts';
import { isViewTooLarge, viewFaults } from '../validate/views.ts';
import { withIds } from './ids.ts';
import { initialInputValue } from './inputs.ts';
import { limits } from './limits.ts';
import { team } from './personas.ts';

/** A view as Slack keeps it: what the app gave, with ids of its own. */
export type EmbeddedView = UnknownFields & {
  readonly id: string;
  readonly hash: string;
  readonly type: 'modal' | 'home';
  readonly blocks: readonly unknown[];
  readonly root_view_id: string;
  readonly previous_view_id: string | null;
};

/** A view, or Slack's error and its reasons. */
export type ViewResult =
  | { readonly ok: true; readonly view: EmbeddedView }
  | { readonly ok: false; readonly error: string; readonly messages: readonly string[] };

const refused = (error: string, messages: readonly string[] = []): ViewResult => ({ ok: false, error, messages });

/** Values of inputs, as `view.state.values` carries them: block, action, value. */
export type ViewState = Readonly<Record<string, Readonly<Record<string, UnknownFields>>>>;

/** What the inputs of a view hold before anybody touched them. */
function initialState(blocks: readonly unknown[]): ViewState {
  const values = new Map<string, Readonly<Record<string, UnknownFields>>>();
  for (const each of blocks) {
    const block = fieldsOf(each);
    const elements =
      block.type === 'input' ? [block.element] : block.type === 'actions' ? (listOf(block.elements) ?? []) : [];
    for (const element of elements.map(fieldsOf)) {
      if (element.type === 'button') continue;
      const id = String(block.block_id);
      values.set(id, { ...values.get(id), [String(element.action_id)]: initialInputValue(element) });
    }
  }
  return Object.fromEntries(values);
}

/** The modals that people have open, and their App Homes. */
export class Views {
  readonly #stacks = new Map<string, EmbeddedView[]>();
  readonly #homes = new Map<string, EmbeddedView>();
  readonly #states = new Map<string, ViewState>();
  readonly #scopes: readonly string[];
  readonly #fileFaults: (blocks: unknown) => readonly string[];

  constructor(scopes: readonly string[], fileFaults: (blocks: unknown) => readonly string[]) {
    this.#scopes = scopes;
    this.#fileFaults = fileFaults;
  }

  /** The modals of a person, the one on top last. */
  stack(user: string): readonly EmbeddedView[] {
    return this.#stacks.get(user) ?? [];
  }

  /** A person's App Home, if it was published. */
  home(user: string): EmbeddedView | null {
    return this.#homes.get(user) ?? null;
  }

  /** What the inputs of a view hold. */
  state(view: EmbeddedView): ViewState {
    return this.#states.get(view.id) ?? initialState(view.blocks);
  }

  /** Keeps what somebody typed. */
  setState(view: EmbeddedView, state: ViewState): void {
    this.#states.set(view.id, { ...initialState(view.blocks), ...state });
  }

  #made(
    value: unknown,
    type: 'modal' | 'home',
    old: { readonly id: string; readonly root: string; readonly previous: string | null } | null,
  ): ViewResult {
    const faults = [...viewFaults(value, type, this.#scopes), ...this.#fileFaults(fieldsOf(value).blocks)];
    if (faults.length > 0) return refused('invalid_arguments', faults);
    if (isViewTooLarge(value)) return refused('view_too_large');
    const id = old?.id ?? `V${randomBytes(5).toString('hex').toUpperCase()}`;
    const own = fieldsOf(value);
    const view: EmbeddedView = {
      private_metadata: '',
      callback_id: '',
      external_id: '',
      clear_on_close: false,
      notify_on_close: false,
      ...own,
      id,
      type,
      team_id: team.id,
      app_id: 'A0NETLAB',
      bot_id: 'B0NETLAB',
      hash: `${Date.now()}.${randomBytes(4).toString('hex')}`,
      blocks: withIds(listOf(own.blocks) ?? []),
      root_view_id: old?.root ?? id,
      previous_view_id: old?.previous ?? null,
    };
    return { ok: true, view };
  }

  /** Opens a modal in place of whatever the person had open. */
  open(user: string, value: unknown): ViewResult {
    const made = this.#made(value, 'modal', null);
    if (made.ok) this.#stacks.set(user, [made.view]);
    return made;
  }

  /** Puts a modal on top of the one that is open. */
  push(user: string, value: unknown): ViewResult {
    const stack = this.#stacks.get(user) ?? [];
    const [root, top] = [stack[0], stack.at(-1)];
    if (root === undefined || top === undefined) return refused('not_found');
    if (stack.length >= limits.stack) return refused('push_limit_reached');
    const made = this.#made(value, 'modal', null);
    if (!made.ok) return made;
    const view = { ...made.view, root_view_id: root.id, previous_view_id: top.id };
    this.#stacks.set(user, [...stack, view]);
    return { ok: true, view };
  }

  /** Changes an open modal. */
  update(
    match: { readonly id?: unknown; readonly externalId?: unknown; readonly hash?: unknown },
    value: unknown,
  ): ViewResult {
    for (const [user, stack] of this.#stacks) {
      const index = stack.findIndex(({ id, external_id: external }) =>
        match.id === undefined ? external === match.externalId && external !== '' : id === match.id,
      );
      const old = stack[index];
      if (old === undefined) continue;
      if (match.hash !== undefined && match.hash !== old.hash) return refused('hash_conflict');
      const made = this.#made(value, 'modal', { id: old.id, root: old.root_view_id, previous: old.previous_view_id });
      if (!made.ok) return made;
      this.#states.delete(old.id);
      this.#stacks.set(user, stack.with(index, made.view));
      return made;
    }
    return refused('not_found');
  }

  /** Publishes a person's App Home. */
  publish(user: string, value: unknown, hash: unknown): ViewResult {
    const old = this.#homes.get(user);
    if (hash !== undefined && old !== undefined && hash !== old.hash) return refused('hash_conflict');
    const made = this.#made(value, 'home', old ? { id: old.id, root: old.id, previous: null } : null);
    if (made.ok) this.#homes.set(user, made.view);
    return made;
  }

  /** Closes the modal on top. */
  pop(user: string): void {
    this.#stacks.set(user, this.stack(user).slice(0, -1));
  }

  /** Closes every modal of a person. */
  clear(user: string): void {
    this.#stacks.delete(user);
  }
}
