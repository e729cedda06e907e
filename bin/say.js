/** Prints one line on standard error: standard output belongs to the command's answer (JSON, perhaps). */
export function say(line) {
  process.stderr.write(`netlab: ${line}\n`);
}

/** Prints one line and ends with 2: a launcher that cannot do its work. Never returns. */
export function refuse(line) {
  say(line);
  process.exit(2);
}

/** Prints one line and ends with 70, which is no verdict (1 is one): a bug, of the launcher or of what it started. Never returns. */
export function endByBug(error) {
  const what = String(error?.message ?? error).split('\n', 1)[0];
  say(`a bug of netlab ended this command, which is no verdict: ${what}`);
  process.exit(70);
}
