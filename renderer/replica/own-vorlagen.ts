import { readBaustein, readVorlage, recordOfBaustein, recordOfVorlage } from '../../shared/vorlagen/own-vorlagen.ts';
import { readVorlagen } from '../../shared/vorlagen/read-vorlagen.ts';
import type { Textbaustein, Vorlage } from '../../shared/vorlagen/vorlage.ts';
import { profilOf } from './nummern.ts';
import type { Replica } from './replica.ts';

/** The agency's own Vorlagen as they are now; one that a newer server knows and this device cannot read is left out. */
export function ownVorlagen(replica: Replica): readonly Vorlage[] {
  const { vorlagefassungen, vorlagen } = profilOf(replica);
  const { behoerdenprofil } = replica.tables;
  const kept = vorlagefassungen.flatMap(
    (fassung) => readVorlage(behoerdenprofil.text('vorlage', behoerdenprofil.row(recordOfVorlage(fassung)))) ?? [],
  );
  return [...kept, ...readVorlagen(vorlagen)];
}

/** The agency's own Textbausteine, likewise. */
export function ownBausteine(replica: Replica): readonly Textbaustein[] {
  const { behoerdenprofil } = replica.tables;
  return profilOf(replica).bausteinfassungen.flatMap(
    (fassung) => readBaustein(behoerdenprofil.text('baustein', behoerdenprofil.row(recordOfBaustein(fassung)))) ?? [],
  );
}
