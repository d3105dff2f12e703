import type { Felder } from '../../shared/akte.ts';
import { recordOfFassung, type Typfassung, typOf } from '../../shared/vorgangstypen/own-typen.ts';
import { readVorgangstyp, type Vorgangstyp } from '../../shared/vorgangstypen/vorgangstyp.ts';
import { profilOf } from './nummern.ts';
import type { Replica } from './replica.ts';

/** The agency's own Vorgangstypen as they are now; one that a newer server knows and this device cannot read is left out. */
export function ownTypen(replica: Replica): readonly Typfassung[] {
  return profilOf(replica).typfassungen.flatMap((fassung) => {
    const typ = loadFassung(replica, fassung);
    return typ ? [{ fassung, typ }] : [];
  });
}

/** The Vorgangstyp of a Vorgang with these fields (A61). */
export function typOfVorgang(replica: Replica, felder: Felder): Vorgangstyp | undefined {
  const { vorgangstyp, typfassung } = felder;
  const angabe = { vorgangstyp: String(vorgangstyp ?? ''), typfassung: String(typfassung ?? '') };
  return typOf(angabe, ownTypen(replica), (fassung) => loadFassung(replica, fassung));
}

/** The Fassung that a Vorgang with this Vorgangstyp is made with from now on; empty: it is none of the agency's own. */
export function fassungOfTitle(replica: Replica, titel: string): string {
  return ownTypen(replica).find(({ typ }) => typ.titel === titel)?.fassung ?? '';
}

function loadFassung({ tables: { behoerdenprofil } }: Replica, fassung: string): Vorgangstyp | null {
  return readVorgangstyp(behoerdenprofil.text('vorgangstyp', behoerdenprofil.row(recordOfFassung(fassung))));
}
