import { setDraft, useDrafts } from './drafts.ts';

/** What the last stamp of a kind got beyond facts, by field name. */
type Values = Readonly<Record<string, string>>;

/** `place`: lower left corner on a page as displayed, in PDF points; pages from 0. */
export interface RememberedStamp {
  readonly place: { readonly pageIndex: number; readonly x: number; readonly y: number };
  readonly values: Values;
}

const keyOf = (kind: string) => `stempel:${kind}`;

/** What the last stamp of this kind on this device got: its place and values; null for the first one. */
export function rememberedStamp(kind: string): RememberedStamp | null {
  const kept = useDrafts.getState().fields[keyOf(kind)];
  if (kept === undefined) return null;
  try {
    return JSON.parse(kept) as RememberedStamp;
  } catch {
    return null;
  }
}

/** Keeps place and values for the next one of this kind: encrypted with the drafts, so they outlive lock and restart. */
export function rememberStamp(kind: string, remembered: RememberedStamp): void {
  setDraft(keyOf(kind), JSON.stringify(remembered));
}
