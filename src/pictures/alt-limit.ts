/** The most characters of a picture's description that Slack takes. */
export const altLimit = 2000;
