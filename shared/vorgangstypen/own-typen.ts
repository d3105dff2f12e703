import { vorgangstypen } from './all-vorgangstypen.ts';
import type { Vorgangstyp } from './vorgangstyp.ts';

/** One Fassung of an agency's own Vorgangstyp; `fassung`: `id:number`. */
export interface Typfassung {
  readonly fassung: string;
  readonly typ: Vorgangstyp;
}

/** The id of the record that holds a Fassung; its kind is that of the profile, which every workstation knows (decision 0084). */
export function recordOfFassung(fassung: string): string {
  return `typ:${fassung}`;
}

/** Every Vorgangstyp that new Vorgaenge can have: an agency's own one takes the place of the built-in one with its id (A60). */
export function presentTypen(own: readonly Typfassung[]): readonly Vorgangstyp[] {
  const ids = new Set(own.map(({ typ }) => typ.id));
  return [...vorgangstypen.filter(({ id }) => !ids.has(id)), ...own.map(({ typ }) => typ)];
}

/** What a Vorgang says of its Vorgangstyp. */
export interface Typangabe {
  readonly vorgangstyp: string;
  /** Empty: it names no Fassung. */
  readonly typfassung: string;
}

/**
 * The Vorgangstyp of a Vorgang (A61): the Fassung that it names, as long as that has its title; else the built-in one with that
 * title, else the agency's own. `load` reads any Fassung there ever was. Undefined: one that somebody typed.
 */
export function typOf(
  { vorgangstyp, typfassung }: Typangabe,
  own: readonly Typfassung[],
  load: (fassung: string) => Vorgangstyp | null,
): Vorgangstyp | undefined {
  const named = typfassung === '' ? null : load(typfassung);
  if (named?.titel === vorgangstyp) return named;
  return [...vorgangstypen, ...own.map(({ typ }) => typ)].find(({ titel }) => titel === vorgangstyp);
}
