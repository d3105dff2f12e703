import type { Schritt, SchrittStatus, Zeichnung } from './gang-types.ts';

/** What is known of the Geschaeftsgang of one Dokument. */
export interface GangFacts {
  readonly schritte: readonly Schritt[];
  readonly zeichnungen: readonly Zeichnung[];
  /** Hash of the leading Version. */
  readonly leading: string;
}

/** Where one step stands. */
export interface SchrittStand {
  readonly schritt: Schritt;
  readonly status: SchrittStatus;
  /** The act that completed it for the draft as it is now. */
  readonly zeichnung: Zeichnung | null;
  /** Acts about drafts that are superseded. */
  readonly ueberholt: readonly Zeichnung[];
}

/** Where a Geschaeftsgang stands. */
export interface GangStand {
  /** Hashes of the Versionen that it went through, the present one last; empty before it began. */
  readonly weg: readonly string[];
  /** The draft was changed and nobody has classed the change yet. */
  readonly isUnclassed: boolean;
  /** The Schlusszeichnung that closes the Dokument. */
  readonly schluss: Zeichnung | null;
  /** By number. */
  readonly schritte: readonly SchrittStand[];
  /** The acts that nothing followed yet, ascending by id. */
  readonly enden: readonly string[];
}

/** Where the Geschaeftsgang of a Dokument stands (docs/spec/geschaeftsgang.md G10-G16). Never stored: it follows from orders and acts. */
export function gangStand(facts: GangFacts): GangStand {
  const { zeichnungen, leading } = facts;
  const weg = wegOf(facts);
  const named = new Set(zeichnungen.flatMap(({ vorherige }) => vorherige));
  return {
    weg,
    isUnclassed: weg.length > 0 && weg.at(-1) !== leading,
    schluss: schlussOf(zeichnungen),
    schritte: schrittStaende(facts, gueltigeVersionen(weg, zeichnungen, weg.at(-1) ?? leading)),
    enden: zeichnungen
      .map(({ id }) => id)
      .filter((id) => !named.has(id))
      .toSorted(),
  };
}

/**
 * Each step by number, with what completed it for one of these Versionen. A refusal that was not overruled keeps later steps
 * in the future.
 */
export function schrittStaende({ schritte, zeichnungen }: GangFacts, gueltig: ReadonlySet<string>): SchrittStand[] {
  const lifted = liftedIn(zeichnungen);
  const all = schritte.toSorted(
    (a, b) => a.nummer - b.nummer || compare(a.angelegt, b.angelegt) || compare(a.id, b.id),
  );
  const withActs = all.map((schritt) => {
    const acts = zeichnungen.filter((one) => one.schritt === schritt.id).toSorted((a, b) => compare(a.zeit, b.zeit));
    const counts = (one: Zeichnung) => gueltig.has(one.versionSha) && !lifted.has(one.id);
    const zeichnung = acts.find(counts) ?? null;
    return { schritt, zeichnung, ueberholt: acts.filter((one) => one !== zeichnung) };
  });
  const live = withActs.filter(({ schritt }) => !schritt.entfallen);
  const current = Math.min(...live.filter(({ zeichnung }) => zeichnung === null).map(({ schritt }) => schritt.nummer));
  const isHalted = live.some((one) => one.zeichnung?.entscheidung === 'abgelehnt' && one.schritt.nummer < current);
  const statusOf = ({ schritt, zeichnung }: (typeof withActs)[number]): SchrittStatus => {
    if (schritt.entfallen) return '004';
    if (zeichnung) return '003';
    return schritt.nummer === current && !isHalted ? '002' : '001';
  };
  return withActs.map((one) => ({ ...one, status: statusOf(one) }));
}

/** The Versionen for which an act about `sha` counts: back and forth over changes that were only redaktionell. */
export function gueltigeVersionen(
  weg: readonly string[],
  zeichnungen: readonly Zeichnung[],
  sha: string,
): ReadonlySet<string> {
  const isOnlyRedaktionell = (to: string) =>
    zeichnungen.some(({ entscheidung, versionSha }) => entscheidung === 'redaktionell' && versionSha === to);
  let group: string[] = [];
  for (const one of weg) {
    if (!isOnlyRedaktionell(one)) {
      if (group.includes(sha)) break;
      group = [];
    }
    group.push(one);
  }
  return new Set(group.includes(sha) ? group : [sha]);
}

/** From the Version of the first order along the classed changes. */
function wegOf({ schritte, zeichnungen }: GangFacts): string[] {
  const first = schritte.toSorted((a, b) => compare(a.angelegt, b.angelegt) || compare(a.id, b.id))[0];
  if (!first) return [];
  const weg = [first.versionSha];
  for (;;) {
    const next = zeichnungen.find(
      ({ entscheidung, bezug, versionSha }) =>
        (entscheidung === 'redaktionell' || entscheidung === 'wesentlich') &&
        bezug === weg.at(-1) &&
        !weg.includes(versionSha),
    );
    if (!next) return weg;
    weg.push(next.versionSha);
  }
}

function schlussOf(zeichnungen: readonly Zeichnung[]): Zeichnung | null {
  const lifted = liftedIn(zeichnungen);
  // The same one everywhere, in whatever order the records came: a reopening names it.
  const all = zeichnungen.filter(({ id, entscheidung }) => entscheidung === 'schlussgezeichnet' && !lifted.has(id));
  return all.toSorted((a, b) => compare(a.id, b.id))[0] ?? null;
}

function liftedIn(zeichnungen: readonly Zeichnung[]): ReadonlySet<string | null> {
  return new Set(zeichnungen.flatMap((one) => (one.entscheidung === 'wiedereroeffnet' ? [one.bezug] : [])));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
