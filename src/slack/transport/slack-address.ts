const slackHosts = /(?:^|\.)slack(?:-gov)?\.com$/u;
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/**
 * Whether an address is Slack's: over HTTPS, or of the server that SLACK_API_URL names (`apiUrl`; null for none). A token
 * goes nowhere else, whatever a payload says.
 */
export function isSlackAddress(url: URL, apiUrl: string | null): boolean {
  if (apiUrl !== null && url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && slackHosts.test(url.hostname);
}

/** Whether an answer may be sent there, with no token; a Slack of this machine may have several ports on it. */
export function isAnswerAddress(url: URL, apiUrl: string | null): boolean {
  if (isSlackAddress(url, apiUrl)) return true;
  return apiUrl !== null && loopback.test(new URL(apiUrl).hostname) && loopback.test(url.hostname);
}
