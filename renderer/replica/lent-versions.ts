import { AppError } from '../../shared/errors.ts';
import { lendFile } from '../ranges/lend-file.ts';
import { streamFile } from '../ranges/stream-file.ts';
import type { Commands } from '../replica-api.ts';
import type { OpenBlob } from './open-blob.ts';

/** Versionen that other workers and pages of this window read in ranges; their keys stay here, each until it is given back. */
export class LentVersions {
  readonly #files = new Map<number, { readonly file: OpenBlob; takeBack(): void }>();
  #last = 0;

  /** Lends an opened Version. */
  lend(file: OpenBlob): Commands['lendVersion']['output'] {
    const id = ++this.#last;
    const { lent, takeBack } = lendFile(file);
    this.#files.set(id, { file, takeBack });
    return { id, sha: file.sha, ...lent };
  }

  /** The same for a page, which cannot share memory with this worker. */
  stream(file: OpenBlob): Commands['streamVersion']['output'] {
    const id = ++this.#last;
    const { streamed, takeBack } = streamFile(file);
    this.#files.set(id, { file, takeBack });
    return { id, sha: file.sha, ...streamed };
  }

  /** Throws AppError 'input-invalid' when it was given back. */
  get(id: number): OpenBlob {
    const lent = this.#files.get(id);
    if (!lent) throw new AppError('input-invalid');
    return lent.file;
  }

  giveBack(id: number): void {
    this.#files.get(id)?.takeBack();
    this.#files.delete(id);
  }
}
