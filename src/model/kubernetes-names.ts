const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;

/** Whether text can be the name of a namespace: an RFC 1123 label, 1 to 63 characters. */
export function isNamespaceName(text: string): boolean {
  return label.test(text);
}
