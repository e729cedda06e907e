// The page alone, with a client in the app's place: what people choose, tick, attach and confirm.
import { expect, test } from 'vitest';
import { cacheFolder } from '../../src/app/cache-folder.ts';
import { buildPage } from '../../src/playground/page-build.ts';
import type { EmbeddedSlack } from '../../src/playground/slack/embedded.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { inBrowser, type Shown } from '../support/pages.ts';
import { call, fileInput, input, Link, modal, plain, textInput } from '../support/slack-client.ts';

const csv = Buffer.from('user,namespace\nU0ALICE,student-07\n');
const roster = { name: 'roster.csv', mimeType: 'text/csv', buffer: csv };
const option = (value: string, text: string) => ({ value, text: plain(text) });

const form = modal([
  fileInput('csv', { filetypes: ['csv'], max_files: 1 }, { hint: plain('One CSV file.') }),
  input('who', { type: 'users_select', placeholder: plain('A person') }),
  input('what', { type: 'checkboxes', options: [option('a', 'Add people'), option('b', 'Change people')] }),
  textInput('lines', { element: { type: 'plain_text_input', action_id: 'lines', multiline: true }, optional: true }),
]);

const removal = {
  type: 'button',
  action_id: 'remove',
  text: plain('Remove'),
  style: 'danger',
  confirm: {
    title: plain('Remove Bob?'),
    text: plain('Bob is no longer on the roster.'),
    confirm: plain('Remove him'),
    deny: plain('Keep him'),
    style: 'danger',
  },
};

const exported = {
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_preformatted',
      elements: [
        { type: 'text', text: 'user,namespace,since\nU0ALICE,student-07,10:48:07\nU0BOB,student-12,2026-11-24 <x>\n' },
      ],
    },
  ],
};

type Served = { readonly slack: EmbeddedSlack; readonly link: Link };

async function slackShown(): Promise<Shown<Served>> {
  const pageControls = {
    page: await buildPage(cacheFolder('netlab-page')),
    notice: '',
    scenarios: [],
    scenario: () => '',
    choose: () => undefined,
  };
  const scopes = ['commands', 'chat:write', 'files:read', 'im:history'];
  const slack = await startSlack({ pageControls, settings: { scopes, events: ['message.im'] } });
  const link = await Link.open(slack);
  return { it: { slack, link }, url: slack.url, close: slack.close };
}

