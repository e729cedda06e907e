import { z } from 'zod';
import { anchorPattern, namespacePatternFault } from './model/namespace-pattern.ts';
import { Trouble } from './model/trouble.ts';

/** The configuration that the environment gives, with the defaults filled in. */
export type Config = {
  readonly slack: {
    readonly botToken: string | null;
    readonly appToken: string | null;
    readonly signingSecret: string | null;
    readonly apiUrl: string | null;
  };
  /** Slack user ids of instructors. */
  readonly instructors: readonly string[];
  /** User groups whose members are instructors. */
  readonly groups: readonly string[];
  readonly roster: string | null;
  /** How a student gets a namespace: an instructor approves, or the first claim wins. */
  readonly joining: 'approve' | 'open';
  /** How many students share a namespace. */
  readonly sharing: 1 | 2;
  /** A PostgreSQL server; null for the embedded database under `data`. */
  readonly databaseUrl: string | null;
  /** After how many days check results, audit lines and broadcasts are deleted. */
  readonly retentionDays: number;
  /** The id of the course channel. */
  readonly courseChannel: string | null;
  /** The folder for what must survive a restart. */
  readonly data: string;
  /** Namespaces that students may have, as a regular expression's source for whole names. */
  readonly namespacePattern: string;
  readonly kubeconfig: string | null;
  readonly context: string | null;
  /** For a program that the kubeconfig names. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exercise: string | null;
  /** The language model that chooses passages; null when off. `perDay` is in requests. */
  readonly tutor: {
    readonly apiKey: string;
    readonly baseURL: string;
    readonly model: string;
    readonly replyTimeoutMs: number;
    readonly perDay: number;
  } | null;
  readonly port: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly colour: boolean;
};

const text = z.string().trim().min(1).nullable().catch(null);

const namespacePattern = z
  .string()
  .refine((source) => namespacePatternFault(source) === null, {
    error: ({ input }) => namespacePatternFault(String(input)) ?? '',
  })
  .transform(anchorPattern);

const noInstructors =
  'must be Slack user ids such as U012ABCDEF or user groups such as S012ABCDEF, separated by commas';

// A fault names the variable and never its value, which may be a token.
const schema = z.object({
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must start with xoxb-').optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'must start with xapp-').optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/u, error: 'must be an http(s) URL' }).optional(),
  NETLAB_INSTRUCTORS: z
    .string()
    .transform((ids) => ids.split(/[\s,]+/u).filter((id) => id !== ''))
    .pipe(z.array(z.string().regex(/^[UWS][A-Z0-9]+$/u, noInstructors)))
    .optional(),
  NETLAB_ROSTER: text.optional(),
  NETLAB_COURSE_CHANNEL: z
    .string()
    .regex(/^[CG][A-Z0-9]+$/u, 'must be a channel id such as C012ABCDEF')
    .optional(),
  NETLAB_DATA: text.optional(),
  NETLAB_JOIN: z.enum(['approve', 'open'], 'must be approve or open').optional(),
  NETLAB_PAIRS: z.enum(['on', 'off'], 'must be on or off').optional(),
  NETLAB_RETENTION_DAYS: z.coerce.number('must be a number of days').int().min(1).max(3650).optional(),
  DATABASE_URL: z
    .url({ protocol: /^postgres(?:ql)?$/u, error: 'must be a URL such as postgres://user:password@host/netlab' })
    .optional(),
  NETLAB_NAMESPACE_PATTERN: namespacePattern.optional(),
  NETLAB_TUTOR: z
    .enum(['off', 'select'], {
      error: ({ input }) =>
        input === 'compose' ? 'no longer knows compose: use select or off' : 'must be off or select',
    })
    .optional(),
  NETLAB_TUTOR_CALLS: z.coerce.number('must be a number of requests a day').int().min(1).optional(),
  NETLAB_TUTOR_MODEL: text.optional(),
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/u, error: 'must be an http(s) URL' }).optional(),
  PORT: z.coerce.number('must be a port number').int().min(0).max(65535).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error').optional(),
});

