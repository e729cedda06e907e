/** The namespaces that every cluster has for itself, and the one in which lies what named none: never a student's. */
export const reservedNamespaces = ['kube-system', 'kube-public', 'kube-node-lease', 'default'] as const;

/** A regular expression for whole names, whatever its author wrote: of alternatives, too, each is for a whole name. */
export function anchorPattern(source: string): string {
  return `^(?:${source})$`;
}

/**
 * What is wrong with a pattern of a class, to stand behind the name of its variable; null for nothing. One that fits a
 * namespace of Kubernetes itself would let a student, or a slip of the pen, look at what is not the class's.
 */
export function namespacePatternFault(source: string): string | null {
  try {
    // First as it is: a half of a group could be made whole by what is put around it.
    const pattern = new RegExp(source, 'u') && new RegExp(anchorPattern(source), 'u');
    const names = reservedNamespaces.filter((name) => pattern.test(name));
    if (names.length === 0) return null;
    return `fits ${names.join(', ')}: it must fit namespaces of the class alone`;
  } catch {
    return 'must be a regular expression';
  }
}
