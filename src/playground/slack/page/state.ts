import { useEffect, useState } from 'react';

/** Somebody of the workspace; whoever looks at the page can become them. */
export type PagePerson = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly role: 'student' | 'instructor';
};

/** A block of Block Kit as the bot sent it. */
export type PageBlock = { readonly type: string; readonly block_id?: string } & Readonly<Record<string, unknown>>;

/** A message to one person (`to`) or to everybody in the channel (`*`); `thread` is the `ts` of its first one, null outside. */
export type PageMessage = {
  readonly to: string;
  readonly channel: string;
  readonly from: string;
  readonly ephemeral: boolean;
  readonly text: string;
  readonly blocks: readonly PageBlock[];
  readonly ts: string;
  readonly thread: string | null;
  readonly edited: boolean;
  readonly files: readonly { readonly id: string; readonly name: string }[];
};

/** Block Kit's text object: `plain_text` or `mrkdwn`. */
export type TextObject = { readonly type: string; readonly text: string };

/** An open modal or App Home; `hash` tells one version of it from the next. */
export type PageView = {
  readonly id: string;
  readonly hash: string;
  readonly title?: TextObject;
  readonly submit?: TextObject;
  readonly close?: TextObject;
  readonly blocks: readonly PageBlock[];
};

/** A slash command as the composer offers it. */
export type PageCommand = { readonly command: string; readonly description: string; readonly usageHint: string };

/** All that one person sees of the workspace. */
export type PageState = {
  readonly me: string;
  readonly personas: readonly PagePerson[];
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  readonly commands: readonly PageCommand[];
  readonly messages: readonly PageMessage[];
  readonly modal: PageView | null;
  readonly depth: number;
  /** Whether there are direct messages with the app. */
  readonly direct: boolean;
  readonly home: PageView | null | undefined;
  readonly notice: string;
  readonly scenarios: readonly string[];
  readonly scenario: string;
};

/** What an action came to. */
export type PageActResult = {
  readonly acked: boolean;
  readonly error?: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly file?: { readonly id: string; readonly name: string };
};

/** What somebody sees, live; null until the first state has arrived. */
export function useSlack(user: string): PageState | null {
  const [state, setState] = useState<PageState | null>(null);
  useEffect(() => {
    const stream = new EventSource(`/page/events?as=${encodeURIComponent(user)}`);
    stream.addEventListener('message', ({ data }) => setState(JSON.parse(data)));
    return () => stream.close();
  }, [user]);
  // Until the new person's state has arrived, nothing of the one before may be seen or typed into.
  return state?.me === user ? state : null;
}

/** Does something as somebody. */
export async function performAct(what: string, body: object): Promise<PageActResult> {
  const response = await fetch(`/page/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) return { acked: false, error: await response.text() };
  return response.json();
}

/** Sends a file as somebody; its bytes, whatever their encoding is, travel as they are. */
export async function uploadFile(user: string, file: File): Promise<PageActResult> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const reader = new FileReader();
  reader.addEventListener('load', () => resolve(String(reader.result)));
  reader.readAsDataURL(file);
  const base64 = (await promise).replace(/^[^,]*,/u, '');
  return performAct('upload', { user, name: file.name, base64 });
}
