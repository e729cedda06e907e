import type { HelpAnswer, HelpLine } from '../model/answer.ts';
import type { Doc, DocPart, Medium } from '../model/doc.ts';
import { boldRun, commandRun, createDoc, listPart, paragraphPart, textRun } from './runs.ts';

const commandList = (lines: readonly HelpLine[]): DocPart =>
  listPart(lines.map(({ usage, purpose }) => [commandRun(usage), textRun(` ${purpose}`)]));

/** Topics are chosen from a list below; the terminal has commands instead. */
function topicsDoc({ lines, note }: HelpAnswer, medium: Medium): Doc {
  const titles = paragraphPart(textRun(lines.map(({ purpose }) => purpose).join(' · ')));
  return createDoc([boldRun(note)], [medium === 'slack' ? titles : commandList(lines)]);
}

/** The common problems, one of which a question to the instructor begins with. */
function problemsDoc({ lines, note }: HelpAnswer, medium: Medium): Doc {
  const titles: DocPart = { part: 'choices', options: lines.map(({ purpose }) => purpose) };
  return createDoc([boldRun(note)], [medium === 'slack' ? titles : commandList(lines)], {
    smallPrint: [[textRun('Press it, and I ask. They get what I see in your cluster, and their answer comes to you.')]],
  });
}

/** The answer to `help`: what most people want, and every command one press away; a short list stands there whole. */
export function helpDoc(answer: HelpAnswer, medium: Medium): Doc {
  const { lines, note, wishes, about } = answer;
  if (about === 'topics') return topicsDoc(answer, medium);
  if (about === 'problems') return problemsDoc(answer, medium);
  if (wishes === undefined || medium === 'terminal') return createDoc([boldRun(note)], [commandList(lines)]);
  const wanted = wishes.map(({ usage, purpose }) => [textRun(`… ${purpose}: `), commandRun(usage)]);
  return createDoc([boldRun('I want to …')], [listPart(wanted)], {
    smallPrint: [[textRun(note)]],
    details: [{ title: 'All commands', parts: [commandList(lines)] }],
    detailsLabel: 'All commands',
  });
}
