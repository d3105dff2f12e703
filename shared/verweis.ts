/** What a Dokument is to the one that it refers to. */
export const beziehungen = ['antwort', 'bezug', 'ersetzt', 'ergaenzt'] as const;

/** One of {@link beziehungen}. */
export type Beziehung = (typeof beziehungen)[number];

/** One link: what it leads to, and what the two are to each other. */
export interface Verweisziel {
  readonly beziehung: Beziehung;
  readonly art: 'vorgang' | 'dokument';
  readonly id: string;
}

const ziel = '(vorgang|dokument):([A-Za-z0-9_.:-]{1,80})';
const ofDokument = /^(?:(?:antwort|ersetzt|ergaenzt)>)?dokument:[A-Za-z0-9_.:-]{1,80}$/;
const ofVorgang = new RegExp(`^${ziel}$`);
const any = new RegExp(`^(?:(antwort|ersetzt|ergaenzt)>)?${ziel}$`);

/** How the links in `verweise` of a Vorgang and of a Dokument are written: `art:id`, of a Dokument with `antwort>` … before it. */
export const verweisMuster = { vorgang: ofVorgang, dokument: ofDokument } as const;

/** One link as it stands in `verweise`; a plain Bezug has nothing before it. */
export function makeVerweis({ beziehung, art, id }: Verweisziel): string {
  return `${beziehung === 'bezug' ? '' : `${beziehung}>`}${art}:${id}`;
}

/** The inverse of {@link makeVerweis}; null for what is none. */
export function parseVerweis(verweis: string): Verweisziel | null {
  const [, beziehung = 'bezug', art, id] = any.exec(verweis) ?? [];
  if (art === undefined || id === undefined) return null;
  return { beziehung: beziehung as Beziehung, art: art as Verweisziel['art'], id };
}
