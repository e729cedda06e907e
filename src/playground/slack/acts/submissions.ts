import { findOwnValue } from '../../own-value.ts';
import { fieldsOf, listOf, type UnknownFields } from '../validate/fault.ts';
import { fileObject } from '../workspace/file-object.ts';
import { extensionOf, type StoredFile } from '../workspace/files.ts';
import { isFilled } from '../workspace/inputs.ts';
import { limits } from '../workspace/limits.ts';
import type { EmbeddedView, ViewState } from '../workspace/views.ts';
import type { InteractionContext } from './interaction.ts';

/** Errors beside the inputs of a modal, by block. */
export type InputErrors = Readonly<Record<string, string>>;

/** The fields of the inputs of a view, with what they hold. */
function inputsOf(view: EmbeddedView, state: ViewState) {
  const blocks = view.blocks.map(fieldsOf).filter(({ type }) => type === 'input');
  return blocks.map(({ block_id: id, element, optional }) => {
    const own = fieldsOf(element);
    const [block, action] = [String(id), String(own.action_id)];
    return {
      block,
      action,
      element: own,
      optional: optional === true,
      value: findOwnValue(findOwnValue(state, block) ?? {}, action),
    };
  });
}

// An input's own lengths are held by the page, as Slack's clients do; a test may send more, to see whether the app trusts them.
function textFault(text: unknown): string | null {
  const long = typeof text === 'string' && text.length > limits.inputText;
  return long ? `No more than ${limits.inputText} characters.` : null;
}

function filesFault({ filetypes, max_files: most = limits.files }: UnknownFields, files: readonly StoredFile[]) {
  const types = listOf(filetypes)?.map((each) => String(each).toLowerCase());
  if (files.length > Number(most)) return `No more than ${most} files.`;
  if (files.some(({ length }) => length > limits.fileBytes)) return 'A file is larger than 10 MB.';
  const wrong = types && files.find(({ name }) => !types.includes(extensionOf(name)));
  return wrong ? `${wrong.name} is not of a type that is taken here: ${types.join(', ')}.` : null;
}

function faultOf(
  { files }: InteractionContext,
  user: string,
  element: UnknownFields,
  value: UnknownFields | undefined,
): string | null {
  if (element.type === 'plain_text_input') return textFault(value?.value);
  if (element.type !== 'file_input') return null;
  const ids = (listOf(value?.files) ?? []).map((each) => fieldsOf(each).id);
  const own = files.of(user, ids);
  return own.length < ids.length ? 'A file could not be uploaded.' : filesFault(element, own);
}

/** What Slack itself refuses before an app sees a submission: the required and empty, the wrong kinds of file. */
export function refusedInputs(
  context: InteractionContext,
  user: string,
  view: EmbeddedView,
  state: ViewState,
): InputErrors {
  const faults = inputsOf(view, state).map(({ block, element, optional, value }) => {
    const missing = !optional && !isFilled(value) ? 'Please complete this required field.' : null;
    return [block, missing ?? faultOf(context, user, element, value)] as const;
  });
  return Object.fromEntries(faults.flatMap(([block, words]) => (words === null ? [] : [[block, words]])));
}

/** A state whose files are whole objects; from now on the app may have them. */
export function withFileObjects(
  context: InteractionContext,
  user: string,
  view: EmbeddedView,
  state: ViewState,
): ViewState {
  const whole = new Map(Object.entries(state));
  for (const { block, action, element, value } of inputsOf(view, state)) {
    if (element.type !== 'file_input') continue;
    const own = context.files.of(
      user,
      (listOf(value?.files) ?? []).map((each) => fieldsOf(each).id),
    );
    for (const file of own) file.given = true;
    const files = own.map((file) => fileObject(context, file));
    whole.set(block, { ...whole.get(block), [action]: { type: element.type, files } });
  }
  return Object.fromEntries(whole);
}
