import { type Draft, draftSchema } from '../../shared/draft.ts';
import { queue } from '../queue.ts';
import { readIfThere, replaceFile } from '../vault/atomic-file.ts';
import { seal, unseal } from '../vault/sealed-box.ts';

/** The last draft: one encrypted file, replaced as a whole. */
export interface DraftStore {
  /** Answers after fsync. */
  save(draft: Draft): Promise<void>;
  /** null when there is none or its file is damaged: a draft is help, not a record. */
  read(): Promise<Draft | null>;
}

/** A store in `path` under `key`. */
export function openDraftStore(path: string, key: Uint8Array): DraftStore {
  const inTurn = queue();
  return {
    save: (draft) => inTurn(() => replaceFile(path, seal(key, 'draft', Buffer.from(JSON.stringify(draft))))),
    read: async () => {
      const sealed = await readIfThere(path);
      const plain = sealed && unseal(key, 'draft', sealed);
      return plain ? (draftSchema.safeParse(JSON.parse(plain.toString())).data ?? null) : null;
    },
  };
}
