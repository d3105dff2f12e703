import { editVorgaenge } from './edit-vorgaenge.ts';

/** Sets the day on which a Vorgang shall reappear, or clears it; `rev` = the revision that the person saw. Answers how to take it back. */
export function setWiedervorlage(vorgang: string, tag: string | null, rev: number): Promise<() => Promise<void>> {
  return editVorgaenge([{ id: vorgang, rev }], { wiedervorlage: tag });
}
