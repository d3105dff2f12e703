import { z } from 'zod';
import { shaSchema } from '../../shared/akte.ts';
import { queue } from '../queue.ts';
import { readIfThere, replaceFile } from '../vault/atomic-file.ts';
import { seal, unseal } from '../vault/sealed-box.ts';

const headSchema = z.strictObject({ seq: z.number().int().nonnegative(), hash: shaSchema });
/** How far the access log reached: number and hash of its last record; 0 and zeros before the first. */
export type Head = z.infer<typeof headSchema>;

/** Where the access log ends, kept outside its file: one encrypted file, replaced as a whole (Z10). */
export interface LogHead {
  /** Answers after fsync; `present` is asked when it is this one's turn. */
  save(present: () => Head): Promise<void>;
  /** null when there is none, or it cannot be read. */
  read(): Promise<Head | null>;
}

/** The head in `path` under `key`. */
export function openLogHead(path: string, key: Uint8Array): LogHead {
  const inTurn = queue();
  let saved: Head | null = null;
  return {
    save: (present) =>
      inTurn(async () => {
        const head = present();
        // What waited behind another one has often been saved with it.
        if (saved?.hash === head.hash) return;
        await replaceFile(path, seal(key, 'zugriffe-ende', Buffer.from(JSON.stringify(head))));
        saved = head;
      }),
    read: async () => {
      const sealed = await readIfThere(path).catch(() => null);
      const plain = sealed && unseal(key, 'zugriffe-ende', sealed);
      return plain ? (headSchema.safeParse(JSON.parse(plain.toString())).data ?? null) : null;
    },
  };
}
