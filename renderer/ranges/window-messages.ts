import type { ErrorCode } from '../../shared/errors.ts';
import type { StreamedFile } from './stream-file.ts';

/** Main window to a document's own window: what it shows, once. Both are ours; what is hostile lies in the frame. */
export type ToWindow =
  | {
      readonly type: 'show';
      readonly file: Uint8Array | StreamedFile;
      readonly password: string | null;
      readonly titel: string;
      readonly fassung: number;
      readonly language: 'de' | 'en';
      /** The attributes of the root element that colours go by. */
      readonly theme: Readonly<Record<string, string>>;
    }
  | { readonly type: 'failed'; readonly code: ErrorCode; readonly language: 'de' | 'en' };

/** And back: the person wants to lock. */
export interface FromWindow {
  readonly type: 'lock';
}
