import type { Ort } from '../../shared/frist/feiertage.ts';
import { gemeindenOf, isLand } from '../../shared/frist/laender.ts';
import { setDraft, useDrafts } from './drafts.ts';

const key = 'frist:ort';

/** The Land and kind of Gemeinde that the last Frist on this device was computed for; null for the first one. */
export function useFristOrt(): Ort | null {
  const kept = useDrafts((state) => state.fields[key]) ?? '';
  const [land = '', gemeinde = ''] = kept.split('/');
  if (!isLand(land)) return null;
  return { land, gemeinde: gemeindenOf(land).find((one) => one === gemeinde) ?? null };
}

/** Keeps the place for the next Frist and the calendar. */
export function rememberFristOrt({ land, gemeinde }: Ort): void {
  setDraft(key, `${land}/${gemeinde ?? ''}`);
}
