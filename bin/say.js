/** Prints one line on standard error: standard output belongs to the command's answer (JSON, perhaps). */
export function say(line) {
  process.stderr.write(`netlab: ${line}\n`);
}

/** Prints one line and ends with 2: the launcher's only way to fail. Never returns. */
export function refuse(line) {
  say(line);
  process.exit(2);
}
