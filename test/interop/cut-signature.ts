/** One signature as any program would cut it out: the bytes it covers and its CMS, in DER. */
export type CutSignature = { readonly signedBytes: Buffer; readonly cms: Buffer };

/** Cuts every signature out of a file by its /ByteRange alone, in the order of the file; none of our parsers helps. */
export function cutSignatures(file: Buffer): CutSignature[] {
  const ranges = file.toString('latin1').matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g);
  return [...ranges].map(([, ...numbers]) => {
    const [start = 0, length = 0, restStart = 0, restLength = 0] = numbers.map(Number);
    const hex = file.subarray(start + length, restStart).toString('latin1');
    const padded = Buffer.from(hex.slice(1, -1), 'hex');
    return {
      signedBytes: Buffer.concat([
        file.subarray(start, start + length),
        file.subarray(restStart, restStart + restLength),
      ]),
      cms: padded.subarray(0, derLength(padded)),
    };
  });
}

/** Length of the outermost DER element, header included; what follows it is padding. */
function derLength(bytes: Buffer): number {
  const first = bytes[1] ?? 0;
  if (first < 0x80) return 2 + first;
  const size = first & 0x7f;
  return 2 + size + bytes.readUIntBE(2, size);
}
