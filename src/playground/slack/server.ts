import { createServer, type Server } from 'node:http';
import { click } from './acts/clicks.ts';
import { openingHome, saying } from './acts/direct-message.ts';
import { Events } from './acts/events.ts';
import { close as closeView, submit } from './acts/modals.ts';
import type { Scene } from './acts/scene.ts';
import { runCommand } from './acts/slash-command.ts';
import type { EmbeddedSlack } from './embedded.ts';
import type { World } from './methods/index.ts';
import { generous, type SlackOptions } from './options.ts';
import { PageServer } from './page-server/server.ts';
import type { Delivery } from './transport/delivery.ts';
import { deliverByHttp } from './transport/http-mode.ts';
import { Rates } from './transport/rates.ts';
import { answerRequest } from './transport/requests.ts';
import { ResponseUrls } from './transport/response-urls.ts';
import { SocketMode } from './transport/socket-mode.ts';
import { WebApi } from './transport/web-api.ts';
import { fileObject } from './workspace/file-object.ts';
import { Files } from './workspace/files.ts';
import { imageFaults } from './workspace/image-files.ts';
import { limits } from './workspace/limits.ts';
import type { Seen } from './workspace/message.ts';
import { defaultPersonas } from './workspace/personas.ts';
import { Triggers } from './workspace/triggers.ts';
import { Views } from './workspace/views.ts';
import { type Change, Workspace } from './workspace/workspace.ts';

/** How to start it, and what runs then. */
export type { EmbeddedSlack } from './embedded.ts';
export type { SlackOptions, Stage } from './options.ts';

type Base = () => string;

/** How payloads travel: signed HTTP to an address, else the links of Socket Mode. */
function deliveryOf({ requestUrl, signingSecret = 'playground', now = Date.now }: SlackOptions, sockets: SocketMode) {
  const deliver: Delivery = (kind, payload, retry) => {
    if (requestUrl === undefined) return sockets.deliver(kind, payload, retry);
    const address = typeof requestUrl === 'string' ? requestUrl : requestUrl();
    return deliverByHttp(address, signingSecret, kind, payload, now(), retry);
  };
  return deliver;
}

/** The workspace, its files and views, and what interactions work on. */
function sceneOf(options: SlackOptions, base: Base) {
  const { now = Date.now, personas = defaultPersonas, processing = 300 } = options;
  const settings = { ...generous, ...options.settings };
  const channels = options.channels ?? [{ id: 'C0COURSE', name: 'netlab-course', shared: true }];
  const workspace = new Workspace(personas, channels, now);
  const files = new Files(now, processing);
  workspace.fileFaults = (blocks) => imageFaults(files, blocks, '/blocks');
  const links = new SocketMode(workspace);
  const scene: Scene = {
    workspace,
    files,
    views: new Views(settings.scopes, (blocks) => imageFaults(files, blocks, '/view/blocks')),
    triggers: new Triggers(now),
    urls: new ResponseUrls(workspace),
    deliver: deliveryOf(options, links),
    settings,
    ackMillis: options.ackMillis ?? limits.ack,
    base,
  };
  return { scene, links };
}

/** The Web API over a scene. */
function apiOf(options: SlackOptions, { workspace, views, triggers, files, settings, base }: Scene, link: Base) {
  const { botToken = 'xoxb-playground', appToken = 'xapp-playground', now = Date.now, groups = null } = options;
  const world: World = { workspace, views, triggers, files, scopes: settings.scopes, groups, base };
  const rates = new Rates(now, options.rateScale ?? Number.POSITIVE_INFINITY);
  const api = new WebApi({ ...world, botToken, appToken, rates, link });
  return { api, guard: { files, workspace, scopes: settings.scopes, botToken } };
}

/** Resolves with the first message that passes a test, now or later. */
function watching(workspace: Workspace) {
  return (test: (message: Seen) => boolean): Promise<Seen> => {
    const there = workspace.messages.find(test);
    if (there) return Promise.resolve(there);
    return new Promise((resolve) => {
      const listener = (change: Change) => {
        if (change.kind !== 'message' || !test(change.message)) return;
        workspace.listeners.delete(listener);
        resolve(change.message);
      };
      workspace.listeners.add(listener);
    });
  };
}

async function listening(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const bound = server.address();
  return `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : port}`;
}

type Acts = Pick<
  EmbeddedSlack,
  'command' | 'upload' | 'click' | 'submit' | 'closeView' | 'deactivate' | 'modals' | 'home'
>;

/** What people do. */
function actsOf(scene: Scene): Acts {
  const { workspace, files, views } = scene;
  return {
    command: (user, channel, text, anyway) => runCommand(scene, user, channel, `/netlab ${text}`, anyway === 'anyway'),
    upload: (user, name, content) => fileObject(scene, files.upload(user, name, Buffer.from(content))),
    click: (clicked) => click(scene, clicked),
    submit: (user, view, state) => submit(scene, user, view, state),
    closeView: (user, view) => closeView(scene, user, view),
    deactivate: (user) => workspace.deactivate(user),
    modals: (user) => views.stack(user),
    home: (user) => views.home(user),
  };
}

/** Starts the embedded Slack on loopback. @throws the error of listening, EADDRINUSE for a taken port */
export async function startSlack(options: SlackOptions = {}): Promise<EmbeddedSlack> {
  let url = '';
  const { scene, links } = sceneOf(options, () => url);
  const { workspace, urls, deliver, settings } = scene;
  const events = new Events(workspace, deliver, settings.events, options.retryScale ?? 1);
  const [openHome, write] = [openingHome(scene, events), saying(scene, events)];
  const page = new PageServer({ scene, openHome, say: write, stage: options.stage ?? null });
  const { api, guard } = apiOf(options, scene, () => url.replace('http', 'ws') + links.ticket());
  const server = createServer((request, response) => answerRequest({ api, urls, guard, page }, request, response));
  server.on('upgrade', (request, socket, head) => links.upgrade(request, socket, head));
  url = await listening(server, options.port ?? 0);
  const close = () => {
    for (const each of [events, links, page]) each.close();
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const { messages, mentions, refusals } = workspace;
  const { calls, failing } = api;
  return {
    ...{ url, apiUrl: `${url}/api/`, messages, mentions, refusals, calls, failing },
    ...actsOf(scene),
    ...{ write, openHome, deliver, close },
    seen: watching(workspace),
    linked: () => links.linked,
    disconnect: (reason, all) => links.disconnect(reason, all),
    deafen: () => links.deafen(),
    spend: () => urls.spend(),
  };
}
