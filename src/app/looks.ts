import { type KeptLook, keptLookMs, type LookBook } from '../model/look.ts';

/** So many namespaces are remembered, the oldest look goes first. */
const mostLooks = 500;

/** An empty book of looks. */
export function createLookBook(): LookBook {
  const looks = new Map<string, KeptLook>();
  return {
    keep: (look) => {
      looks.delete(look.namespace);
      looks.set(look.namespace, look);
      const [oldest] = looks.keys();
      if (looks.size > mostLooks && oldest !== undefined) looks.delete(oldest);
    },
    find: (namespace, at) => {
      const look = looks.get(namespace);
      const ageMs = look === undefined ? Number.NaN : Date.parse(at) - Date.parse(look.readAt);
      return look !== undefined && ageMs >= 0 && ageMs < keptLookMs ? look : null;
    },
    forget: (namespace) => {
      looks.delete(namespace);
    },
  };
}
