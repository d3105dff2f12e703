import { type GangFacts, type GangStand, gangStand, gueltigeVersionen, schrittStaende } from './gang-stand.ts';
import type { Schritt, Schrittentscheidung, Verfuegung, Zeichnung } from './gang-types.ts';
import { auftragHash } from './zeichnung-bytes.ts';

/** Why something cannot be done in a Geschaeftsgang. */
export type GangRefusal =
  | 'dokument-frozen'
  | 'schritt-not-current'
  | 'change-unclassified'
  | 'version-superseded'
  | 'zeichnung-invalid';

/** What may be decided on a Verfuegung. */
export const moeglich: Readonly<Record<Verfuegung, readonly Schrittentscheidung[]>> = {
  zurKenntnis: ['zurKenntnisGenommen'],
  zurBearbeitung: ['bearbeitet'],
  zurMitzeichnung: ['mitgezeichnet', 'abgelehnt'],
  zurSchlusszeichnung: ['schlussgezeichnet', 'abgelehnt'],
};

/**
 * A new step goes beside or behind the current one; after the Schlusszeichnung somebody can only be informed. One from a wrong
 * clock must not begin the way of the draft anew. Null = it may.
 */
export function refusalOfNewSchritt(facts: GangFacts, schritt: Schritt): GangRefusal | null {
  const { nummer, verfuegung } = schritt;
  const stand = gangStand(facts);
  const [begin] = gangStand({ ...facts, schritte: [...facts.schritte, schritt] }).weg;
  if (stand.weg.length > 0 && begin !== stand.weg[0]) return 'schritt-not-current';
  if (stand.schluss && verfuegung !== 'zurKenntnis') return 'dokument-frozen';
  return nummer < firstFree(stand) ? 'schritt-not-current' : null;
}

/** Only a step of the future gets another number, and stays one. Null = it may. */
export function refusalOfNummer(facts: GangFacts, schritt: string, nummer: number): GangRefusal | null {
  const stand = gangStand(facts);
  const isFuture = stand.schritte.some((one) => one.schritt.id === schritt && one.status === '001');
  return isFuture && nummer > firstFree(stand) ? null : 'schritt-not-current';
}

/** What is done stays done; only a refusal can be overruled. Null = the step may be skipped. */
export function refusalOfRecall(facts: GangFacts, schritt: string): GangRefusal | null {
  const one = gangStand(facts).schritte.find((each) => each.schritt.id === schritt);
  const isOpen = one?.status === '001' || one?.status === '002' || one?.zeichnung?.entscheidung === 'abgelehnt';
  return isOpen && one.status !== '004' ? null : 'schritt-not-current';
}

/** Null = the step may be passed on to somebody else. */
export function refusalOfDelegation(facts: GangFacts, schritt: string): GangRefusal | null {
  const one = gangStand(facts).schritte.find((each) => each.schritt.id === schritt);
  return one?.status === '001' || one?.status === '002' ? null : 'schritt-not-current';
}

/**
 * Null = the act fits into the Geschaeftsgang. One about a superseded Version fits if its step was current for that Version;
 * a Schlusszeichnung is only about the present one.
 */
export function refusalOfZeichnung(facts: GangFacts, act: Zeichnung): GangRefusal | null {
  return refusalOfAct(facts, gangStand(facts), act) ?? (isChained(facts, act) ? null : 'zeichnung-invalid');
}

function refusalOfAct(facts: GangFacts, stand: GangStand, act: Zeichnung): GangRefusal | null {
  switch (act.entscheidung) {
    case 'redaktionell':
    case 'wesentlich':
      return refusalOfClass(facts, stand, act);
    case 'wiedereroeffnet':
      return stand.schluss !== null && stand.schluss.id === act.bezug ? null : 'schritt-not-current';
    default:
      return refusalOfCompletion(facts, stand, act);
  }
}

