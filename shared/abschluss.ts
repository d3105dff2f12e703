import type { Vorgangstyp } from './vorgangstypen/vorgangstyp.ts';

/** What is looked at before a Vorgang or an Akte is closed (docs/spec/akte.md A35-A39). */
export const pruefpunkte = [
  'konflikt',
  'abgelehnt',
  'vorgang',
  'akt',
  'frist',
  'gang',
  'wiedervorlage',
  'unterlage',
  'schritt',
  'ohneTyp',
  'ungesendet',
] as const;

/** Something that is open: `hart` keeps it from being closed, `weich` needs a reason, `hinweis` needs nothing. */
export interface Pruefpunkt {
  readonly art: (typeof pruefpunkte)[number];
  readonly gewicht: 'hart' | 'weich' | 'hinweis';
  /** What it is about: a title, a date, a number. */
  readonly name: string;
  /** Where it can be dealt with; null: where the person is. */
  readonly ort: string | null;
}

/** What is known of a Vorgang that is to be closed. */
export interface Vorgangslage {
  readonly typ: Vorgangstyp | undefined;
  /** Days `YYYY-MM-DD`, null for none. */
  readonly frist: string | null;
  /** Days on which Fristen end that nobody has settled; one without a date by its name. */
  readonly fristen: readonly string[];
  /** Dokumente with steps that nobody has done. */
  readonly gaenge: readonly { readonly id: string; readonly name: string }[];
  readonly wiedervorlage: string | null;
  /** Ids of the steps that are done. */
  readonly schritte: readonly string[];
  readonly konflikte: readonly { readonly id: string; readonly name: string }[];
  /** Changes that the server refused and nobody dealt with. */
  readonly abgelehnt: number;
  /** Changes that wait to be sent: they leave before the closing does. */
  readonly ungesendet: number;
  readonly dokumente: readonly {
    readonly id: string;
    readonly titel: string;
    readonly dokumenttyp: string;
    readonly unterschrieben: boolean;
  }[];
}

/** What is open in a Vorgang, the most severe first. */
export function checkVorgang(lage: Vorgangslage): readonly Pruefpunkt[] {
  const { typ, dokumente } = lage;
  const present = new Set(dokumente.map(({ dokumenttyp }) => dokumenttyp));
  const missing = (typ?.unterlagen ?? []).filter(({ pflicht, dokumenttyp }) => pflicht && !present.has(dokumenttyp));
  const undone = (typ?.schritte ?? []).filter(({ id }) => !lage.schritte.includes(id));
  return [
    ...lage.konflikte.map(({ id, name }) => punkt('konflikt', 'hart', name, `konflikt/${id}`)),
    ...(lage.abgelehnt > 0 ? [punkt('abgelehnt', 'hart', String(lage.abgelehnt), 'ausgang')] : []),
    ...unsignedAct(lage),
    ...[...new Set([...(lage.frist ? [lage.frist] : []), ...lage.fristen])].map((one) => punkt('frist', 'weich', one)),
    ...lage.gaenge.map(({ id, name }) => punkt('gang', 'weich', name, `dokument/${id}`)),
    ...(lage.wiedervorlage ? [punkt('wiedervorlage', 'weich', lage.wiedervorlage)] : []),
    ...missing.map(({ titel }) => punkt('unterlage', 'weich', titel)),
    ...undone.map(({ titel }) => punkt('schritt', 'weich', titel)),
    ...dokumente
      .filter(({ dokumenttyp }) => dokumenttyp === '')
      .map(({ id, titel }) => punkt('ohneTyp', 'weich', titel, `dokument/${id}`)),
    ...(lage.ungesendet > 0 ? [punkt('ungesendet', 'hinweis', String(lage.ungesendet), 'ausgang')] : []),
  ];
}

/** What is open in an Akte: its open Vorgaenge, and what was refused. */
export function checkAkte(
  offen: readonly { readonly id: string; readonly name: string }[],
  lage: Pick<Vorgangslage, 'abgelehnt' | 'ungesendet' | 'konflikte'>,
): readonly Pruefpunkt[] {
  const vorgaenge = offen.map(({ id, name }) => punkt('vorgang', 'hart', name, `vorgang/${id}`));
  const empty = {
    typ: undefined,
    frist: null,
    fristen: [],
    gaenge: [],
    wiedervorlage: null,
    schritte: [],
    dokumente: [],
  };
  return [...vorgaenge, ...checkVorgang({ ...empty, ...lage })];
}

/** An act that the law wants signed: there must be one, and it must bear a signature or seal. */
function unsignedAct({ typ, dokumente }: Vorgangslage): readonly Pruefpunkt[] {
  if (!typ || typ.abschluss.form === 'keine') return [];
  const acts = dokumente.filter(({ dokumenttyp }) => dokumenttyp === typ.abschluss.dokumenttyp);
  if (acts.some(({ unterschrieben }) => unterschrieben)) return [];
  return [punkt('akt', 'hart', typ.abschluss.dokumenttyp, acts[0] ? `dokument/${acts[0].id}` : null)];
}

function punkt(
  art: Pruefpunkt['art'],
  gewicht: Pruefpunkt['gewicht'],
  name: string,
  ort: string | null = null,
): Pruefpunkt {
  return { art, gewicht, name, ort };
}
