// A lab without the explanation layer: the engine's tests must pass where that layer is absent.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lessonOf } from '../../src/exercise/lesson.ts';
import type { Lab } from '../../src/model/lab.ts';
import { terrainOf } from '../../src/network/policy/terrain.ts';

const folder = join(import.meta.dirname, '../../src/exercise/azure-cni');

/** The lesson that comes with netlab. */
export const lesson = lessonOf(
  readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
);

/** A lab over any way to observe, whose explanations are empty. */
export function bareLab(observe: Lab['observe'], rest: Partial<Lab> = {}): Lab {
  const silent = async () => ({ by: 'handbook', passages: [] }) as const;
  return {
    lesson,
    namespacePattern: '',
    find: async () => null,
    observe,
    survey: async ({ namespaces: [namespace = ''] }) => terrainOf(await observe(namespace)),
    people: async () => [],
    courseChannel: null,
    broadcasts: {
      begin: async () => true,
      mark: async () => undefined,
      end: async () => undefined,
      unfinished: async () => [],
    },
    mint: () => ({ id: 'an-id', at: '2026-11-24T16:40:00.000Z' }),
    parts: () => [],
    explain: silent,
    ask: silent,
    note: () => undefined,
    ...rest,
  };
}
