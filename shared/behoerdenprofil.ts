import type { Felder, vertraulichkeitsstufen } from './akte.ts';
import { vorgangstypen } from './vorgangstypen/all-vorgangstypen.ts';
import { presentTypen, type Typfassung } from './vorgangstypen/own-typen.ts';
import type { Vorgangstyp } from './vorgangstypen/vorgangstyp.ts';
import type { Zeichenregeln } from './zeichen.ts';

/** The one record of the kind: what an agency has decided for all its workstations (docs/spec/akte.md A13-A15). */
export const PROFIL_ID = 'profil';

/** An agency's profile. */
export interface Behoerdenprofil extends Zeichenregeln {
  /** As letters and stamps name the agency. */
  readonly name: string;
  /** Amtlicher Gemeindeschluessel, eight digits; empty: none. */
  readonly gemeinde: string;
  /** Land by its two letters (ISO 3166-2:DE), empty: none; Feiertage follow it. */
  readonly land: string;
  /** Ids of the Vorgangstypen that are offered, in this order. */
  readonly vorgangstypen: readonly string[];
  /** The highest Vertraulichkeit that may be entered here. */
  readonly vertraulichkeitBis: string;
  /** Templates as JSON in one field, as profiles said them before Fassungen (shared/vorlagen/read-vorlagen.ts); empty: none. */
  readonly vorlagen: string;
  /** Name and edition of the Aktenplan; empty: not said. */
  readonly aktenplan: string;
  /** Lines at the head of what the agency writes. */
  readonly briefkopf: readonly string[];
  /** A PNG in base64; empty: none. */
  readonly logo: string;
  /** What it shows, for those who do not see it; empty: not said. */
  readonly logoText: string;
  /** Its own Vorgangstypen as they are now, each as `id:number` (shared/vorgangstypen/own-typen.ts). */
  readonly typfassungen: readonly string[];
  /** Its own Vorlagen and Textbausteine, likewise (shared/vorlagen/own-vorlagen.ts). */
  readonly vorlagefassungen: readonly string[];
  readonly bausteinfassungen: readonly string[];
}

/** What holds where an agency has no profile yet. */
export const defaultProfil: Behoerdenprofil = {
  name: '',
  gemeinde: '',
  land: '',
  aktenzeichen: '{plan}.{nnn}/{jahr}',
  geschaeftszeichen: '{akte}-{n}',
  vorgangstypen: vorgangstypen.map(({ id }) => id),
  vertraulichkeitBis: '002',
  vorlagen: '',
  aktenplan: '',
  briefkopf: [],
  logo: '',
  logoText: '',
  typfassungen: [],
  vorlagefassungen: [],
  bausteinfassungen: [],
};

/** The profile of a record's fields; what it lacks is as in {@link defaultProfil}. */
export function readProfil(felder: Felder | null | undefined): Behoerdenprofil {
  const given = Object.entries(felder ?? {}).filter(([, value]) => value !== '' && value !== null);
  return { ...defaultProfil, ...(Object.fromEntries(given) as Partial<Behoerdenprofil>) };
}

/** The Vorgangstypen that the agency works with, in its order; what it names and `own` lacks is left out. */
export function offeredTypes(
  { vorgangstypen: ids }: Behoerdenprofil,
  own: readonly Typfassung[],
): readonly Vorgangstyp[] {
  const present = presentTypen(own);
  return ids.flatMap((id) => present.find((typ) => typ.id === id) ?? []);
}

/** From the lowest to the highest; the numbers of the code list are in no order. */
const ascending = [
  '003',
  '002',
  '005',
  '001',
  '004',
] as const satisfies readonly (typeof vertraulichkeitsstufen)[number][];

/** How high a Vertraulichkeitsstufe is, from 0; an unknown one counts as the highest. */
export function rankOf(vertraulichkeit: string): number {
  const at = (ascending as readonly string[]).indexOf(vertraulichkeit);
  return at < 0 ? ascending.length : at;
}

/** The Vertraulichkeitsstufen that may be entered under this profile, from the lowest. */
export function allowedStufen({ vertraulichkeitBis }: Behoerdenprofil): readonly string[] {
  return ascending.filter((stufe) => rankOf(stufe) <= rankOf(vertraulichkeitBis));
}
