// What the environment says of the language model.
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';

const key = { OPENAI_API_KEY: 'sk-secret', NETLAB_TUTOR_MODEL: 'a-model' };

test.each([
  ['with a key', { ...key, NETLAB_TUTOR: 'compose' }],
  ['without one', { NETLAB_TUTOR: 'compose' }],
])('the mode that wrote is refused %s, and told what to set instead', (_, env) => {
  expect(() => parseConfig(env)).toThrow(/NETLAB_TUTOR no longer knows compose: use select or off/u);
});

test('its healthy neighbours: what it may be set to instead', () => {
  const model = { apiKey: 'sk-secret', model: 'a-model', replyTimeoutMs: 20_000, perDay: 2000 };
  expect(parseConfig({ ...key, NETLAB_TUTOR: 'select' }).tutor).toMatchObject(model);
  expect(parseConfig({ ...key, NETLAB_TUTOR: 'off' }).tutor).toBeNull();
  // Unset, the key decides.
  expect(parseConfig(key).tutor).toMatchObject(model);
  expect(parseConfig({}).tutor).toBeNull();
});
