import type { Change } from '../../shared/change.ts';

/** The fields that a change touches, each once. */
export function changedFields({ set, add = {}, remove = {} }: Pick<Change, 'set' | 'add' | 'remove'>): string[] {
  return [...new Set([set, add, remove].flatMap(Object.keys))];
}