/** What a step's number must at least be: that of the current steps, or one more than every other. */
export function firstFree({ schritte }: GangStand): number {
  const current = schritte.find(({ status }) => status === '002');
  return current?.schritt.nummer ?? Math.max(0, ...schritte.filter((one) => one.status !== '001').map(nummerOf)) + 1;
}

/** The steps that get another number when a new one is put in at `nummer`: those of the future from there on. */
export function renumbered(
  stand: GangStand,
  nummer: number,
): readonly { readonly id: string; readonly nummer: number }[] {
  const from = stand.schritte.filter((one) => one.status === '001' && nummerOf(one) >= nummer);
  return from.map(({ schritt }) => ({ id: schritt.id, nummer: schritt.nummer + 1 }));
}

function refusalOfClass(facts: GangFacts, stand: GangStand, act: Zeichnung): GangRefusal | null {
  if (stand.schluss) return 'dokument-frozen';
  const isNew = stand.isUnclassed && !stand.weg.includes(facts.leading);
  const fits = isNew && act.bezug === stand.weg.at(-1) && act.versionSha === facts.leading;
  return fits ? null : 'version-superseded';
}

function refusalOfCompletion(facts: GangFacts, stand: GangStand, act: Zeichnung): GangRefusal | null {
  const isSchluss = act.entscheidung === 'schlussgezeichnet';
  if (!stand.weg.includes(act.versionSha)) return 'change-unclassified';
  if (isSchluss && stand.isUnclassed) return 'change-unclassified';
  if (isSchluss && stand.weg.at(-1) !== act.versionSha) return 'version-superseded';
  const then = schrittStaende(facts, gueltigeVersionen(stand.weg, facts.zeichnungen, act.versionSha));
  const one = then.find(({ schritt }) => schritt.id === act.schritt);
  if (!one) return 'schritt-not-current';
  const { schritt, status } = one;
  if (status !== '002' || act.auftrag !== auftragHash(schritt)) return 'schritt-not-current';
  const isAlone = then.every((other) => other === one || other.status !== '002');
  if (isSchluss && !isAlone) return 'schritt-not-current';
  const fits =
    moeglich[schritt.verfuegung].some((one) => one === act.entscheidung) && act.verfuegung === schritt.verfuegung;
  return fits && act.text === schritt.text ? null : 'zeichnung-invalid';
}

/** Whether it follows all acts that its author had to know: those on earlier steps and the classed changes up to its Version. */
function isChained(facts: GangFacts, act: Zeichnung): boolean {
  const byId = new Map(facts.zeichnungen.map((one) => [one.id, one]));
  if (!act.vorherige.every((id) => byId.has(id))) return false;
  const known = new Set<string>();
  const visit = (ids: readonly string[]) => {
    for (const id of ids) {
      if (known.has(id)) continue;
      known.add(id);
      visit(byId.get(id)?.vorherige ?? []);
    }
  };
  visit(act.vorherige);
  const { weg } = gangStand(facts);
  const upTo = weg.slice(0, weg.indexOf(act.versionSha) + 1);
  const nummer = facts.schritte.find(({ id }) => id === act.schritt)?.nummer ?? Number.POSITIVE_INFINITY;
  const gueltig = gueltigeVersionen(weg, facts.zeichnungen, act.versionSha);
  const earlier = schrittStaende(facts, gueltig).filter(
    ({ schritt }) => act.schritt !== null && schritt.nummer < nummer,
  );
  const classes = facts.zeichnungen.filter(
    ({ bezug, versionSha, entscheidung }) =>
      (entscheidung === 'redaktionell' || entscheidung === 'wesentlich') &&
      upTo.includes(bezug ?? '') &&
      upTo.includes(versionSha),
  );
  const needed = [...earlier.flatMap(({ zeichnung }) => zeichnung ?? []), ...classes];
  return needed.every(({ id, versionSha }) => known.has(id) || !gueltig.has(versionSha));
}

function nummerOf({ schritt }: { readonly schritt: Schritt }): number {
  return schritt.nummer;
}
