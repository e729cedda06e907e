import { builtInUsers } from '../workspace/personas.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Escapes as `should_escape` does: mentions, channels and links in angle brackets, the three characters as entities. */
export function escapeCommand(text: string, { personas, channels }: Pick<Workspace, 'personas' | 'channels'>): string {
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return plain
    .replaceAll(/@([a-z0-9._-]+)/gu, (whole, name: string) => {
      const found = [...personas, ...builtInUsers].find((each) => each.name === name);
      return found ? `<@${found.id}>` : whole;
    })
    .replaceAll(/#([a-z0-9_-]+)/gu, (whole, name: string) => {
      const found = channels.find((each) => each.name === name);
      return found ? `<#${found.id}|${found.name}>` : whole;
    })
    .replaceAll(/https?:\/\/\S+/gu, '<$&>');
}
