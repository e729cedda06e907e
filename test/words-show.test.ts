import { expect, test } from 'vitest';
import { problemTable } from '../src/commands/walk/problem-table.ts';
import { docMarkdown } from '../src/report/markdown.ts';
import { plainStyle } from '../src/report/style.ts';
import { docText } from '../src/report/text.ts';
import { answerDoc } from '../src/words/index.ts';
import { dispatch } from './support/dispatch.ts';
import { inside } from './support/lab.ts';
import { walkLab } from './support/walk-lab.ts';

test('x', async () => {
  const { lab, state } = walkLab();
  const say = async (text: string) => {
    const out = await dispatch(text, inside('U0ALICE'), lab);
    console.log(
      `>>> ${text}\n` +
        docText(answerDoc(out.answer, 'slack'), plainStyle, true) +
        '\n[' +
        (out.next ?? []).map((n) => n.label + ' = ' + n.command).join('] [') +
        ']\n' +
        JSON.stringify(out.menu ?? null),
    );
    return out;
  };
  state.world = 0;
  await say('walk');
  state.world = 1;
  await say('walk');
  await say('walk no-egress');
  await say('walk saw 1');
  await say('walk rule');
  await say('walk saw 2');
  await say('walk saw 3');
  await say('walk saw 1');
  await say('walk done');
  state.world = 0;
  await say('walk done');
  await say('walk fails');
  await say('walk no-egress');
  state.world = 1;
  await say('walk done');
  state.world = 0;
  await say('walk done');
  await say('walk works');
  state.refuse = ['systemPods', 'daemonSets', 'networkmonitor'];
  await say('walk');
  expect(1).toBe(1);
});
