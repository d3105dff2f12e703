import { utf8ToBytes } from '@noble/hashes/utils.js';
import { latin1Bytes } from '../file/objects.ts';

// PDFDocEncoding (ISO 32000-2 annex D.3) from 0x80 on; below and from 0xa1 it is Latin-1.
const upper = '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u009f€';
const longestBytes = 127;

/**
 * The bytes that a password may stand for, the likely ones first: PDFDocEncoding in revisions 2 to 4, UTF-8 of the compatible
 * composition in 5 and 6 (§7.6.4.3); programs that took another encoding are known, so the other spellings follow.
 */
export function passwordBytes(password: string, revision: number): Uint8Array[] {
  const unicode = [utf8ToBytes(password.normalize('NFKC')), utf8ToBytes(password)];
  const spellings = revision >= 5 ? unicode : [...pdfDocBytes(password), ...unicode.slice(1)];
  const cut = spellings.map((bytes) => bytes.subarray(0, longestBytes));
  return cut.filter((bytes, index) => cut.findIndex((other) => String(other) === String(bytes)) === index);
}

function pdfDocBytes(password: string): Uint8Array[] {
  const codes = [...password].map((sign) => {
    const special = upper.indexOf(sign);
    return special >= 0 ? 0x80 + special : (sign.codePointAt(0) ?? 256);
  });
  return codes.every((code) => code < 256) ? [latin1Bytes(String.fromCharCode(...codes))] : [];
}
