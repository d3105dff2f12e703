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

/** The templates for a Vorgangstyp (by id, null: one of the agency's own): the agency's first, then those made for it. */
export function offeredVorlagen(vorgangstyp: string | null, own: readonly Vorlage[]): readonly Vorlage[] {
  const fits = ({ vorgangstypen }: Vorlage) =>
    vorgangstypen.length === 0 || (vorgangstyp !== null && vorgangstypen.includes(vorgangstyp));
  const bySpecial = (a: Vorlage, b: Vorlage) => Number(b.vorgangstypen.length > 0) - Number(a.vorgangstypen.length > 0);
  return [...own, ...vorlagen].filter(fits).toSorted(bySpecial);
}
