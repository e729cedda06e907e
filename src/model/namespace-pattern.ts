/** The namespaces that every cluster has for itself, and the one in which lies what named none: never a student's. */
export const reservedNamespaces = ['kube-system', 'kube-public', 'kube-node-lease', 'default'] as const;

/** A regular expression for whole names, whatever its author wrote: of alternatives, too, each is for a whole name. */
export function anchorPattern(source: string): string {
  return `^(?:${source})$`;
}

/** Which of the reserved namespaces a pattern fits; null for what is no regular expression. */
export function reservedNamesIn(source: string): readonly string[] | null {
  try {
    // First as it is: anchored, half a group would become a whole one.
    const pattern = new RegExp(source, 'u') && new RegExp(anchorPattern(source), 'u');
    return reservedNamespaces.filter((name) => pattern.test(name));
  } catch {
    return null;
  }
}