await inBrowser('forms, files and people on the page', slackShown, ({ it, hands, faults }) => {
  /** The next payload that the app gets, acknowledged. */
  async function heard(answer: object = {}) {
    const { link } = it();
    const envelope = await link.next();
    link.ack(envelope, answer);
    return envelope.payload;
  }

  async function openForm() {
    const { say, dialog } = hands();
    await say('/netlab import');
    const { trigger_id } = await heard();
    await call(it().slack, 'views.open', { trigger_id, view: form });
    await dialog().getByText('A modal').waitFor();
  }

  test('a form with a file, a person and boxes says what is missing, takes only its type, and arrives', async () => {
    const { accessible, shoot, dialog } = hands();
    await openForm();
    await dialog().getByRole('button', { name: 'Send' }).click();
    await expect.poll(() => dialog().getByText('Please complete this required field.').count()).toBe(3);
    expect(await accessible()).toEqual([]);
    const chooser = dialog().getByLabel('csv');
    await chooser.setInputFiles({ ...roster, name: 'roster.xlsx' });
    await dialog().getByText('Uploaded: roster.xlsx').waitFor();
    await dialog().getByLabel('who').selectOption('U0BOB');
    await dialog().getByLabel('Change people').check();
    await dialog().getByLabel('lines (optional)').fill('one\ntwo');
    await dialog().getByRole('button', { name: 'Send' }).click();
    await dialog().getByText('roster.xlsx is not of a type that is taken here: csv.').waitFor();
    await shoot('form');
    expect(await accessible()).toEqual([]);
    await chooser.setInputFiles(roster);
    await dialog().getByText('Uploaded: roster.csv').waitFor();
    await dialog().getByRole('button', { name: 'Send' }).click();
    const { values } = Object((await heard()).view).state;
    expect(values).toMatchObject({
      csv: { csv: { type: 'file_input', files: [{ name: 'roster.csv', size: csv.length, user: 'U0ALICE' }] } },
      who: { who: { selected_user: 'U0BOB' } },
      what: { what: { selected_options: [{ value: 'b' }] } },
      lines: { lines: { value: 'one\ntwo' } },
    });
    const url = values.csv.csv.files[0].url_private_download;
    const response = await fetch(url, { headers: { authorization: 'Bearer xoxb-playground' } });
    expect(await response.text()).toBe(String(csv));
    await dialog().waitFor({ state: 'detached' });
  });

  test('it is filled in from the keyboard, and Escape closes it', async () => {
    const { page, dialog } = hands();
    await openForm();
    await dialog().getByLabel('Add people').focus();
    await page.keyboard.press('Space');
    expect(await dialog().getByLabel('Add people').isChecked()).toBe(true);
    await dialog().getByLabel('csv').dispatchEvent('cancel', { bubbles: true });
    expect(await dialog().count()).toBe(1);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  test('a button with a confirmation asks; only a yes is a click', async () => {
    const { page, accessible, last, shoot } = hands();
    const accessory = { type: 'section', block_id: 'bob', text: plain('Bob (student)'), accessory: removal };
    await call(it().slack, 'chat.postMessage', { channel: 'C0COURSE', text: 'x', blocks: [accessory] });
    await last().getByRole('button', { name: 'Remove' }).click();
    const confirm = page.getByTestId('confirm');
    await confirm.getByText('Bob is no longer on the roster.').waitFor();
    await shoot('confirm');
    expect(await accessible()).toEqual([]);
    await page.keyboard.press('Escape');
    await confirm.waitFor({ state: 'detached' });
    await last().getByRole('button', { name: 'Remove' }).press('Enter');
    await confirm.getByRole('button', { name: 'Keep him' }).click();
    await confirm.waitFor({ state: 'detached' });
    expect(it().link.envelopes).toEqual([]);
    await last().getByRole('button', { name: 'Remove' }).click();
    await confirm.getByRole('button', { name: 'Remove him' }).click();
    expect(await heard()).toMatchObject({ actions: [{ action_id: 'remove', block_id: 'bob' }] });
  });

  test('preformatted text keeps its lines and its signs', async () => {
    const { accessible, last, shoot } = hands();
    await call(it().slack, 'chat.postMessage', { channel: 'C0COURSE', text: 'x', blocks: [exported] });
    await expect
      .poll(() => last().innerText())
      .toContain('U0ALICE,student-07,10:48:07\nU0BOB,student-12,2026-11-24 <x>');
    await shoot('preformatted');
    expect(await accessible()).toEqual([]);
  });

  test('a file goes with a direct message, with or without words', async () => {
    const { page, accessible, last, shoot, open } = hands();
    await open('Messages');
    await page.getByLabel('Attach files').setInputFiles(roster);
    await page.getByTestId('composer').press('Enter');
    const { event } = await heard();
    expect(event).toMatchObject({ subtype: 'file_share', text: '', files: [{ name: 'roster.csv' }] });
    await expect.poll(() => last().innerText()).toContain('roster.csv');
    await shoot('attached');
    expect(await accessible()).toEqual([]);
  });

  test('a guest has the app, somebody of another workspace only the shared channel', async () => {
    const { page, accessible, last, shoot, become } = hands();
    await become('U0SAM');
    await page.getByRole('navigation').getByText('Messages').waitFor();
    await become('U0ZOE');
    await page.getByRole('navigation').getByText('Messages').waitFor({ state: 'detached' });
    const places = page.getByRole('navigation').getByRole('button');
    await expect.poll(() => places.allInnerTexts()).toEqual(['#netlab-course']);
    await page.getByTestId('composer').fill('/netlab check');
    await page.getByTestId('composer').press('Enter');
    await page.getByText('/netlab is not a valid command.').waitFor();
    await shoot('elsewhere');
    expect(await accessible()).toEqual([]);
    await last().waitFor();
    expect(await page.getByTestId('messages').innerText()).toContain('Bob (student)');
  });

  test('the page has no faults of its own, and a planted one is noticed', async () => {
    expect(faults()).toEqual([]);
    await hands().page.evaluate('console.error("planted")');
    await expect.poll(faults).toEqual(['planted']);
  });
});
