import { fieldsOf, listOf } from '../validate/fault.ts';
import { fileObject } from '../workspace/file-object.ts';
import { limits } from '../workspace/limits.ts';
import { botUser } from '../workspace/personas.ts';
import { type MethodContext, refuseCall, type WebApiMethod, type WebApiResult } from './method.ts';

type FileArguments = Readonly<Record<string, unknown>>;

function reserve(context: MethodContext, { filename, length, alt_txt: alt }: FileArguments): WebApiResult {
  const size = Number(length);
  if (typeof filename !== 'string' || filename === '') return refuseCall('missing_filename');
  if (!Number.isInteger(size) || size <= 0) return refuseCall('missing_argument');
  if (String(alt ?? '').length > limits.fileAlt) return refuseCall('alt_txt_too_large');
  const { id, path } = context.files.reserve(filename, size, String(alt ?? ''));
  return { ok: true, file_id: id, upload_url: context.base() + path };
}

function complete(context: MethodContext, args: FileArguments): WebApiResult {
  const ids = (listOf(args.files) ?? []).map((each) => String(fieldsOf(each).id));
  if (ids.length === 0) return refuseCall('invalid_arguments');
  const channel = typeof args.channel_id === 'string' ? args.channel_id : null;
  const place = channel === null ? null : context.workspace.channels.some(({ id }) => id === channel);
  const direct = channel !== null && context.workspace.personas.some(({ id }) => `D${id}` === channel);
  if (place === false && !direct) return refuseCall('channel_not_found');
  if (!ids.every((id) => context.files.complete(id, channel === null ? [] : [channel])))
    return refuseCall('file_not_found');
  if (channel !== null) {
    const names = ids.map((id) => context.files.get(id)).map((file) => `[${file?.name}] ${file?.alt}`);
    const text = [String(args.initial_comment ?? ''), ...names].filter((each) => each !== '').join('\n');
    const to = direct ? channel.slice(1) : '*';
    context.workspace.post({ to, channel, from: botUser, ephemeral: false, text, blocks: undefined });
  }
  return { ok: true, files: ids.map((id) => ({ id })) };
}

function remove(context: MethodContext, { file }: FileArguments): WebApiResult {
  const found = context.files.get(String(file));
  if (!found?.given) return refuseCall('file_not_found');
  if (found.owner !== botUser) return refuseCall('cant_delete_file');
  context.files.remove(found.id);
  return { ok: true };
}

/** Files: reserve, send the bytes, complete; the type comes later. */
export const fileMethods: Readonly<Record<string, WebApiMethod>> = {
  'files.getUploadURLExternal': { scope: 'files:write', tier: 4, run: reserve },
  'files.completeUploadExternal': { scope: 'files:write', tier: 4, run: complete },
  'files.delete': { scope: 'files:write', tier: 3, run: remove },
  'files.info': {
    scope: 'files:read',
    tier: 4,
    run: (context, { file }) => {
      const found = context.files.get(String(file));
      return found?.given ? { ok: true, file: fileObject(context, found) } : refuseCall('file_not_found');
    },
  },
};
