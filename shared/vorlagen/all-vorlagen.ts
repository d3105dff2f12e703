import { bausteineDe } from './bausteine-de.ts';
import { bescheideDe } from './bescheide-de.ts';
import { briefeDe } from './briefe-de.ts';
import { bausteineEn, briefeEn } from './briefe-en.ts';
import { vermerke } from './vermerke.ts';
import type { Textbaustein, Vorlage } from './vorlage.ts';

/** Every template that comes with the product. */
export const vorlagen: readonly Vorlage[] = [...vermerke, ...briefeDe, ...bescheideDe, ...briefeEn];

/** Every Textbaustein that comes with the product. */
export const bausteine: readonly Textbaustein[] = [...bausteineDe, ...bausteineEn];

/**
 * The Vorlagen for a Vorgangstyp (by id, null: one that somebody typed): the agency's own first, and among each those made for it. An
 * own one takes the place of the one with its id (T33, T36).
 */
export function offeredVorlagen(vorgangstyp: string | null, own: readonly Vorlage[]): readonly Vorlage[] {
  const fits = ({ vorgangstypen }: Vorlage) =>
    vorgangstypen.length === 0 || (vorgangstyp !== null && vorgangstypen.includes(vorgangstyp));
  const bySpecial = (a: Vorlage, b: Vorlage) => Number(b.vorgangstypen.length > 0) - Number(a.vorgangstypen.length > 0);
  return [own, without(vorlagen, own)].flatMap((group) => group.filter(fits).toSorted(bySpecial));
}

/** The Textbausteine in a language, the agency's own first, likewise. */
export function offeredBausteine(sprache: 'de' | 'en', own: readonly Textbaustein[]): readonly Textbaustein[] {
  return [...own, ...without(bausteine, own)].filter((each) => each.sprache === sprache);
}

function without<T extends { readonly id: string }>(all: readonly T[], own: readonly T[]): readonly T[] {
  const ids = new Set(own.map(({ id }) => id));
  return all.filter(({ id }) => !ids.has(id));
}
