import { checkAkte, checkVorgang, type Vorgangslage } from '../../shared/abschluss.ts';
import { beginOfAufbewahrung, findAufbewahrung } from '../../shared/aufbewahrung.ts';
import { allowedStufen, offeredTypes } from '../../shared/behoerdenprofil.ts';
import { gangStand } from '../../shared/geschaeftsgang/gang-stand.ts';
import { localDay } from '../../shared/local-day.ts';
import type { Abschluss, AkteDetail, ProfilAngaben } from '../replica-api/abschluss-rows.ts';
import { aboutOf } from './ausgang.ts';
import { changedFields } from './changed-fields.ts';
import type { Lists } from './details.ts';
import { handFrist, takenOver } from './fristen/hand-fristen.ts';
import { listFristen } from './fristen/list-fristen.ts';
import { loadGang } from './geschaeftsgang/load-gang.ts';
import { readKonflikte } from './konflikte.ts';
import { profilOf } from './nummern.ts';
import { ownBausteine, ownVorlagen } from './own-vorlagen.ts';
import { seeingPerson } from './personen.ts';
import type { Replica } from './replica.ts';
import { readVerlauf } from './verlauf.ts';
import { ownTypen, typOfVorgang } from './vorgangstypen.ts';

/** What the agency and the person's role allow. */
export function readProfilAngaben(replica: Replica): ProfilAngaben {
  const profil = profilOf(replica);
  const { person, einheit } = replica.tables;
  const einheiten = einheit.ids.flatMap((id, at) => (id === null ? [] : [{ id, name: einheit.text('name', at) }]));
  const row = person.row(replica.identity.person);
  const rollen = person.text('rollen', row).split('\n');
  return {
    vorgangstypen: offeredTypes(profil, ownTypen(replica)).map(({ titel }) => titel),
    stufen: allowedStufen(profil),
    darfOeffnen: rollen.includes('leitung'),
    behoerde: { name: profil.name, land: profil.land, aktenplan: profil.aktenplan },
    briefkopf: profil.briefkopf,
    logo: profil.logo,
    logoText: profil.logoText,
    person: { name: person.text('name', row), zeichnung: person.code('zeichnung', row) ?? '' },
    vorlagen: ownVorlagen(replica),
    bausteine: ownBausteine(replica),
    einheiten: einheiten
      .filter(({ id }) => id !== replica.identity.einheit)
      .toSorted((a, b) => a.name.localeCompare(b.name, 'de')),
  };
}

/** Everything that the form of an Akte shows; null when it is not here. */
export async function readAkte(replica: Replica, { akten }: Lists, id: string): Promise<AkteDetail | null> {
  const akte = await replica.read('akte', id);
  const zeile = akten.byId(id);
  if (!akte || !zeile) return null;
  const bezuege = new Set([id]);
  const { einheit } = replica.tables;
  return {
    akte,
    zeile,
    plan: planOf(replica, id),
    verlauf: await readVerlauf(replica, { bezuege, dokumente: new Set() }),
    konflikte: await readKonflikte(replica, bezuege),
    unsentFelder: [...new Set(replica.unsent('akte', id).flatMap(changedFields))],
    sicht: { person: seeingPerson(replica), bearbeitung: inHand(replica, id) },
    einheiten: einheit.ids.flatMap((one, row) => (one === null ? [] : [{ id: one, name: einheit.text('name', row) }])),
  };
}

/** Whoever has a Vorgang of an Akte in hand, open or closed. */
function inHand({ tables: { vorgang } }: Replica, akte: string): string[] {
  const found = vorgang.ids.map((id, row) =>
    id !== null && vorgang.akte(row) === akte ? vorgang.code('bearbeitung', row) : null,
  );
  return [...new Set(found.filter((one) => one !== null))];
}

