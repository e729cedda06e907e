/** A body was larger than the bound. */
class TooLarge extends Error {}

/** The whole body. @throws TooLarge where it has more than `maxBytes` */
async function readBody(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = Number(response.headers.get('content-length') ?? 0);
  if (size > maxBytes) {
    await response.body?.cancel();
    throw new TooLarge();
  }
  size = 0;
  // Leaving the loop by an error cancels the rest.
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw new TooLarge();
    parts.push(part);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/**
 * A fetch that reads the whole answer before it returns, so that the caller's time limit holds for the body
 * too, and that gives up on one that is too large. What failed that way is not to be tried again.
 */
export function limitResponseSize(maxBytes: number, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    try {
      const { status, statusText } = response;
      const headers = new Headers(response.headers);
      // The body is as it was decoded.
      for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
      const body = await readBody(response, maxBytes);
      return new Response([204, 205, 304].includes(status) ? null : body, { status, statusText, headers });
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      // A status that the library takes for final: thrown from here, it would count as a lost connection.
      return Response.json(
        { error: { message: 'too large' } },
        { status: 413, headers: { 'x-should-retry': 'false' } },
      );
    }
  };
}
