import { z } from 'zod';

/**
 * An object whose keys may have any name, as labels and data have. zod's own record leaves out `__proto__`; a selector that
 * lost its only key would select everybody.
 */
export function keyedBy<T>(value: z.ZodType<T>, key: z.ZodType<string> = z.string()) {
  return z.unknown().transform((given, context): Readonly<Record<string, T>> => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      context.addIssue({ code: 'invalid_type', expected: 'record', input: given });
      return z.NEVER;
    }
    const pairs = Object.entries(given).flatMap(([name, each]) => {
      const [named, own] = [key.safeParse(name), value.safeParse(each)];
      for (const issue of [...(named.error?.issues ?? []), ...(own.error?.issues ?? [])])
        context.addIssue({ code: 'custom', message: issue.message, path: [name, ...issue.path], input: each });
      return own.success ? [[named.data ?? name, own.data] as const] : [];
    });
    return Object.fromEntries(pairs);
  });
}
