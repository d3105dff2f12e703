import { type PackList, packListSchema } from '../../shared/pack-list.ts';
import { queue } from '../queue.ts';
import { readIfThere, replaceFile } from '../vault/atomic-file.ts';
import { seal, unseal } from '../vault/sealed-box.ts';

/** What the person takes along: one encrypted file, replaced as a whole. */
export interface PackStore {
  /** Answers after fsync. */
  save(list: PackList): Promise<void>;
  /** Null when there is none or its file is damaged: nothing is lost by packing again. */
  load(): Promise<PackList | null>;
}

/** A store in `path` under `key`. */
export function openPackStore(path: string, key: Uint8Array): PackStore {
  const inTurn = queue();
  return {
    save: (list) => inTurn(() => replaceFile(path, seal(key, 'packed', Buffer.from(JSON.stringify(list))))),
    load: () =>
      inTurn(async () => {
        const sealed = await readIfThere(path);
        const plain = sealed && unseal(key, 'packed', sealed);
        return plain ? (packListSchema.safeParse(JSON.parse(plain.toString())).data ?? null) : null;
      }),
  };
}
