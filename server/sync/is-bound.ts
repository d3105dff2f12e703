/**
 * A legal act binds to bytes that the server has as a Version in that very Akte (S16, I10): `holders` are the Akten of the
 * Versionen with the hash that the act names, `akte` is the one it is about.
 */
export function isBound(akte: string | null, holders: readonly (string | null)[]): boolean {
  return akte !== null && holders.includes(akte);
}
