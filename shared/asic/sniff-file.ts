import { errorCode } from '../errors.ts';
import { isMail } from '../mail/is-mail.ts';
import { isMsg } from '../mail/is-msg.ts';
import { latin1Text } from '../pdf/file/objects.ts';
import { enclosedContent } from '../pdf/validate/check-detached.ts';
import { isTiff } from '../tiff/tiff-fields.ts';

/** What a file is by its first bytes: `container` ASiC, `enveloping` a CMS around its document, `detached` one beside it, `mail` RFC 5322 or Outlook's. */
export type FileKind = 'pdf' | 'container' | 'enveloping' | 'detached' | 'mail' | 'tiff' | 'other';

/** Tells what kind of file the bytes are; names and endings say nothing reliable. */
export function sniffFile(bytes: Uint8Array): FileKind {
  const [p, k, three, four] = bytes;
  if (p === 0x50 && k === 0x4b && three === 3 && four === 4) return 'container';
  if (isTiff(bytes)) return 'tiff';
  if (isMsg(bytes)) return 'mail';
  try {
    return enclosedContent(bytes) === undefined ? 'detached' : 'enveloping';
  } catch (error) {
    if (errorCode(error) !== 'certificate-damaged') throw error;
    if (isMail(bytes)) return 'mail';
    // Last, because an envelope may well hold a PDF near its beginning.
    return latin1Text(bytes.subarray(0, 1024)).includes('%PDF-') ? 'pdf' : 'other';
  }
}
