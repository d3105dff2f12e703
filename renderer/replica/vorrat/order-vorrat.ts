import { type Dringlichkeit, dringlichkeiten, type VorratGrund, vorratGruende } from '../../replica-api/vorrat-rows.ts';

/** What the place of something in the Arbeitsvorrat depends on. `termin`: `YYYY-MM-DD`. */
export interface Ruf {
  readonly grund: VorratGrund;
  readonly id: string;
  readonly termin: string | null;
  /** Since when it waits, ISO 8601; empty = not known. */
  readonly seit: string;
}

/** What stops somebody's work until a person decides or signs (V2). */
const stopsWork: ReadonlySet<VorratGrund> = new Set(['abgelehnt', 'konflikt', 'uebergabe', 'schritt', 'gang']);

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
  const shelves = new Map<string, R[]>();
  for (const ruf of rufe) {
    const part = dringlichkeiten.indexOf(urgencyOf(ruf, heute, sonntag));
    const label = `${part} ${ruf.termin ?? ''} ${vorratGruende.indexOf(ruf.grund)}`;
    const shelf = shelves.get(label);
    if (shelf) shelf.push(ruf);
    else shelves.set(label, [ruf]);
  }
  // Few labels, short shelves: comparing every two of them would take three times as long.
  return [...shelves]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([label, shelf]) => {
      const dringlichkeit = dringlichkeiten[Number(label[0])] ?? 'ohneTermin';
      return shelf
        .sort((a, b) => compare(a.seit, b.seit) || compare(a.id, b.id))
        .map((ruf) => ({ ruf, dringlichkeit }));
    });
}

function sundayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + ((7 - date.getUTCDay()) % 7));
  return date.toISOString().slice(0, 10);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
