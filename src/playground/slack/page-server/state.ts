import type { InteractionContext } from '../acts/interaction.ts';
import type { PageControls } from '../options.ts';
import type { PostedMessage } from '../workspace/message.ts';
import { isBot, isExternal } from '../workspace/personas.ts';

function withFiles({ files }: InteractionContext, message: PostedMessage): object {
  return { ...message, files: files.of(message.from, message.files).map(({ id, name }) => ({ id, name })) };
}

/** What a person has of the app: who is of another workspace finds it only after it has written to them. */
function ofTheApp({ workspace, views, settings }: InteractionContext, user: string): object {
  const person = workspace.person(user);
  if (person === undefined || isExternal(person)) return { commands: [], direct: workspace.hasDirect(user) };
  return {
    commands: settings.commands,
    direct: true,
    // Absent for an app without a Home tab.
    home: settings.homeTab ? views.home(user) : undefined,
  };
}

/** All that the page shows to one person; of ephemeral messages those after `since`, as a reload loses the others. */
export function pageState(
  {
    interaction,
    pageControls,
  }: { readonly interaction: InteractionContext; readonly pageControls: PageControls | null },
  user: string,
  since: number,
): object {
  const { workspace, views } = interaction;
  const messages = workspace.messages.filter(
    (each, index) => workspace.isVisible(each, user) && (!each.ephemeral || index >= since),
  );
  return {
    me: user,
    personas: workspace.personas.filter((each) => !isBot(each) && !each.deleted),
    channels: workspace.channelsOf(user),
    messages: messages.map((each) => withFiles(interaction, each)),
    ...ofTheApp(interaction, user),
    modal: views.stack(user).at(-1) ?? null,
    depth: views.stack(user).length,
    notice: pageControls?.notice ?? '',
    scenarios: pageControls?.scenarios ?? [],
    scenario: pageControls?.scenario() ?? '',
  };
}
