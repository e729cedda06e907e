import { fieldsOf, type PayloadFault } from '../validate/fault.ts';
import type { FileStore } from './files.ts';

/** The types of files that an image block shows (docs.slack.dev, Slack file object). */
const shown: readonly string[] = ['image/png', 'image/jpeg', 'image/gif'];

/** The file that `slack_file` names: by its id, or by its url_private or permalink. */
function idIn({ id, url }: Readonly<Record<string, unknown>>): string {
  return typeof id === 'string' ? id : (/[-/](F[A-Z0-9]{8,})\//u.exec(String(url))?.[1] ?? '');
}

function fileFault(files: FileStore, value: unknown, path: string): readonly PayloadFault[] {
  const own = fieldsOf(value);
  const fault = (what: string) => [`[ERROR] ${what} [json-pointer:${path}/slack_file]`];
  if ((own.id === undefined) === (own.url === undefined)) return fault('id or url, exactly one of them');
  const file = files.get(idIn(own));
  // The app must have the file; what it is, is known a while after the upload.
  return file?.given && shown.includes(files.mimetype(file)) ? [] : fault('invalid slack file');
}

/** What is wrong with images of blocks that are files of Slack; Slack says the same of each of these faults. */
export function imageFaults(files: FileStore, value: unknown, path: string): readonly PayloadFault[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => imageFaults(files, each, `${path}/${index}`));
  const own = fieldsOf(value);
  if (own.type === 'image' && own.slack_file !== undefined) return fileFault(files, own.slack_file, path);
  return Object.entries(own).flatMap(([key, each]) =>
    typeof each === 'object' && each !== null ? imageFaults(files, each, `${path}/${key}`) : [],
  );
}
