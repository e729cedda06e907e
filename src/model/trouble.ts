/** Why a request cannot be answered: by what is outside, or by who asks. */
export type TroubleKind =
  | 'unknown-command'
  | 'unknown-task'
  | 'unknown-topic'
  | 'not-taught'
  | 'no-last-topic'
  | 'beyond-lesson'
  | 'unknown-person'
  | 'bad-namespace'
  | 'not-yours'
  | 'not-your-button'
  | 'stale-button'
  | 'stale-form'
  | 'preview-gone'
  | 'instructors-only'
  | 'no-namespace'
  | 'outside-class'
  | 'own-only'
  | 'bad-input'
  | 'bad-config'
  | 'bad-lesson'
  | 'stranger'
  | 'no-instructor'
  | 'asked-often'
  | 'has-namespace'
  | 'namespace-taken'
  | 'store-down'
  | 'slack-refused';

/** The one class for a refusal: worded once, in `commands/trouble-words.ts`. */
export class Trouble extends Error {
  readonly kind: TroubleKind;
  readonly detail: Readonly<Record<string, string>>;

  constructor(kind: TroubleKind, detail: Readonly<Record<string, string>> = {}, options: ErrorOptions = {}) {
    super(`${kind}${Object.keys(detail).length > 0 ? ` ${JSON.stringify(detail)}` : ''}`, options);
    this.kind = kind;
    this.detail = detail;
  }
}
