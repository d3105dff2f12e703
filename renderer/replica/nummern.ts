import { PROFIL_ID, readProfil } from '../../shared/behoerdenprofil.ts';
import type { Nummernblock } from '../../shared/nummern.ts';
import {
  FIRST_NUMBERS,
  formatZeichen,
  isProvisional,
  kreisOfAkten,
  kreisOfVorgaenge,
  parseZeichen,
  provisionalZeichen,
  yearOf,
} from '../../shared/zeichen.ts';
import type { Replica } from './replica.ts';

/** The agency's profile as this device knows it. */
export function profilOf({ tables: { behoerdenprofil } }: Pick<Replica, 'tables'>) {
  const row = behoerdenprofil.row(PROFIL_ID);
  return readProfil(row < 0 ? null : behoerdenprofil.fields(row));
}

/** The Nummernkreis of new Akten of an Aktenplaneinheit at a time. */
export function kreisOfNewAkte(replica: Replica, einheit: string, time: string): string {
  const { aktenplaneinheit } = replica.tables;
  const kennzeichen = aktenplaneinheit.text('kennzeichen', aktenplaneinheit.row(einheit));
  return kreisOfAkten(profilOf(replica), kennzeichen, yearOf(time));
}

/** The Nummernkreis of new Vorgaenge of an Akte. */
export function kreisOfNewVorgang(replica: Replica, akte: string): string {
  const { akte: akten } = replica.tables;
  return kreisOfVorgaenge(profilOf(replica), akten.text('aktenzeichen', akten.row(akte)));
}

/**
 * The final Zeichen for the record with this id, or a provisional one when no number of this device is left (A5, A6). A number
 * is taken once: at once in memory, and for good by the change that bears it.
 */
export function takeZeichen(replica: Replica, kreis: string, id: string): string {
  const nummer = freeNumbers(replica, kreis)[0];
  if (nummer === undefined) return provisionalZeichen(kreis, id);
  replica.takenNumbers.set(kreis, nummer);
  return formatZeichen(kreis, nummer);
}

/** Numbers of a Nummernkreis that this device may still use, lowest first. */
export function freeNumbers(replica: Replica, kreis: string): readonly number[] {
  const used = usedNumber(replica, kreis);
  const own = replica.state.nummern.filter((block) => block.kreis === kreis);
  return [...own, ...firstOfOwnAkte(replica, kreis, own)]
    .flatMap(({ von, bis, naechste }) => Array.from({ length: bis - von + 1 }, (_, i) => von + i).slice(naechste - von))
    .filter((nummer) => !used.has(nummer) && nummer > (replica.takenNumbers.get(kreis) ?? 0))
    .sort((a, b) => a - b);
}

/** Blocks that the server named replace what was known of their Nummernkreise. */
export function keepBlocks(replica: Replica, blocks: readonly Nummernblock[]): Promise<void> {
  const named = new Set(blocks.map(({ kreis }) => kreis));
  return replica.patchState(() => ({
    nummern: [
      ...replica.state.nummern.filter(({ kreis, bis, naechste }) => !named.has(kreis) && naechste <= bis),
      ...blocks,
    ],
  }));
}

/** Notes which numbers are used: the journal lets go of what bears them (R7), and the server says so only when it is asked. */
export async function keepUsed(replica: Replica): Promise<void> {
  const without = (block: Nummernblock): Nummernblock => {
    const own = [...usedNumber(replica, block.kreis)].filter((nummer) => block.von <= nummer && nummer <= block.bis);
    return { ...block, naechste: Math.max(block.naechste, ...own.map((nummer) => nummer + 1)) };
  };
  if (replica.state.nummern.every((block) => without(block).naechste === block.naechste)) return;
  await replica.patchState(() => ({ nummern: replica.state.nummern.map(without) }));
}

/** What the journal knows of: it remembers a change longer than the server takes to say that its number is used. */
function usedNumber({ outbox }: Replica, kreis: string): ReadonlySet<number> {
  const used = new Set<number>();
  for (const { operation } of outbox.values()) {
    const { intent, set } = operation;
    if (intent !== 'create-vorgang' && intent !== 'create-akte') continue;
    const nummer = parseZeichen(kreis, String(set.geschaeftszeichen ?? set.aktenzeichen ?? ''));
    if (nummer !== null) used.add(nummer);
  }
  return used;
}

/** The first numbers of an Akte belong to the device that made it, without asking (A4). */
function firstOfOwnAkte(replica: Replica, kreis: string, own: readonly Nummernblock[]): readonly Nummernblock[] {
  if (own.some(({ von }) => von === 1)) return [];
  const isOwn = [...replica.outbox.values()].some(({ operation, state }) => {
    if (operation.intent !== 'create-akte' || state.kind === 'rejected' || state.kind === 'closed') return false;
    const zeichen = String(operation.set.aktenzeichen);
    return !isProvisional(zeichen) && kreisOfVorgaenge(profilOf(replica), zeichen) === kreis;
  });
  return isOwn ? [{ kreis, von: 1, bis: FIRST_NUMBERS, naechste: 1 }] : [];
}
