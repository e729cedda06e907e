import { fieldsOf } from './fault.ts';

const mention =
  /<(?:!(?:channel|here|everyone)(?:\|[^>]*)?|@[UW][A-Z0-9]+(?:\|[^>]*)?|!subteam\^S[A-Z0-9]+(?:\|[^>]*)?)>/gu;

/** Every mention that a payload would fire: in its text, in mrkdwn objects, and in rich text's own mention elements. */
export function mentionsIn(value: unknown, inText = false): readonly string[] {
  if (typeof value === 'string') return inText ? (value.match(mention) ?? []) : [];
  if (Array.isArray(value)) return value.flatMap((each) => mentionsIn(each));
  const own = fieldsOf(value);
  if (own.type === 'user' || own.type === 'broadcast' || own.type === 'usergroup') return [JSON.stringify(own)];
  const fires = own.type === 'mrkdwn' || own.type === 'markdown' || own.type === undefined;
  return Object.entries(own).flatMap(([key, each]) => mentionsIn(each, key === 'text' && fires));
}