/** What closing this Vorgang or Akte means now, or meant when it was closed; null when it is not here. */
export async function readAbschluss(
  replica: Replica,
  lists: Lists,
  { art, id }: { readonly art: 'akte' | 'vorgang'; readonly id: string },
): Promise<Abschluss | null> {
  const record = await replica.read(art, id);
  if (!record) return null;
  const akte = art === 'akte' ? id : (record.akte ?? '');
  const { felder } = record;
  const typ = art === 'vorgang' ? typOfVorgang(replica, felder) : undefined;
  const { jahre: jahrePlan, bewertung } = retentionOf(replica, akte);
  const jahreTyp = typ?.aufbewahrungJahre ?? 0;
  const isClosed = felder.status === 'zdA' && typeof felder.laufzeitBeginn === 'string';
  const beginn = isClosed ? String(felder.laufzeitBeginn) : beginOfAufbewahrung(localDay(replica.now().toISOString()));
  const facts = { plan: planOf(replica, akte), jahrePlan, jahreTyp, bewertung };
  const aufbewahrung = findAufbewahrung(beginn, Math.max(jahrePlan, jahreTyp));
  if (art === 'akte') {
    const bezuege = new Set([id]);
    const lage = { ...waitingAt(replica, bezuege), konflikte: await konflikteOf(replica, bezuege) };
    return { ...facts, aufbewahrung, punkte: checkAkte(openVorgaenge(replica, id), lage) };
  }
  const dokumente = lists.dokumente.inVorgang(id);
  const bezuege = new Set([id, ...dokumente.map((one) => one.id)]);
  const lage: Vorgangslage = {
    typ,
    frist: handFrist(replica, id, takenOver(replica)),
    fristen: listFristen(replica, id).flatMap((one) => (one.status === 'offen' ? [one.ende ?? one.bezeichnung] : [])),
    gaenge: await openGaenge(replica, lists, dokumente),
    wiedervorlage: textOrNull(felder.wiedervorlage),
    schritte: Array.isArray(felder.schritte) ? felder.schritte : [],
    konflikte: await konflikteOf(replica, bezuege),
    ...waitingAt(replica, bezuege),
    dokumente,
  };
  return { ...facts, aufbewahrung, punkte: checkVorgang(lage) };
}

async function openGaenge(replica: Replica, { dokumente }: Lists, of: readonly { id: string; titel: string }[]) {
  const found: { id: string; name: string }[] = [];
  for (const { id, titel } of of) {
    const { schritte } = gangStand(await loadGang(replica, id, dokumente.versionen));
    if (schritte.some(({ status }) => status === '001' || status === '002')) found.push({ id, name: titel });
  }
  return found;
}

function openVorgaenge({ tables: { vorgang } }: Replica, akte: string): readonly { id: string; name: string }[] {
  return vorgang.ids.flatMap((id, row) => {
    const isOpen = id !== null && vorgang.akte(row) === akte && vorgang.code('status', row) !== 'zdA';
    return isOpen ? [{ id, name: `${vorgang.text('geschaeftszeichen', row)} ${vorgang.text('titel', row)}` }] : [];
  });
}

async function konflikteOf(replica: Replica, bezuege: ReadonlySet<string>) {
  return (await readKonflikte(replica, bezuege)).map(({ id, titel }) => ({ id, name: titel }));
}

function waitingAt(replica: Replica, bezuege: ReadonlySet<string>): Pick<Vorgangslage, 'abgelehnt' | 'ungesendet'> {
  const kinds = [...replica.outbox.values()].flatMap(({ operation, state }) => {
    const { ent, set } = operation;
    // What was refused is in no column: a new Dokument or Frist names its Vorgang itself.
    const about = [ent.id, set.bezug, set.dokument, set.vorgang, aboutOf(replica, operation).id].some(
      (id) => typeof id === 'string' && bezuege.has(id),
    );
    return about ? [state.kind] : [];
  });
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  return { abgelehnt: count('rejected'), ungesendet: count('waiting') };
}

/** What the Aktenplaneinheit of an Akte says, or the one above it that says something. */
function retentionOf({ tables }: Replica, akte: string): { readonly jahre: number; readonly bewertung: string } {
  const { aktenplaneinheit: plan, akte: akten } = tables;
  const seen = new Set<string>();
  let node = akten.code('aktenplaneinheit', akten.row(akte));
  let bewertung = '';
  let jahre = 0;
  while (node !== null && !seen.has(node)) {
    seen.add(node);
    const row = plan.row(node);
    jahre ||= plan.number('aufbewahrungJahre', row);
    bewertung ||= plan.code('bewertungsvorschlag', row) ?? '';
    node = plan.code('uebergeordnet', row);
  }
  return { jahre, bewertung };
}

function planOf({ tables: { aktenplaneinheit: plan, akte } }: Replica, id: string): string {
  const row = plan.row(akte.code('aktenplaneinheit', akte.row(id)));
  return [plan.text('kennzeichen', row), plan.text('titel', row)].filter(Boolean).join(' ');
}

function textOrNull(wert: unknown): string | null {
  return typeof wert === 'string' && wert !== '' ? wert : null;
}
