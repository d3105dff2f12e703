import { type SavedFilter, savedFiltersSchema } from '../../shared/saved-filter.ts';
import { queue } from '../queue.ts';
import { readIfThere, replaceFile } from '../vault/atomic-file.ts';
import { seal, unseal } from '../vault/sealed-box.ts';

/** The filters that the person keeps: one encrypted file, replaced as a whole. */
export interface FilterStore {
  /** Answers after fsync. */
  save(filters: readonly SavedFilter[]): Promise<void>;
  /** Empty when there are none or their file is damaged: a filter is help, not a record. */
  read(): Promise<SavedFilter[]>;
}

/** A store in `path` under `key`. */
export function openFilterStore(path: string, key: Uint8Array): FilterStore {
  const inTurn = queue();
  return {
    save: (filters) => inTurn(() => replaceFile(path, seal(key, 'filters', Buffer.from(JSON.stringify(filters))))),
    read: async () => {
      const sealed = await readIfThere(path);
      const plain = sealed && unseal(key, 'filters', sealed);
      return plain ? (savedFiltersSchema.safeParse(JSON.parse(plain.toString())).data ?? []) : [];
    },
  };
}
