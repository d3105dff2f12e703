import { type Dringlichkeit, dringlichkeiten, type VorratGrund, vorratGruende } from '../../replica-api/vorrat-rows.ts';

/** What the place of something in the Arbeitsvorrat depends on. `termin`: `YYYY-MM-DD`. */
export interface Ruf {
  readonly grund: VorratGrund;
  readonly id: string;
  readonly termin: string | null;
  /** Since when it waits, ISO 8601; empty = not known. */
  readonly seit: string;
}

/** What stops work on both sides until a person decides (V2). */
const stopsWork: ReadonlySet<VorratGrund> = new Set(['abgelehnt', 'konflikt', 'uebergabe']);

/** How urgent something is on the day `heute` (`YYYY-MM-DD`); a week ends on Sunday. */
export function urgencyOf({ grund, termin }: Ruf, heute: string, sonntag = sundayOf(heute)): Dringlichkeit {
  if (termin === null) return stopsWork.has(grund) ? 'heute' : 'ohneTermin';
  if (termin < heute) return 'ueberfaellig';
  if (termin === heute) return 'heute';
  return termin <= sonntag ? 'woche' : 'spaeter';
}

/** The most urgent first: part of the list, then day, reason and age, then id, so that the order is the same on every device. */
export function orderVorrat<R extends Ruf>(
  rufe: readonly R[],
  heute: string,
): { readonly ruf: R; readonly dringlichkeit: Dringlichkeit }[] {
  const sonntag = sundayOf(heute);
  const placed = rufe.map((ruf) => ({ ruf, dringlichkeit: urgencyOf(ruf, heute, sonntag) }));
  return placed.sort(
    (a, b) =>
      dringlichkeiten.indexOf(a.dringlichkeit) - dringlichkeiten.indexOf(b.dringlichkeit) ||
      compare(a.ruf.termin ?? '', b.ruf.termin ?? '') ||
      vorratGruende.indexOf(a.ruf.grund) - vorratGruende.indexOf(b.ruf.grund) ||
      compare(a.ruf.seit, b.ruf.seit) ||
      compare(a.ruf.id, b.ruf.id),
  );
}

function sundayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + ((7 - date.getUTCDay()) % 7));
  return date.toISOString().slice(0, 10);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
