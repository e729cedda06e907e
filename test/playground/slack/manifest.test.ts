import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { manifestFaults, settingsOf } from '../../../src/playground/slack/workspace/settings.ts';

const home = join(import.meta.dirname, '..', '..', '..');
const read = (file: string) => parse(readFileSync(join(home, file), 'utf8'));
const [socket, http] = [read('manifest.yml'), read('docs/manifest-http.yml')];

/** The same manifest with one thing made wrong. */
const but = (change: (manifest: ReturnType<typeof read>) => void) => {
  const copy = structuredClone(socket);
  change(copy);
  return manifestFaults(copy);
};

describe('Slack takes a manifest', () => {
  test('Socket Mode’s and HTTP mode’s', () => {
    expect([manifestFaults(socket), manifestFaults(http)]).toEqual([[], []]);
  });

  test.each([
    [
      'messages without im:history',
      (m: typeof socket) => m.oauth_config.scopes.bot.splice(5, 1),
      'message.im needs im:history',
    ],
    [
      'mentions without app_mentions:read',
      (m: typeof socket) => {
        const { scopes } = m.oauth_config;
        scopes.bot = scopes.bot.filter((scope: string) => scope !== 'app_mentions:read');
      },
      'app_mention needs app_mentions:read',
    ],
    [
      'a command without commands',
      (m: typeof socket) => m.oauth_config.scopes.bot.splice(0, 1),
      'commands is required',
    ],
    [
      'HTTP mode without addresses',
      (m: typeof socket) => {
        m.settings.socket_mode_enabled = false;
      },
      'request_url is required',
    ],
    [
      'a name of 36 characters',
      (m: typeof socket) => {
        m.display_information.name = 'x'.repeat(36);
      },
      'name',
    ],
    [
      'a command without a slash',
      (m: typeof socket) => {
        m.features.slash_commands[0].command = 'netlab';
      },
      'command',
    ],
    [
      'a hint of 1001 characters',
      (m: typeof socket) => {
        m.features.slash_commands[0].usage_hint = 'x'.repeat(1001);
      },
      'usage_hint',
    ],
  ])('but not %s', (_, change, said) => {
    expect(but(change).join()).toContain(said);
  });
});

test('the two differ in their addresses alone', () => {
  const copy = structuredClone(http);
  copy.settings.socket_mode_enabled = true;
  delete copy.settings.event_subscriptions.request_url;
  delete copy.settings.interactivity.request_url;
  delete copy.features.slash_commands[0].url;
  expect(copy).toEqual(socket);
});

test('the scopes are the least, the optional ones apart', () => {
  const least = [
    'commands',
    'chat:write',
    'files:write',
    'files:read',
    'users:read',
    'im:history',
    'im:write',
    'app_mentions:read',
  ];
  expect(settingsOf(socket).scopes).toEqual(least);
  const optional = ['usergroups:read', 'users:read.email', 'chat:write.public'];
  expect(settingsOf(socket, true).scopes).toEqual([...least, ...optional]);
});
