import { parse } from 'node:querystring';

const form = 'application/x-www-form-urlencoded';

/** A media type as Bolt knows it: in small letters, and without what proxies like to add, such as a charset. */
export function bareMediaType(header: string): string {
  return (header.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** The body of a request as Bolt will read it: a form, the JSON inside of one, or JSON; undefined for none of them. */
export function parseRequestBody(text: string, mediaType: string | undefined): unknown {
  try {
    if (mediaType !== form) return JSON.parse(text);
    const fields = parse(text);
    return typeof fields.payload === 'string' ? JSON.parse(fields.payload) : fields;
  } catch {
    return undefined;
  }
}
