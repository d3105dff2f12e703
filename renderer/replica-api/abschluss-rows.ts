import type { Pruefpunkt } from '../../shared/abschluss.ts';
import type { Datensatz } from '../../shared/akte.ts';
import type { Aufbewahrung } from '../../shared/aufbewahrung.ts';
import type { SeeingPerson } from '../../shared/sees-akte.ts';
import type { Textbaustein, Vorlage } from '../../shared/vorlagen/vorlage.ts';
import type { AkteZeile } from './akte-rows.ts';
import type { VerlaufZeile } from './dokument-rows.ts';
import type { KonfliktKarte } from './open-work.ts';

/** An Akte with everything that its own form shows. */
export interface AkteDetail {
  readonly akte: Datensatz;
  readonly zeile: AkteZeile;
  /** Kennzeichen and title of its Aktenplaneinheit. */
  readonly plan: string;
  readonly verlauf: readonly VerlaufZeile[];
  readonly konflikte: readonly KonfliktKarte[];
  readonly unsentFelder: readonly string[];
  /** What decides whether the present person sees it: herself, and who has a Vorgang of it in hand. */
  readonly sicht: { readonly person: SeeingPerson; readonly bearbeitung: readonly string[] };
  /** Einheiten that may be in charge. */
  readonly einheiten: readonly { readonly id: string; readonly name: string }[];
}

/** What closing means: what is open, how long it is kept and why, what becomes of it then. */
export interface Abschluss {
  readonly punkte: readonly Pruefpunkt[];
  readonly aufbewahrung: Aufbewahrung;
  /** Years that the Aktenplaneinheit and the Vorgangstyp ask for; the longer holds, 0 = says nothing. */
  readonly jahrePlan: number;
  readonly jahreTyp: number;
  readonly plan: string;
  /** Bewertungsvorschlag: A, B or V, empty for none. */
  readonly bewertung: string;
}

/** What the agency and the person's role allow here. */
export interface ProfilAngaben {
  /** Titles of the Vorgangstypen offered. */
  readonly vorgangstypen: readonly string[];
  /** Vertraulichkeitsstufen that may be entered, lowest first. */
  readonly stufen: readonly string[];
  readonly darfOeffnen: boolean;
  /** The agency: how letters name it, its Land by two letters, the Aktenplan it follows; each empty where nothing is said. */
  readonly behoerde: { readonly name: string; readonly land: string; readonly aktenplan: string };
  readonly briefkopf: readonly string[];
  /** A PNG in base64; empty: none. */
  readonly logo: string;
  /** What it shows; empty: not said. */
  readonly logoText: string;
  /** The present person, as letters name her; `zeichnung` = Zeichnungszusatz, may be empty. */
  readonly person: { readonly name: string; readonly zeichnung: string };
  /** The agency's own templates beside those of the product. */
  readonly vorlagen: readonly Vorlage[];
  readonly bausteine: readonly Textbaustein[];
  /** Every other Einheit, by name: what came in can be handed out to it. */
  readonly einheiten: readonly { readonly id: string; readonly name: string }[];
}
