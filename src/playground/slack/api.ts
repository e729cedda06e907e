import { botUser, type Workspace } from './workspace.ts';

/** One call of the Web API as it came in. */
export type Call = {
  readonly method: string;
  readonly token: string;
  readonly args: Readonly<Record<string, unknown>>;
};

/** What the Web API answers: `ok`, or an error with what it says about it. */
export type Result = { readonly ok: boolean; readonly error?: string } & Readonly<Record<string, unknown>>;

/** What the API needs to know of the rest. */
export type Around = {
  readonly workspace: Workspace;
  readonly botToken: string;
  readonly appToken: string;
  readonly link: () => string;
};

// The scopes of manifest.yml; a method that needs another is refused as Slack refuses it.
const granted = ['commands'];

const refuse = (error: string, rest: object = {}): Result => ({ ok: false, error, ...rest });

function identity({ url }: { readonly url: string }): Result {
  return {
    ok: true,
    url,
    team: 'netlab class',
    user: 'netlab',
    team_id: 'T0NETLAB',
    user_id: botUser,
    bot_id: 'B0NETLAB',
    is_enterprise_install: false,
  };
}

function postMessage({ workspace }: Around, args: Call['args'], ephemeral: boolean): Result {
  const target = String(args.channel ?? '');
  const person = workspace.personas.find(({ id }) => id === target);
  const channel = workspace.channels.find(({ id }) => id === target);
  if (!person && !channel) return refuse('channel_not_found');
  const user = String(args.user ?? '');
  if (ephemeral && !workspace.personas.some(({ id }) => id === user)) return refuse('user_not_in_channel');
  const to = ephemeral ? user : person ? person.id : '*';
  const posted = workspace.post({
    to,
    channel: person ? `D${person.id}` : target,
    from: botUser,
    ephemeral,
    text: args.text,
    blocks: args.blocks,
  });
  if (!posted.ok) return refuse(posted.error, { response_metadata: { messages: posted.messages } });
  return ephemeral
    ? { ok: true, message_ts: posted.message.ts }
    : { ok: true, channel: posted.message.channel, ts: posted.message.ts, message: { text: posted.message.text } };
}

type Method = { readonly scope: string | null; readonly run: (around: Around, args: Call['args']) => Result };

function userInfo({ workspace }: Around, { user }: Call['args']): Result {
  const found = workspace.personas.find(({ id }) => id === user);
  if (!found) return refuse('user_not_found');
  return { ok: true, user: { id: found.id, name: found.name, real_name: found.realName, locale: 'en-GB' } };
}

const methods: Readonly<Record<string, Method>> = {
  'auth.test': { scope: null, run: () => identity({ url: 'https://netlab-class.slack.com/' }) },
  'chat.postMessage': { scope: 'chat:write', run: (around, args) => postMessage(around, args, false) },
  'chat.postEphemeral': { scope: 'chat:write', run: (around, args) => postMessage(around, args, true) },
  'users.info': { scope: 'users:read', run: userInfo },
};

/** Answers one call by Slack's rules: token, method, scope, arguments. */
export function answer(around: Around, { method, token, args }: Call, scopes: readonly string[] = granted): Result {
  if (token === '') return refuse('not_authed');
  if (method === 'apps.connections.open') {
    if (token === around.appToken) return { ok: true, url: around.link() };
    return refuse(token.startsWith('xoxb-') ? 'not_allowed_token_type' : 'invalid_auth');
  }
  if (token !== around.botToken) return refuse('invalid_auth');
  const found = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (found === undefined) return refuse('unknown_method');
  if (found.scope !== null && !scopes.includes(found.scope)) {
    return refuse('missing_scope', { needed: found.scope, provided: scopes.join(',') });
  }
  return found.run(around, args);
}
