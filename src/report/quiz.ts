import type { QuizQuestion } from '../model/quiz.ts';
import type { LeftOut, QuizResult, QuizSheetAnswer, SheetQuestion } from '../model/quiz-answer.ts';
import { codeSpan, escapeMarkdown, linkUrls } from './markdown-escape.ts';
import type { TerminalStyle } from './style.ts';
import { labelledEntry, wrap } from './wrap.ts';

const taskName = ({ task }: QuizQuestion) => (task === null ? 'Theory' : `Task ${task}`);

const leftOutLines = (all: readonly LeftOut[]) => all.map(({ why, count }) => `${count} left out: ${why}.`);

/** The correct answer in words: that of the lesson where it has one, else the choice that the cluster shows. */
function correctAnswer(shows: QuizResult | null): readonly string[] {
  if (shows === null) return [];
  return shows.answer.length > 0 ? shows.answer : [shows.text ?? ''];
}

function questionText({ question, observe, shows }: SheetQuestion, style: TerminalStyle): string {
  const correct = correctAnswer(shows);
  return [
    `${style.strong(`${taskName(question)}, ${question.kind === 'predict' ? 'predict' : 'one step further'}`)}  ${style.faint(question.id)}`,
    ...question.question.map((each) => wrap(each, '  ')),
    ...question.choices.map(({ value, text }) => wrap(`· ${text} (${value})`, '    ')),
    ...(observe === null ? [] : [`      ${style.faint('$')} ${observe}`]),
    ...correct.map((each) => labelledEntry('answer', each)),
    ...(shows?.observation ? [labelledEntry('seen', shows.observation.says)] : []),
    ...(shows?.passage ? [labelledEntry('why', shows.passage.body.join(' '))] : []),
  ].join('\n');
}

/** The questions of the quiz for a terminal. */
export function quizSheetText(
  { namespace, source, readAt, questions, leftOut }: QuizSheetAnswer,
  style: TerminalStyle,
): string {
  const read =
    source === null
      ? 'No cluster was read.'
      : `Read ${readAt} from ${source.kind} ${source.name}; nothing was changed.`;
  return `${[
    [style.strong(`netlab quiz${namespace === null ? '' : ` · ${namespace}`}`), wrap(read, '')].join('\n'),
    ...questions.map((each) => questionText(each, style)),
    ...(leftOut.length > 0
      ? [
          leftOutLines(leftOut)
            .map((each) => wrap(each, ''))
            .join('\n'),
        ]
      : []),
  ].join('\n\n')}\n`;
}

function questionMarkdown({ question, observe, shows }: SheetQuestion): readonly string[] {
  const correct = correctAnswer(shows);
  const lines = [
    ...question.choices.map(({ value, text }) => `- ${codeSpan(value)} ${escapeMarkdown(text)}`),
    ...(observe === null ? [] : [`- to see it: ${codeSpan(observe)}`]),
    ...correct.map((each) => `- **answer**: ${escapeMarkdown(each)}`),
    ...(shows?.observation ? [`- seen: ${escapeMarkdown(shows.observation.says)}`] : []),
    ...(shows?.passage ? [`- why: ${shows.passage.body.join(' ')}`] : []),
  ];
  return [
    `## ${taskName(question)}: ${codeSpan(question.id)}`,
    ...question.question.map(linkUrls),
    ...(lines.length > 0 ? [lines.join('\n')] : []),
  ];
}

/** The questions of the quiz as Markdown; what comes from a cluster stands there literally. */
export function quizSheetMarkdown({ namespace, source, readAt, questions, leftOut }: QuizSheetAnswer): string {
  const read =
    source === null ? [] : [escapeMarkdown(`Read ${readAt} from ${source.kind} ${source.name}; nothing was changed.`)];
  const rest =
    leftOut.length > 0
      ? [
          '## Left out',
          leftOutLines(leftOut)
            .map((each) => `- ${escapeMarkdown(each)}`)
            .join('\n'),
        ]
      : [];
  const title = `# netlab quiz${namespace === null ? '' : `: ${escapeMarkdown(namespace)}`}`;
  return [title, ...read, ...questions.flatMap(questionMarkdown), ...rest].join('\n\n');
}

function questionJson({ question, observe, shows }: SheetQuestion): object {
  const { id, task, kind, question: asks, choices } = question;
  const answer = shows && {
    value: shows.value,
    text: shows.text,
    observed: shows.observation?.says ?? null,
    evidence: shows.observation?.evidence ?? [],
    answer: shows.answer,
    passage: shows.passage?.id ?? null,
  };
  return {
    id,
    task,
    kind,
    fact: question.kind === 'predict' ? question.fact : null,
    question: asks,
    choices,
    observe,
    answer,
  };
}

/** The questions of the quiz as `netlab.quiz/1`. */
export function quizSheetJson({ namespace, source, readAt, questions, leftOut }: QuizSheetAnswer): object {
  return { schema: 'netlab.quiz/1', namespace, source, readAt, questions: questions.map(questionJson), leftOut };
}
