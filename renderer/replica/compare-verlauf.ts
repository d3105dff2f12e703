import type { VerlaufZeile } from '../replica-api/dokument-rows.ts';

/**
 * The order of a history: newest first, and the same on every workstation (I7). The clocks of two devices may have said the
 * same moment; then the ids decide, because the order in which the rows reached a device is its own.
 */
export function compareVerlauf(a: Pick<VerlaufZeile, 'id' | 'zeit'>, b: Pick<VerlaufZeile, 'id' | 'zeit'>): number {
  const later = Date.parse(b.zeit) - Date.parse(a.zeit);
  if (later !== 0) return later;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
