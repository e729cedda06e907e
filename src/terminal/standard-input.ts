import { isatty } from 'node:tty';
import { byteLimits, megabytes } from '../cluster/file-bytes.ts';
import { readBytesText } from '../cluster/file-text.ts';
import { Trouble } from '../model/trouble.ts';

const name = 'standard input';

/**
 * What is piped into netlab, or typed at a terminal, where it is said how that ends. It is waited for, as whoever writes it may be
 * slow. @throws Trouble `bad-input` for more than is read, and for what is no text
 */
export async function readStandardInput(): Promise<string> {
  const most = byteLimits.configuration;
  if (isatty(0)) process.stderr.write('netlab: paste the output, then press Ctrl-D on an empty line.\n');
  const chunks: Buffer[] = [];
  let length = 0;
  // To leave the loop closes the stream.
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > most) throw new Trouble('bad-input', { what: `${name} is larger than ${megabytes(most)}` });
  }
  return readBytesText(name, Buffer.concat(chunks, length), most);
}
