/** Every runtime has it; the compiler's library for shared code, which knows neither browser nor Node, does not. */
type Decoder = new (label: string, options: { readonly fatal: boolean }) => { decode(bytes: Uint8Array): string };
const { TextDecoder } = globalThis as unknown as { readonly TextDecoder: Decoder };

/** The text of UTF-8 bytes, without byte order mark; null for bytes that are none. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
