const endOfDirectory = Buffer.from('PK\x05\x06', 'latin1');
const directoryEntry = Buffer.from('PK\x01\x02', 'latin1');
/** The record and the longest comment behind it (APPNOTE.TXT §4.3.16). */
const longestEnd = 22 + 65_535;

/**
 * Does a file end where it says it ends? A ZIP whose directory lies where its last record says, a PDF with its end mark; of files
 * that by `name` are neither nobody can tell, so any bytes are.
 */
export function isWhole(bytes: Buffer, name: string): boolean {
  if (!/\.(odt|docx|pdf)(\.weg)?$/i.test(name)) return bytes.length > 0;
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return isWholeZip(bytes);
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
