import { createServer, type Server } from 'node:http';
import { clickElement } from './acts/clicks.ts';
import { createMessageWriter, createTabOpener } from './acts/direct-message.ts';
import { EventSender } from './acts/events.ts';
import type { InteractionContext } from './acts/interaction.ts';
import { closeModal as closeView, submitModal } from './acts/modals.ts';
import { typeCommand } from './acts/slash-command.ts';
import type { EmbeddedSlack } from './embedded.ts';
import type { MethodContext } from './methods/method.ts';
import { defaultSettings, type SlackOptions } from './options.ts';
import { PageServer } from './page-server/server.ts';
import type { Delivery } from './transport/delivery.ts';
import { deliverByHttp } from './transport/http-mode.ts';
import { RateLimiter } from './transport/rates.ts';
import { answerRequest } from './transport/requests.ts';
import { ResponseUrls } from './transport/response-urls.ts';
import { SocketMode } from './transport/socket-mode.ts';
import { WebApi } from './transport/web-api.ts';
import { fileObject } from './workspace/file-object.ts';
import { FileStore } from './workspace/files.ts';
import { imageFaults } from './workspace/image-files.ts';
import { limits } from './workspace/limits.ts';
import type { PostedMessage } from './workspace/message.ts';
import { defaultPersonas } from './workspace/personas.ts';
import { deliveredEvents } from './workspace/settings.ts';
import { Triggers } from './workspace/triggers.ts';
import { Views } from './workspace/views.ts';
import { Workspace, type WorkspaceChange } from './workspace/workspace.ts';

type BaseUrl = () => string;

/** How payloads travel: signed HTTP to an address, else the links of Socket Mode. */
function deliveryOf({ requestUrl, signingSecret = 'playground', now = Date.now }: SlackOptions, sockets: SocketMode) {
  const deliver: Delivery = (kind, payload, retry) => {
    if (requestUrl === undefined) return sockets.deliver(kind, payload, retry);
    const address = typeof requestUrl === 'string' ? requestUrl : requestUrl();
    return deliverByHttp(address, signingSecret, kind, payload, now(), retry);
  };
  return deliver;
}

/** What interactions work on, and the links of Socket Mode. */
function interactionContextOf(options: SlackOptions, base: BaseUrl) {
  const { now = Date.now, personas = defaultPersonas, fileProcessingMs = 300 } = options;
  const settings = { ...defaultSettings, ...options.settings };
  const channels = options.channels ?? [{ id: 'C0COURSE', name: 'netlab-course', shared: true }];
  const workspace = new Workspace(personas, channels, now);
  const files = new FileStore(now, fileProcessingMs);
  workspace.fileFaults = (blocks) => imageFaults(files, blocks, '/blocks');
  const links = new SocketMode(workspace);
  const interaction: InteractionContext = {
    workspace,
    files,
    views: new Views(settings.scopes, (blocks) => imageFaults(files, blocks, '/view/blocks')),
    triggers: new Triggers(now),
    urls: new ResponseUrls(workspace),
    deliver: deliveryOf(options, links),
    settings,
    ackTimeoutMs: options.ackTimeoutMs ?? limits.ackMs,
    base,
  };
  return { interaction, links };
}

/** The Web API, and what downloads are judged by. */
function apiOf(
  options: SlackOptions,
  { workspace, views, triggers, files, settings, base }: InteractionContext,
  link: BaseUrl,
) {
  const { botToken = 'xoxb-playground', appToken = 'xapp-playground', now = Date.now, groups = null } = options;
  const context: MethodContext = { workspace, views, triggers, files, scopes: settings.scopes, groups, base };
  const rates = new RateLimiter(now, options.rateScale ?? Number.POSITIVE_INFINITY);
  const api = new WebApi({ ...context, botToken, appToken, rates, link });
  return { api, guard: { files, workspace, scopes: settings.scopes, botToken } };
}

/** Resolves with the first message that passes a test, now or later. */
function createMessageWaiter(workspace: Workspace) {
  return (test: (message: PostedMessage) => boolean): Promise<PostedMessage> => {
    const there = workspace.messages.find(test);
    if (there) return Promise.resolve(there);
    return new Promise((resolve) => {
      const listener = (change: WorkspaceChange) => {
        if (change.kind !== 'message' || !test(change.message)) return;
        workspace.listeners.delete(listener);
        resolve(change.message);
      };
      workspace.listeners.add(listener);
    });
  };
}

async function listenOnLoopback(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const bound = server.address();
  return `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : port}`;
}

type EmbeddedActs = Pick<
  EmbeddedSlack,
  'command' | 'upload' | 'click' | 'submit' | 'closeView' | 'deactivate' | 'modals' | 'home'
>;

/** What a test can do in the place of a person. */
function actsOf(interaction: InteractionContext): EmbeddedActs {
  const { workspace, files, views } = interaction;
  return {
    command: (user, channel, text, anyway) =>
      typeCommand(interaction, user, channel, `/netlab ${text}`, anyway === 'anyway'),
    upload: (user, name, content) => fileObject(interaction, files.upload(user, name, Buffer.from(content))),
    click: (clicked) => clickElement(interaction, clicked),
    submit: (user, view, state) => submitModal(interaction, user, view, state),
    closeView: (user, view) => closeView(interaction, user, view),
    deactivate: (user) => workspace.deactivate(user),
    modals: (user) => views.stack(user),
    home: (user) => views.home(user),
  };
}

/** Starts the embedded Slack on loopback. @throws the error of listening, EADDRINUSE for a taken port */
export async function startSlack(options: SlackOptions = {}): Promise<EmbeddedSlack> {
  let url = '';
  const { interaction, links } = interactionContextOf(options, () => url);
  const { workspace, urls, deliver, settings } = interaction;
  const events = new EventSender(workspace, deliver, deliveredEvents(settings), options.retryScale ?? 1);
  const [openTab, write] = [createTabOpener(interaction, events), createMessageWriter(interaction, events)];
  const page = new PageServer({ interaction, openTab, say: write, pageControls: options.pageControls ?? null });
  const { api, guard } = apiOf(options, interaction, () => url.replace('http', 'ws') + links.ticket());
  const server = createServer((request, response) => answerRequest({ api, urls, guard, page }, request, response));
  server.on('upgrade', (request, socket, head) => links.upgrade(request, socket, head));
  url = await listenOnLoopback(server, options.port ?? 0);
  const close = () => {
    for (const each of [events, links, page]) each.close();
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const { messages, mentions, refusals } = workspace;
  const { calls, failing } = api;
  return {
    ...{ url, apiUrl: `${url}/api/`, messages, mentions, refusals, calls, failing },
    ...actsOf(interaction),
    ...{ write, deliver, close },
    openHome: (user) => openTab(user, 'home'),
    openMessages: (user) => openTab(user, 'messages'),
    waitForMessage: createMessageWaiter(workspace),
    openLinkCount: () => links.openLinkCount,
    disconnect: (reason, all) => links.disconnect(reason, all),
    sendFrame: (frame) => links.sendFrame(frame),
    stopReading: () => links.stopReading(),
    spendResponseUrls: () => urls.spend(),
  };
}
