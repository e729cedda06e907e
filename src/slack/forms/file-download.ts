import { Trouble } from '../../model/trouble.ts';
import { isSlackAddress } from '../transport/slack-address.ts';

/** A roster is far smaller; what is larger is not read to its end. */
const maxBytes = 1024 * 1024;
/** How long a file may take, in milliseconds. */
const downloadTimeoutMs = 8000;

async function bytesOf(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > maxBytes) throw new Trouble('bad-input', { what: 'the file is larger than 1 MB, so it is no roster' });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Text of a file: UTF-16 where its mark says so, as Excel writes it; else UTF-8. @throws Trouble `bad-input` for neither */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  const refusal = (cause?: unknown) =>
    new Trouble('bad-input', { what: 'the file is no text in UTF-8 or UTF-16' }, { cause });
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // UTF-16 without its mark, or a table in a format of its own, is UTF-8 by chance.
    if (text.includes('\0')) throw refusal();
    return text;
  } catch (cause) {
    throw cause instanceof Trouble ? cause : refusal(cause);
  }
}

/**
 * Fetches a file that somebody uploaded to Slack. Without the right to it Slack sends to its sign-in page, or answers with
 * it and status 200, so either is a refusal. @throws Trouble `bad-input` with what is wrong
 */
export async function downloadFile(
  address: string,
  token: string,
  apiUrl: string | null,
  timeoutMs: number = downloadTimeoutMs,
): Promise<string> {
  const refuse = (why: string, cause?: unknown) =>
    new Trouble(
      'bad-input',
      { what: `the file could not be fetched from Slack: ${why}`, todo: 'Try again, or paste its lines instead.' },
      { cause },
    );
  if (!URL.canParse(address) || !isSlackAddress(new URL(address), apiUrl)) throw refuse('its address is not Slack’s');
  const headers = { authorization: `Bearer ${token}` };
  const signal = AbortSignal.timeout(timeoutMs);
  // The end of the time, or of the connection, may come in the middle of the file as well.
  const unanswered = (error: unknown) => {
    throw error instanceof Trouble ? error : refuse('it does not answer', error);
  };
  const response = await fetch(address, { headers, redirect: 'manual', signal }).catch(unanswered);
  const { status } = response;
  const page = /html/iu.test(response.headers.get('content-type') ?? '');
  if (status < 400 && (status >= 300 || page))
    throw refuse('the app may not read files; it needs the scope files:read');
  if (status !== 200) throw refuse(`status ${status}`);
  return decodeText(await bytesOf(response).catch(unanswered));
}
