import { type SignatureLook, signatureLookSchema } from '../../shared/bridge.ts';
import { markLines } from '../../shared/pdf/pdf-types.ts';
import { queue } from '../queue.ts';
import { readIfThere, replaceFile } from '../vault/atomic-file.ts';
import { seal, unseal } from '../vault/sealed-box.ts';

/** How the person's signatures look: one encrypted file, replaced as a whole. */
export interface LookStore {
  /** Answers after fsync. */
  save(look: SignatureLook): Promise<void>;
  /** The usual look when there is none or its file is damaged. */
  read(): Promise<SignatureLook>;
}

const usual: SignatureLook = { reason: '', location: '', lines: [...markLines], image: null };

/** A store in `path` under `key`. */
export function openLookStore(path: string, key: Uint8Array): LookStore {
  const inTurn = queue();
  return {
    save: (look) =>
      inTurn(() => {
        const image = look.image && Buffer.from(look.image).toString('base64');
        return replaceFile(path, seal(key, 'look', Buffer.from(JSON.stringify({ ...look, image }))));
      }),
    read: async () => {
      const sealed = await readIfThere(path);
      const plain = sealed && unseal(key, 'look', sealed);
      return plain ? (parse(plain.toString()) ?? usual) : usual;
    },
  };
}

function parse(text: string): SignatureLook | undefined {
  const { image, ...rest } = JSON.parse(text) as { readonly image: string | null };
  const bytes = image === null ? null : new Uint8Array(Buffer.from(image, 'base64'));
  return signatureLookSchema.safeParse({ ...rest, image: bytes }).data;
}
