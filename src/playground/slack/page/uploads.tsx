import { useState } from 'react';
import type { BlockElement } from './elements.ts';
import type { ControlAttributes } from './menus.tsx';
import { uploadFile } from './state.ts';

/** Uploads what somebody chose; the ids of the files. */
export async function uploadChosenFiles(user: string, files: readonly File[]): Promise<readonly string[]> {
  const done = await Promise.all(files.map((file) => uploadFile(user, file)));
  return done.flatMap(({ file }) => (file ? [file.id] : []));
}

/** A chooser of files: what is chosen is uploaded at once, as in Slack. */
export function FileChooser({
  element,
  user,
  kept,
  common,
  change,
}: {
  readonly element: BlockElement;
  readonly user: string;
  /** How many files were chosen before this chooser was drawn; a browser fills none in. */
  readonly kept: number;
  readonly common: ControlAttributes;
  readonly change: (ids: readonly string[]) => void;
}) {
  const [note, setNote] = useState(kept > 0 ? `Chosen before: ${kept === 1 ? 'one file' : `${kept} files`}.` : '');
  const choose = async (files: readonly File[]) => {
    setNote('Uploading…');
    // What was chosen before is not sent in the meantime.
    change([]);
    const ids = await uploadChosenFiles(user, files);
    change(ids);
    const names = files.map(({ name }) => name).join(', ');
    setNote(ids.length < files.length ? 'A file could not be uploaded.' : names && `Uploaded: ${names}`);
  };
  return (
    <>
      <input
        type="file"
        {...common}
        accept={element.filetypes?.map((type) => `.${type}`).join(',')}
        multiple={element.max_files !== 1}
        onChange={({ target }) => choose([...(target.files ?? [])])}
      />
      <span role="status" className="hint">
        {note}
      </span>
    </>
  );
}
