import { findOwnValue } from '../../own-value.ts';
import type { UnknownFields } from '../validate/fault.ts';
import { extensionOf, type FileStore, type StoredFile } from './files.ts';
import { type Persona, team, teamOf } from './personas.ts';

/** What is needed to show a file: the store, who there is, and the address of the workspace. */
export type FileContext = {
  readonly files: FileStore;
  readonly workspace: { readonly person: (id: unknown) => Persona | undefined };
  readonly base: () => string;
};

// Slack calls some types otherwise than their extensions do.
const filetypes: Readonly<Record<string, string>> = { txt: 'text', jpeg: 'jpg', htm: 'html' };

/** The type of a file as Slack calls it. */
export function filetypeOf({ name }: Pick<StoredFile, 'name'>): string {
  const extension = extensionOf(name);
  return findOwnValue(filetypes, extension) ?? (extension === '' ? 'binary' : extension);
}

/** A file as the Web API, events and `view.state.values` carry it. */
export function fileObject(
  { files, workspace, base }: FileContext,
  file: StoredFile,
): UnknownFields & { readonly id: string } {
  const seconds = Math.floor(file.created / 1000);
  const [mimetype, owner] = [files.mimetype(file), workspace.person(file.owner)];
  const address = `${base()}/files-pri/${team.id}-${file.id}`;
  const name = encodeURIComponent(file.name);
  return {
    id: file.id,
    created: seconds,
    timestamp: seconds,
    name: file.name,
    title: file.name,
    mimetype,
    // What a file is, is known all at once.
    filetype: mimetype === '' ? '' : filetypeOf(file),
    user: file.owner,
    user_team: owner === undefined ? team.id : teamOf(owner).id,
    editable: false,
    size: file.length,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    file_access: 'visible',
    alt_txt: file.alt,
    url_private: `${address}/${name}`,
    url_private_download: `${address}/download/${name}`,
    permalink: `${base()}/files/${file.owner}/${file.id}/${name}`,
    channels: file.channels.filter((id) => !id.startsWith('D')),
    groups: [],
    ims: file.channels.filter((id) => id.startsWith('D')),
  };
}

/** A file in an event of a conversation with another workspace: its app has to ask files.info what it is. */
export function hiddenFile({ id }: StoredFile): UnknownFields {
  return { id, mode: 'file_access', file_access: 'check_file_info', created: 0, timestamp: 0, user: '' };
}
