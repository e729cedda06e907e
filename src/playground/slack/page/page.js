// The playground's page: what a person would see of Slack. Every text goes in as text, never as HTML.
const $ = (id) => document.getElementById(id);

/** An element with children; strings become text nodes. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== undefined && value !== false) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const about = await (await fetch('/page/about')).json();
const places = about.channels.map(({ id, name }) => ({ id, name: `#${name}` }));
let user = about.personas[0].id;
let place = places[0].id;
let stream = null;
let listening;
let messages = [];

const decoded = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** mrkdwn as far as it matters here: bold, code and line breaks. */
function mrkdwn(text) {
  return text.split(/(`[^`\n]+`|\*[^*\n]+\*)/u).map((part) => {
    if (/^`.+`$/u.test(part)) return el('code', {}, decoded(part.slice(1, -1)));
    if (/^\*.+\*$/u.test(part)) return el('strong', {}, decoded(part.slice(1, -1)));
    return decoded(part);
  });
}

const textObject = (object) => (object.type === 'mrkdwn' ? mrkdwn(object.text) : [object.text]);

function inline(element) {
  const { text = '', style = {} } = element;
  if (element.type === 'user') return el('strong', {}, `@${element.user_id}`);
  if (element.type === 'broadcast') return el('strong', {}, `@${element.range}`);
  if (style.code) return el('code', {}, text);
  if (style.bold) return el('strong', {}, text);
  return style.italic ? el('em', {}, text) : text;
}

function rich(element) {
  const inside = element.elements;
  if (element.type === 'rich_text_list') {
    const items = inside.map((section) => el('li', {}, ...section.elements.map(inline)));
    return el(element.style === 'ordered' ? 'ol' : 'ul', {}, ...items);
  }
  if (element.type === 'rich_text_preformatted') return el('pre', {}, ...inside.map(inline));
  if (element.type === 'rich_text_quote') return el('blockquote', {}, ...inside.map(inline));
  return el('div', {}, ...inside.map(inline));
}

const drawers = {
  header: ({ text }) => el('h3', {}, text.text),
  divider: () => el('hr'),
  section: ({ text, fields = [] }) =>
    el('div', {}, ...(text ? textObject(text) : []), ...fields.map((field) => el('div', {}, ...textObject(field)))),
  context: ({ elements }) =>
    el('div', { class: 'context' }, ...elements.flatMap((each) => (each.text ? textObject(each) : [each.alt_text]))),
  rich_text: ({ elements }) => el('div', {}, ...elements.map(rich)),
  markdown: ({ text }) => el('div', {}, text),
  image: ({ alt_text }) => el('em', {}, alt_text),
  actions: ({ elements }) =>
    el(
      'div',
      {},
      ...elements.map((each) =>
        el('button', { disabled: true, title: 'Buttons come with a later version' }, each.text.text),
      ),
    ),
};

function drawn(block) {
  const draw = drawers[block.type];
  return el('div', { class: 'block' }, draw ? draw(block) : JSON.stringify(block));
}

const nameOf = (id) => about.personas.find((each) => each.id === id)?.realName ?? 'netlab';

function item(message) {
  const app = message.from === 'U0NETLAB';
  const head = el(
    'div',
    {},
    el('span', { class: 'who' }, nameOf(message.from)),
    app ? el('span', { class: 'app' }, 'APP') : null,
  );
  const body =
    message.blocks.length > 0 ? message.blocks.map(drawn) : [el('div', { class: 'block' }, ...mrkdwn(message.text))];
  const only = message.ephemeral ? el('div', { class: 'only' }, 'Only visible to you') : null;
  return el(
    'li',
    { class: message.ephemeral ? 'ephemeral' : undefined, 'data-testid': 'message', 'data-ts': message.ts },
    only,
    head,
    ...body,
  );
}

function redraw() {
  const here = messages.filter(({ channel }) => channel === place || (place.startsWith('D') && channel === `D${user}`));
  $('messages').replaceChildren(...here.map(item));
  // The answer's beginning is what one wants to read first.
  $('messages').lastElementChild?.scrollIntoView({ block: 'start' });
  const direct = { id: `D${user}`, name: 'netlab' };
  const entry = ({ id, name }) => {
    const button = el('button', { type: 'button', 'aria-current': id === place ? 'true' : 'false' }, name);
    button.addEventListener('click', () => {
      place = id;
      redraw();
    });
    return el('li', {}, button);
  };
  $('channels').replaceChildren(...places.map(entry));
  $('directs').replaceChildren(entry(direct));
  $('place').textContent = [...places, direct].find(({ id }) => id === place)?.name ?? '';
}

function listen() {
  stream?.close();
  messages = [];
  stream = new EventSource(`/page/events?as=${user}`);
  // Only what is sent while the stream is open is seen: an ephemeral answer comes once.
  listening = new Promise((resolve) => stream.addEventListener('open', resolve, { once: true }));
  stream.addEventListener('message', ({ data }) => {
    messages.push(JSON.parse(data));
    redraw();
  });
}

async function say(text) {
  $('error').textContent = '';
  await listening;
  const response = await fetch('/page/say', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, channel: place, text }),
  });
  const { ok, error } = await response.json();
  if (!ok) $('error').textContent = error;
}

$('notice').textContent = about.notice;
$('persona').append(...about.personas.map(({ id, realName }) => el('option', { value: id }, realName)));
$('persona').addEventListener('change', ({ target }) => {
  user = target.value;
  place = places[0].id;
  listen();
  redraw();
});
$('compose').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = $('composer').value.trim();
  $('composer').value = '';
  if (text !== '') say(text);
});
listen();
redraw();
$('composer').focus();
