import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Bearbeitung, bearbeitungSchema } from '../../shared/bearbeitung.ts';
import { AppError } from '../../shared/errors.ts';
import { readIfThere, replaceFile } from '../vault/atomic-file.ts';
import { seal, unseal } from '../vault/sealed-box.ts';

/** What main knows of a Bearbeitung besides what the window sees. */
const keptSchema = bearbeitungSchema.extend({
  /** Where its files lie. */
  folder: z.string(),
  /** SHA-256 of what was last seen in each file. */
  known: z.record(z.string(), z.string()),
  lastN: z.number().int(),
});
export type KeptBearbeitung = z.infer<typeof keptSchema> & Bearbeitung;

/** Drafts that are open outside, and what was saved of them and is no Version yet: encrypted, on disk before anybody hears of it. */
export interface OfficeStore {
  list(): Promise<KeptBearbeitung[]>;
  save(all: readonly KeptBearbeitung[]): Promise<void>;
  keepStand(id: string, n: number, bytes: Uint8Array): Promise<void>;
  /** Throws AppError 'not-found', 'journal-damaged'. */
  readStand(id: string, n: number): Promise<Uint8Array>;
  dropStand(id: string, n: number): Promise<void>;
}

/** A store in `folder` under `key`. */
export async function openOfficeStore(folder: string, key: Uint8Array): Promise<OfficeStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const listFile = path.join(folder, 'list');
  const standFile = (id: string, n: number) => path.join(folder, `${id}-${n}`);
  const context = (id: string, n: number) => `office-stand|${id}|${n}`;
  return {
    list: async () => {
      const sealed = await readIfThere(listFile);
      if (!sealed) return [];
      const plain = unseal(key, 'office-list', sealed);
      const parsed = plain && z.array(keptSchema).safeParse(JSON.parse(plain.toString()));
      if (parsed?.success) return parsed.data;
      // Nobody is kept out by it; what it named stays where it lies.
      await rename(listFile, `${listFile}.torn`);
      return [];
    },
    save: (all) => replaceFile(listFile, seal(key, 'office-list', Buffer.from(JSON.stringify(all)))),
    keepStand: (id, n, bytes) => replaceFile(standFile(id, n), seal(key, context(id, n), bytes)),
    readStand: async (id, n) => {
      const sealed = await readIfThere(standFile(id, n));
      if (!sealed) throw new AppError('not-found');
      const plain = unseal(key, context(id, n), sealed);
      if (!plain) throw new AppError('journal-damaged');
      return plain;
    },
    dropStand: (id, n) => rm(standFile(id, n), { force: true }),
  };
}