/** What the terminal's commands need: a `PORT` that is there for another program must not stop them. */
export type TerminalConfig = Pick<Config, 'kubeconfig' | 'context' | 'environment' | 'exercise' | 'colour'> & {
  /** Tells the person something beside the answer: a line on stderr. */
  readonly warn?: (sentence: string) => void;
};

/** Reads the terminal's part of the environment, in which nothing can be wrong. */
export function parseTerminalConfig(environment: Readonly<Record<string, string | undefined>>): TerminalConfig {
  const env = nonEmpty(environment);
  return {
    kubeconfig: env.KUBECONFIG ?? null,
    context: env.NETLAB_CONTEXT ?? null,
    environment,
    exercise: env.NETLAB_EXERCISE ?? null,
    colour: env.NO_COLOR === undefined,
  };
}

/** The environment without variables that are empty or blank: those count as not set. */
function nonEmpty(environment: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}

/** The variables of the tutor. */
export const tutorVariables = [
  'NETLAB_TUTOR',
  'NETLAB_TUTOR_CALLS',
  'NETLAB_TUTOR_MODEL',
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
] as const satisfies readonly (keyof typeof schema.shape)[];

type TutorEnvironment = Pick<z.output<typeof schema>, (typeof tutorVariables)[number]>;

/** 60 s for a model on private machines, which answers slowly, else 20 s. */
function replyTimeoutMsFor(baseURL: string): number {
  const { hostname } = new URL(baseURL);
  const isPrivate =
    /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[|[^.]+$)|\.(?:local|internal|svc|lan)$/u;
  return isPrivate.test(hostname) ? 60_000 : 20_000;
}

/** `select` when a key is set, else off. The model has no default: names change faster than this file. */
function tutorOf({
  NETLAB_TUTOR: mode,
  NETLAB_TUTOR_MODEL: model,
  OPENAI_API_KEY: apiKey,
  OPENAI_BASE_URL: url,
  NETLAB_TUTOR_CALLS: perDay = 2000,
}: TutorEnvironment): Config['tutor'] {
  if (mode === 'off' || (mode === undefined && !apiKey)) return null;
  if (!apiKey)
    throw new Trouble('bad-config', {
      what: `NETLAB_TUTOR=${mode} needs OPENAI_API_KEY; a server of your own takes any value`,
    });
  if (!model)
    throw new Trouble('bad-config', {
      what: 'OPENAI_API_KEY is set: name the model in NETLAB_TUTOR_MODEL, or set NETLAB_TUTOR=off',
    });
  const baseURL = url ?? 'https://api.openai.com/v1';
  return { apiKey, model, baseURL, replyTimeoutMs: replyTimeoutMsFor(baseURL), perDay };
}

/** Reads the whole environment. @throws Trouble `bad-config` that names every fault at once, each in a line of its own */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = schema.safeParse(nonEmpty(environment));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
    throw new Trouble('bad-config', { what: [...new Set(faults)].join('\n') });
  }
  const env = parsed.data;
  return {
    slack: {
      botToken: env.SLACK_BOT_TOKEN ?? null,
      appToken: env.SLACK_APP_TOKEN ?? null,
      signingSecret: env.SLACK_SIGNING_SECRET ?? null,
      apiUrl: env.SLACK_API_URL ?? null,
    },
    instructors: (env.NETLAB_INSTRUCTORS ?? []).filter((id) => !id.startsWith('S')),
    groups: (env.NETLAB_INSTRUCTORS ?? []).filter((id) => id.startsWith('S')),
    joining: env.NETLAB_JOIN ?? 'approve',
    sharing: env.NETLAB_PAIRS === 'on' ? 2 : 1,
    databaseUrl: env.DATABASE_URL ?? null,
    retentionDays: env.NETLAB_RETENTION_DAYS ?? 180,
    roster: env.NETLAB_ROSTER ?? null,
    courseChannel: env.NETLAB_COURSE_CHANNEL ?? null,
    data: env.NETLAB_DATA ?? '.netlab',
    namespacePattern: env.NETLAB_NAMESPACE_PATTERN ?? anchorPattern('student-[a-z0-9-]+'),
    ...parseTerminalConfig(environment),
    tutor: tutorOf(env),
    port: env.PORT ?? 8080,
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}
