const LARGEST = 2 ** 32 - 1;

/** Numbers as bytes: whole ones in as few as the largest needs, others in eight. The first byte says how many each takes. */
export function narrow(values: Uint32Array | Float64Array): Uint8Array<ArrayBuffer> {
  const array = narrowest(values);
  const bytes = new Uint8Array(1 + array.byteLength);
  bytes[0] = array.BYTES_PER_ELEMENT;
  bytes.set(new Uint8Array(array.buffer), 1);
  return bytes;
}

/** The inverse of {@link narrow}; numbers of one byte are not copied. */
export function widen(bytes: Uint8Array<ArrayBuffer>): Uint8Array | Uint16Array | Uint32Array | Float64Array {
  if (bytes[0] === 1) return bytes.subarray(1);
  const { buffer } = bytes.slice(1);
  if (bytes[0] === 2) return new Uint16Array(buffer);
  return bytes[0] === 4 ? new Uint32Array(buffer) : new Float64Array(buffer);
}

function narrowest(values: Uint32Array | Float64Array) {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value < 0 || value > LARGEST || value !== Math.trunc(value)) return new Float64Array(values);
    if (value > most) most = value;
  }
  if (most < 2 ** 8) return new Uint8Array(values);
  return most < 2 ** 16 ? new Uint16Array(values) : new Uint32Array(values);
}
