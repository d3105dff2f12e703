const encoder = new TextEncoder();

/** Bytes that are written one after the other into an array that grows. */
export class GrowingBytes {
  /** What was written is in front; another array after {@link reserve}. */
  bytes: Uint8Array<ArrayBuffer>;
  used = 0;

  constructor(size = 4_096) {
    this.bytes = new Uint8Array(size);
  }

  /** Makes room for as many more. */
  reserve(more: number): void {
    if (this.used + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.used + more, Math.ceil(this.bytes.length * 1.5)));
    larger.set(this.bytes.subarray(0, this.used));
    this.bytes = larger;
  }

  addByte(byte: number): void {
    this.reserve(1);
    this.bytes[this.used++] = byte;
  }

  add(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.used);
    this.used += bytes.length;
  }

  /** Text as UTF-8. For the short texts of a list this costs a fraction of a call to the encoder. */
  addText(text: string): void {
    this.reserve(text.length * 3);
    const { bytes } = this;
    let end = this.used;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) bytes[end++] = unit;
      else if (unit < 0x800) {
        bytes[end++] = 0xc0 | (unit >> 6);
        bytes[end++] = 0x80 | (unit & 0x3f);
      } else {
        this.used += encoder.encodeInto(text, bytes.subarray(this.used)).written;
        return;
      }
    }
    this.used = end;
  }
}
