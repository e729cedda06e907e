const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u;

/** Whether text can be the name of a namespace: an RFC 1123 label, 1 to 63 characters. */
export function isNamespaceName(text: string): boolean {
  return label.test(text);
}

const portName = /^(?=.*[a-z])(?!.*--)[a-z0-9](?:[a-z0-9-]{0,13}[a-z0-9])?$/u;

/** Whether text can be the name of a port (IANA service name): 1 to 15 characters, a letter among them, no two hyphens together. */
export function isPortName(text: string): boolean {
  return portName.test(text);
}

const labelValue = /^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/u;

/** Whether text can be the value of a label: empty, or up to 63 characters that begin and end with a letter or digit. */
export function isLabelValue(text: string): boolean {
  return labelValue.test(text);
}
