const endOfDirectory = Buffer.from('PK\x05\x06', 'latin1');
const directoryEntry = Buffer.from('PK\x01\x02', 'latin1');
/** The record and the longest comment behind it (APPNOTE.TXT §4.3.16). */
const longestEnd = 22 + 65_535;

/** How a compound file begins (MS-CFB §2.2): as which word processors write a .docx with a password. */
const compoundHead = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Places of its tables that stand in its head. */
const mostTables = 109;

/** Whether these are the bytes of a compound file. */
export const isCompound = (bytes: Uint8Array): boolean => compoundHead.equals(bytes.subarray(0, compoundHead.length));

/**
 * Does a file end where it says it ends? A ZIP whose directory lies where its last record says, a compound file with every
 * sector that its tables use, a PDF with its end mark; of files
 * that by `name` are neither nobody can tell, so any bytes are.
 */
export function isWhole(bytes: Buffer, name: string): boolean {
  if (!/\.(odt|docx|pdf)(\.weg)?$/i.test(name)) return bytes.length > 0;
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return isWholeZip(bytes);
  if (isCompound(bytes)) return isWholeCompound(bytes);
  const head = bytes.subarray(0, 1024).toString('latin1');
  return head.includes('%PDF-') && bytes.subarray(-2048).toString('latin1').includes('%%EOF');
}

function isWholeZip(bytes: Buffer): boolean {
  const from = Math.max(0, bytes.length - longestEnd);
  for (let at = bytes.lastIndexOf(endOfDirectory); at >= from; at = bytes.lastIndexOf(endOfDirectory, at - 1)) {
    if (at + 22 <= bytes.length && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) {
      const [size, offset] = [bytes.readUInt32LE(at + 12), bytes.readUInt32LE(at + 16)];
      return offset + size <= at && bytes.subarray(offset, offset + 4).equals(directoryEntry);
    }
    if (at === 0) break;
  }
  return false;
}

function isWholeCompound(bytes: Buffer): boolean {
  if (bytes.length < 1024 || bytes.readUInt16LE(30) > 12) return false;
  const sector = 2 ** bytes.readUInt16LE(30);
  const tables = Math.min(bytes.readUInt32LE(44), mostTables);
  for (let n = 0; n < tables; n++) {
    const from = (bytes.readUInt32LE(76 + 4 * n) + 1) * sector;
    if (from + sector > bytes.length) return false;
    for (let at = 0; at < sector / 4; at++) {
      const isUsed = bytes.readUInt32LE(from + 4 * at) !== 0xff_ff_ff_ff;
      if (isUsed && ((n * sector) / 4 + at + 1) * sector >= bytes.length) return false;
    }
  }
  return true;
}
