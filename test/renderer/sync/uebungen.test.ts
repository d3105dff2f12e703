import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PracticeAuthority, startPracticeAuthority } from '../../../server/practice/practice-authority.ts';
import type { FristEingabe } from '../../../shared/frist/compute-frist.ts';
import { type Uebung, uebungen, uebungsziele } from '../../../shared/uebungen.ts';
import { Desk } from '../../workstation/desk.ts';

let authority: PracticeAuthority;
let desk: Desk;

beforeAll(async () => {
  authority = await startPracticeAuthority({}, () => new Date());
  // Only here, because this workstation has no process beside it to ask by messages.
  const url = await authority.app.listen({ port: 0, host: '127.0.0.1' });
  desk = await Desk.open(url, 'brandt', authority.password);
  await desk.sync();
}, 120_000);
afterAll(async () => {
  await desk?.close();
  await authority?.stop();
});

const eingang = {
  eingangsdatum: '2026-11-19T07:31:00+01:00',
  eingangsquelle: 'stempel',
  eingangskanal: 'post',
  absender: 'Erika Mustermann',
};
const eingabe: FristEingabe = {
  regime: 'vwvfg',
  kanal: 'post',
  land: 'NW',
  gemeinde: null,
  ereignis: '2026-11-16',
  zugang: null,
  bestritten: false,
  dauer: 1,
  einheit: 'monat',
};

/** Edits one field of a Vorgang as a person who sees it now. */
async function editVorgang(id: string, set: Record<string, string>): Promise<void> {
  const rev = desk.replica.tables.vorgang.number('$rev', desk.replica.tables.vorgang.row(id));
  const base = Object.fromEntries(Object.keys(set).map((name) => [name, rev]));
  await desk.commands.editVorgang({ id, set, base });
}

test('U11: each exercise is done once its record is there, and the authority accepts all of them', async () => {
  expect(await desk.queries.uebungen({})).toEqual([]);
  const done: Uebung[] = [];
  const expectDone = async (name: Uebung) => {
    done.push(name);
    expect(await desk.queries.uebungen({})).toEqual(uebungen.filter((one) => done.includes(one)));
  };

  const bytes = new TextEncoder().encode('%PDF-1.7 Widerspruch');
  const file = { name: 'ÜBUNG Widerspruch.pdf', titel: 'Widerspruch', bytes, vorgang: null, eingang };
  const { dokument, version } = await desk.commands.importDokument(file);
  await expectDone('aufnehmen');
  await desk.commands.fileDokument({ dokument, vorgang: uebungsziele.imGang });
  await expectDone('ablegen');
  const next = (entstehung: 'stempel' | 'unterschrift', vorgaenger: string) =>
    desk.commands.addVersion({ bytes: bytes.slice(), dokument, vorgaenger, entstehung, text: 'ÜBUNG' });
  const stamped = await next('stempel', version);
  await expectDone('stempeln');
  await next('unterschrift', stamped.version);
  await expectDone('unterschreiben');

  const [waiting] = await desk.queries.schritteFuerMich({});
  expect(waiting).toMatchObject({ dokument: uebungsziele.entwurf });
  const gang = await desk.queries.dokument({ id: uebungsziele.entwurf });
  const sha = gang?.versionen[0]?.sha ?? '';
  const act = { schritt: 'schritt-uebung-1', sha, entscheidung: 'mitgezeichnet', kommentar: '' } as const;
  await desk.commands.completeSchritt(act);
  await expectDone('mitzeichnen');

  const frist = { vorgang: uebungsziele.imGang, bezeichnung: 'Widerspruch', eingabe, ersetzt: null };
  await desk.commands.setFrist(frist);
  await expectDone('frist');
  await desk.commands.pack({ scopes: [{ art: 'akte', id: uebungsziele.akte }] });
  await expectDone('packen');
  await editVorgang(uebungsziele.versteckt, { wiedervorlage: '2027-01-15' });
  await expectDone('finden');

  const [konflikt] = await desk.queries.konflikte({});
  expect(konflikt).toMatchObject({ id: uebungsziele.konflikt, mayDecide: true, meinIchSelbst: true });
  await desk.commands.resolveKonflikt({ konflikt: uebungsziele.konflikt, wert: konflikt?.mein ?? null });
  await expectDone('konflikt');
  await editVorgang(uebungsziele.unterschrieben, { bearbeitung: 'p-yildiz' });
  await expectDone('weitergeben');

  await desk.syncUntil(async () => (await desk.queries.uebersicht({})).ausgang === 0);
  expect(await desk.queries.ausgang({})).toEqual([]);
  expect(await desk.queries.uebungen({})).toEqual([...uebungen]);
}, 60_000);
