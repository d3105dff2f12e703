import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { mostDraftBytes } from './draft-folder.ts';

/** Largest piece that is given back, bytes. */
const pieceBytes = 2 * 1024 * 1024;

/** Files on their way between window and main, in pieces; each is taken once. */
export interface GivenBytes {
  /** Appends a piece; token null = a new file. Answers its token. Throws AppError 'too-large', 'not-found'. */
  give(token: string | null, bytes: Uint8Array): string;
  /** All of it. Throws AppError 'not-found'. */
  take(token: string): Buffer;
  /** Keeps bytes for the window to fetch. */
  offer(bytes: Uint8Array): { readonly token: string; readonly sizeBytes: number };
  /** A piece from `offset`; with the last one the token ends. Throws AppError 'not-found'. */
  fetch(token: string, offset: number): Uint8Array<ArrayBuffer>;
}

/** No files under way. */
export function makeGivenBytes(): GivenBytes {
  const files = new Map<string, Buffer[]>();
  const offered = new Map<string, Buffer>();
  const newToken = () => randomBytes(16).toString('hex');
  return {
    give(token, bytes) {
      const named = token ?? newToken();
      const pieces = token === null ? [] : files.get(named);
      if (!pieces) throw new AppError('not-found');
      pieces.push(Buffer.from(bytes));
      const total = pieces.reduce((sum, piece) => sum + piece.length, 0);
      if (total > mostDraftBytes) {
        files.delete(named);
        throw new AppError('too-large');
      }
      files.set(named, pieces);
      return named;
    },
    take(token) {
      const pieces = files.get(token);
      if (!pieces) throw new AppError('not-found');
      files.delete(token);
      return Buffer.concat(pieces);
    },
    offer(bytes) {
      const token = newToken();
      offered.set(token, Buffer.from(bytes));
      return { token, sizeBytes: bytes.length };
    },
    fetch(token, offset) {
      const bytes = offered.get(token);
      if (!bytes) throw new AppError('not-found');
      const piece = new Uint8Array(bytes.subarray(offset, offset + pieceBytes));
      if (offset + piece.length >= bytes.length) offered.delete(token);
      return piece;
    },
  };
}
