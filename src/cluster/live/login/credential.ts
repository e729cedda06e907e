import { z } from 'zod';

/** What a request proves itself with; each part null where the kubeconfig alone has it. */
export type Credential = {
  readonly token: string | null;
  /** PEM, with its key. */
  readonly certificate: string | null;
  readonly key: string | null;
  /** Until when it may be used again, in milliseconds since 1970; null: until it is refused. */
  readonly expiresAtMs: number | null;
};

/** Why there is no credential, as a sentence without its full stop. */
export type LoginFailure = { readonly because: string };

/** When somebody logs in, and until when: the deadline in milliseconds, the signal that it gives, the time now. */
export type LoginTime = { readonly deadlineMs: number; readonly signal: AbortSignal; readonly nowMs: number };

/** Beside a program's or a file's, nothing: the kubeconfig as it stands. */
export const noCredential: Credential = { token: null, certificate: null, key: null, expiresAtMs: null };

/** Whether text can be sent as a bearer token: visible ASCII without blanks. */
export function isToken(text: string): boolean {
  return /^[\x21-\x7e]+$/u.test(text);
}

const text = z.string().nullish();
const printed = z.looseObject({
  status: z
    .looseObject({ token: text, clientCertificateData: text, clientKeyData: text, expirationTimestamp: text })
    .refine(({ token, clientCertificateData, clientKeyData }) =>
      // As for kubectl: a token, or a certificate with its key.
      clientCertificateData || clientKeyData ? clientCertificateData && clientKeyData : token,
    )
    .refine(({ token }) => !token || isToken(token)),
});

/** A time that cannot be read is over: such a credential serves the look that it was made for. */
function expiryOf(timestamp: string | null | undefined): number | null {
  if (!timestamp) return null;
  const ms = Date.parse(timestamp);
  return Number.isNaN(ms) ? 0 : ms;
}

/** Reads an ExecCredential as programs print it; null for anything else. */
export function parseCredential(output: string): Credential | null {
  try {
    const { success, data } = printed.safeParse(JSON.parse(output));
    if (!success) return null;
    const { token, clientCertificateData, clientKeyData, expirationTimestamp } = data.status;
    return {
      token: token || null,
      certificate: clientCertificateData || null,
      key: clientKeyData || null,
      expiresAtMs: expiryOf(expirationTimestamp),
    };
  } catch {
    return null;
  }
}
