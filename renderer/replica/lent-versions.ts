import { AppError } from '../../shared/errors.ts';
import { lendFile } from '../lend-file.ts';
import type { Commands } from '../replica-api.ts';
import type { OpenBlob } from './open-blob.ts';

/** Versionen that other workers of this window read in ranges; their keys stay here, each until it is given back. */
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
