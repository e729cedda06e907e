import { fields, listOf } from '../validate/fault.ts';
import { fileObject } from '../workspace/file-object.ts';
import { limits } from '../workspace/limits.ts';
import { botUser } from '../workspace/personas.ts';
import { type Method, type Result, refuse, type World } from './index.ts';

type Args = Readonly<Record<string, unknown>>;

function reserve(world: World, { filename, length, alt_txt: alt }: Args): Result {
  const size = Number(length);
  if (typeof filename !== 'string' || filename === '') return refuse('missing_filename');
  if (!Number.isInteger(size) || size <= 0) return refuse('missing_argument');
  if (String(alt ?? '').length > limits.fileAlt) return refuse('alt_txt_too_large');
  const { id, path } = world.files.reserve(filename, size, String(alt ?? ''));
  return { ok: true, file_id: id, upload_url: world.base() + path };
}

function complete(world: World, args: Args): Result {
  const ids = (listOf(args.files) ?? []).map((each) => String(fields(each).id));
  if (ids.length === 0) return refuse('invalid_arguments');
  const channel = typeof args.channel_id === 'string' ? args.channel_id : null;
  const place = channel === null ? null : world.workspace.channels.some(({ id }) => id === channel);
  const direct = channel !== null && world.workspace.personas.some(({ id }) => `D${id}` === channel);
  if (place === false && !direct) return refuse('channel_not_found');
  if (!ids.every((id) => world.files.complete(id, channel === null ? [] : [channel]))) return refuse('file_not_found');
  if (channel !== null) {
    const names = ids.map((id) => world.files.get(id)).map((file) => `[${file?.name}] ${file?.alt}`);
    const text = [String(args.initial_comment ?? ''), ...names].filter((each) => each !== '').join('\n');
    const to = direct ? channel.slice(1) : '*';
    world.workspace.post({ to, channel, from: botUser, ephemeral: false, text, blocks: undefined });
  }
  return { ok: true, files: ids.map((id) => ({ id })) };
}

function remove(world: World, { file }: Args): Result {
  const found = world.files.get(String(file));
  if (!found?.given) return refuse('file_not_found');
  if (found.owner !== botUser) return refuse('cant_delete_file');
  world.files.remove(found.id);
  return { ok: true };
}

/** Files: reserve, send the bytes, complete; the type comes later. */
export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': { scope: 'files:write', tier: 4, run: reserve },
  'files.completeUploadExternal': { scope: 'files:write', tier: 4, run: complete },
  'files.delete': { scope: 'files:write', tier: 3, run: remove },
  'files.info': {
    scope: 'files:read',
    tier: 4,
    run: (world, { file }) => {
      const found = world.files.get(String(file));
      return found?.given ? { ok: true, file: fileObject(world, found) } : refuse('file_not_found');
    },
  },
};
