import type { Feldwert } from './akte.ts';
import type { Beziehung } from './verweis.ts';

/** What an id in a field stands for. */
export type Bedeutung =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'verweise'; readonly ziele: readonly { readonly beziehung: Beziehung; readonly text: string }[] }
  | { readonly kind: 'fassung'; readonly nummer: number; readonly von: string; readonly zeit: string };

/** A Konflikt as its history tells it; `entscheidung` absent = not decided then. */
export interface KonfliktWerte {
  readonly feld: string;
  readonly mein: Feldwert;
  readonly meinVon: string;
  readonly ihr: Feldwert;
  readonly ihrVon: string;
  readonly entscheidung?: Feldwert;
  /** What the ids among the values stand for. */
  readonly bedeutung: Readonly<Record<string, Bedeutung>>;
}
