import { expect, test, vi } from 'vitest';
import type { Desk } from '../../workstation/desk.ts';
import {
  brandt,
  bytes,
  change,
  codeOf,
  complete,
  draft,
  exchange,
  forMe,
  gangOf,
  openGangDesks,
  order,
  refused,
  stati,
  yildiz,
} from './gang-desks.ts';

openGangDesks();

test('V1: a step is in the Arbeitsvorrat of whose turn it is, and of nobody else, until it is done', async () => {
  const dokument = await draft();
  await brandt.commands.addSchritte({
    dokument,
    schritte: [order('zurMitzeichnung', 1), order('zurKenntnis', 2)],
    shifts: false,
  });
  await exchange();
  const calls = async (desk: Desk, kreis: 'mir' | 'einheit' = 'mir') => {
    const narrow = { kreis, fuer: null, grund: 'schritt', text: '', offset: 0, limit: 100 } as const;
    const { rows } = await desk.queries.arbeitsvorrat(narrow);
    return rows.flatMap((row) => (row.grund === 'schritt' && row.dokument === dokument ? [row.verfuegung] : []));
  };
  expect(await calls(yildiz)).toEqual(['zurMitzeichnung']);
  expect(await calls(brandt)).toEqual([]);
  await complete(yildiz, dokument, 'mitgezeichnet');
  expect(await calls(yildiz)).toEqual(['zurKenntnis']);

  // V18: in a closed Vorgang it waits for nobody, and is still there.
  await exchange();
  const id = (await brandt.queries.dokument({ id: dokument }))!.zeile.vorgang!;
  await brandt.commands.closeVorgang({ id, grund: '' });
  await exchange();
  expect(await calls(yildiz)).toEqual([]);
  expect(await forMe(yildiz, dokument)).toEqual([]);
  expect(await stati(yildiz, dokument)).toContain('002');
});

test('V17: whoever began a round is told how it ended, until she goes on or notes that she has seen it', async () => {
  const dokument = await draft();
  const told = async (desk: Desk, kreis: 'mir' | 'vertretung' = 'mir') => {
    const narrow = { kreis, fuer: null, grund: 'gang', text: '', offset: 0, limit: 100 } as const;
    const { rows } = await desk.queries.arbeitsvorrat(narrow);
    return rows.flatMap((row) => (row.grund === 'gang' && row.dokument === dokument ? [row] : []));
  };
  const counted = async () => (await brandt.queries.uebersicht({})).vorrat;
  const schritte = [order('zurMitzeichnung', 1), order('zurSchlusszeichnung', 2)];
  await brandt.commands.addSchritte({ dokument, schritte, shifts: false });
  await exchange();
  await complete(yildiz, dokument, 'mitgezeichnet');
  await exchange();
  // Half of it is no end.
  expect(await told(brandt)).toEqual([]);
  const before = await counted();
  await complete(yildiz, dokument, 'abgelehnt', 'Der Betrag stimmt nicht.');
  await exchange();
  const refusal = { entscheidung: 'abgelehnt', kommentar: 'Der Betrag stimmt nicht.', von: 'Mehmet Yıldız' };
  expect(await told(brandt)).toMatchObject([{ ...refusal, titel: 'Bescheid', dringlichkeit: 'heute', isMine: true }]);
  expect(await counted()).toBe(before + 1);
  expect(await told(yildiz)).toEqual([]);

  // She goes on: the draft is changed, and all are asked again.
  const { fassung } = await gangOf(brandt, dokument);
  const sha = await change(dokument, 'Entwurf mit dem richtigen Betrag');
  expect(await told(brandt)).toEqual([]);
  const mark = { dokument, vonSha: fassung!.sha, sha, kommentar: 'Betrag' };
  await brandt.commands.markChange({ ...mark, klasse: 'wesentlich' });
  await exchange();
  expect(await told(brandt)).toEqual([]);
  await complete(yildiz, dokument, 'mitgezeichnet');
  await complete(yildiz, dokument, 'schlussgezeichnet');
  await exchange();
  expect(await told(brandt)).toMatchObject([{ entscheidung: 'schlussgezeichnet' }]);

  // Seen, without a connection; the history says so, and every device knows it from the records.
  const bezug = (await told(brandt))[0]!.zeichnung;
  brandt.offline = true;
  // Handed on meanwhile to whom she stands in for: the history names both (V12).
  const { vorgang } = (await brandt.queries.dokument({ id: dokument }))!;
  await brandt.commands.editVorgang({ id: vorgang!.id, set: { bearbeitung: 'p-yildiz' }, base: { bearbeitung: 0 } });
  await brandt.commands.standIn({ person: 'p-yildiz' });
  await brandt.commands.addVermerk({ bezugArt: 'zeichnung', bezug, text: 'Ende zur Kenntnis genommen' });
  expect(await told(brandt)).toEqual([]);
  expect(await counted()).toBe(before);
  await brandt.start();
  expect(await told(brandt)).toEqual([]);
  brandt.offline = false;
  await exchange();
  expect(await refused(brandt)).toEqual([]);
  const { verlauf } = (await yildiz.queries.dokument({ id: dokument }))!;
  expect(verlauf).toContainEqual(
    expect.objectContaining({
      was: 'vermerk',
      text: 'Ende zur Kenntnis genommen',
      von: 'Sabine Brandt',
      fuer: 'Mehmet Yıldız',
    }),
  );

  // Opened again and signed again: another end, which is over when the Dokument left.
  await brandt.commands.reopenGang({ dokument, kommentar: 'Anlage fehlte' });
  await exchange();
  await complete(yildiz, dokument, 'schlussgezeichnet');
  await exchange();
  expect(await told(brandt)).toHaveLength(1);
  const day = new Date().toISOString().slice(0, 10);
  const versand = { weg: 'post', abVermerk: day, zugang: null, empfaenger: ['Jörg Müller'], nachweis: '' } as const;
  await brandt.commands.dispatch({ dokument, versionSha: sha, ...versand });
  expect(await told(brandt)).toEqual([]);

  // What is done with is not read again at every change: of years there is much of it.
  const read = vi.spyOn(brandt.replica, 'read');
  await brandt.commands.addVermerk({ bezugArt: 'dokument', bezug: dokument, text: 'Akte ins Regal' });
  expect(await told(brandt)).toEqual([]);
  const { zeichnung } = brandt.replica.tables;
  const isOfIt = (id: string) => zeichnung.code('dokument', zeichnung.row(id)) === dokument;
  expect(read.mock.calls.filter(([art, id]) => art === 'zeichnung' && isOfIt(id))).toEqual([]);
  read.mockRestore();
});

test('G40: a round at two workstations, with an editorial and an essential change between, ends with a frozen Dokument', async () => {
  const dokument = await draft();
  await brandt.commands.addSchritte({
    dokument,
    schritte: [order('zurMitzeichnung', 1), order('zurSchlusszeichnung', 2)],
    shifts: false,
  });
  await exchange();
  expect(await forMe(yildiz, dokument)).toMatchObject([
    { verfuegung: 'zurMitzeichnung', von: 'Sabine Brandt', fuer: null, dokumentTitel: 'Bescheid' },
  ]);
  expect(await stati(yildiz, dokument)).toEqual(['002', '001']);
  await complete(yildiz, dokument, 'mitgezeichnet');
  await exchange();
  expect(await stati(brandt, dokument)).toEqual(['003', '002']);

  // Only a slip of the pen: the co-signature stays, and everybody sees between which Versionen.
  const [first] = (await gangOf(brandt, dokument)).schritte;
  const second = await change(dokument, 'Entwurf ohne Tippfehler');
  const open = await gangOf(brandt, dokument);
  expect(open).toMatchObject({ fassung: { nummer: 1 }, ungeklaert: { nummer: 2 } });
  await exchange();
  expect(await forMe(yildiz, dokument)).toEqual([]);
  const mark = { dokument, vonSha: open.fassung!.sha, sha: second, kommentar: 'Tippfehler in Zeile 3' };
  await brandt.commands.markChange({ ...mark, klasse: 'redaktionell' });
  await exchange();
  const kept = await gangOf(yildiz, dokument);
  expect(kept.schritte[0]).toMatchObject({ status: '003', zeichnung: { id: first!.zeichnung!.id, fassung: 1 } });
  expect(kept.aenderungen).toMatchObject([
    { entscheidung: 'redaktionell', vonFassung: 1, fassung: 2, kommentar: 'Tippfehler in Zeile 3' },
  ]);

  // Another amount: everybody is asked again; what was signed stays visible as superseded.
  const third = await change(dokument, 'Entwurf mit anderem Betrag');
  await brandt.commands.markChange({ dokument, vonSha: second, sha: third, klasse: 'wesentlich', kommentar: 'Betrag' });
  await exchange();
  const fresh = await gangOf(yildiz, dokument);
  expect(fresh.schritte.map(({ status }) => status)).toEqual(['002', '001']);
  expect(fresh.schritte[0]).toMatchObject({
    zeichnung: null,
    ueberholt: [{ entscheidung: 'mitgezeichnet', fassung: 1 }],
  });
  expect(await forMe(yildiz, dokument)).toHaveLength(1);
  // Brandt changes it once more without a connection, and does not know yet what was signed.
  brandt.offline = true;
  await change(dokument, 'Entwurf nach der Schlusszeichnung');
  await complete(yildiz, dokument, 'mitgezeichnet');
  await complete(yildiz, dokument, 'schlussgezeichnet');
  await yildiz.sync();
  brandt.offline = false;
  await brandt.sync();
  // G26: what would change it is refused with its reason and parked; opened again, it is taken.
  expect(await refused(brandt)).toMatchObject([
    { was: 'add-version', code: 'dokument-frozen' },
    { code: 'version-unknown' },
  ]);
  for (const { n } of await refused(brandt)) await brandt.commands.discardRejected({ n, grund: 'war zu spät' });
  await exchange();
  const done = await gangOf(brandt, dokument);
  expect(done).toMatchObject({ schluss: { fassung: 3, von: 'Mehmet Yıldız' }, geprueft: 5, ersterBruch: null });
  const late = { dokument, entstehung: 'bearbeitung' as const, bytes: bytes('Noch ein Entwurf'), text: '' };
  expect(await codeOf(brandt.commands.addVersion({ ...late, vorgaenger: done.fassung!.id }))).toBe('dokument-frozen');
  await brandt.commands.reopenGang({ dokument, kommentar: 'Anschrift fehlt' });
  await change(dokument, 'Entwurf mit Anschrift');
  await exchange();
  expect(await refused(brandt)).toEqual([]);
  expect(await gangOf(yildiz, dokument)).toMatchObject({ schluss: null, ungeklaert: { nummer: 4 } });
  const verlauf = (await yildiz.queries.dokument({ id: dokument }))!.verlauf.map(({ was }) => was);
  expect(verlauf).toEqual(
    expect.arrayContaining(['add-schritt', 'redaktionell', 'wesentlich', 'schlussgezeichnet', 'wiedereroeffnet']),
  );
});

test('G46: a way back to an earlier Version is said to be one, and nobody classes it', async () => {
  const dokument = await draft();
  await brandt.commands.addSchritte({ dokument, schritte: [order('zurMitzeichnung', 1)], shifts: false });
  const { fassung: first } = await gangOf(brandt, dokument);
  const second = await change(dokument, 'Zweite Fassung');
  expect(await gangOf(brandt, dokument)).toMatchObject({ ungeklaert: { nummer: 2 }, istRueckkehr: false });
  const mark = { dokument, vonSha: first!.sha, sha: second, kommentar: 'x', klasse: 'redaktionell' } as const;
  await brandt.commands.markChange(mark);
  expect(await change(dokument, 'Entwurf')).toBe(first!.sha);
  expect(await gangOf(brandt, dokument)).toMatchObject({
    ...{ fassung: { nummer: 2 }, ungeklaert: { nummer: 3 }, istRueckkehr: true },
  });
  const back = { ...mark, vonSha: second, sha: first!.sha };
  expect(await codeOf(brandt.commands.markChange(back))).toBe('version-superseded');
  await change(dokument, 'Dritte Fassung');
  expect(await gangOf(brandt, dokument)).toMatchObject({ ungeklaert: { nummer: 4 }, istRueckkehr: false });
  await exchange();
});

test('G41: what was signed without a connection, about a draft that was changed meanwhile, arrives as what it is', async () => {
  const dokument = await draft();
  await brandt.commands.addSchritte({
    dokument,
    schritte: [order('zurMitzeichnung', 1), order('zurSchlusszeichnung', 2)],
    shifts: false,
  });
  await exchange();
  yildiz.offline = true;
  await complete(yildiz, dokument, 'mitgezeichnet', 'Keine Bedenken');
  expect(await stati(yildiz, dokument)).toEqual(['003', '002']);
  expect((await yildiz.queries.ausgang({})).map(({ was, titel, text }) => ({ was, titel, text }))).toEqual([
    { was: 'mitgezeichnet', titel: 'Bescheid', text: 'Keine Bedenken' },
  ]);
  // What waits outlives the end of the program.
  await yildiz.start();
  expect(await stati(yildiz, dokument)).toEqual(['003', '002']);

  const before = (await gangOf(brandt, dokument)).fassung!.sha;
  const sha = await change(dokument, 'Entwurf mit anderem Betrag');
  await brandt.commands.markChange({ dokument, vonSha: before, sha, klasse: 'wesentlich', kommentar: 'Betrag' });
  await brandt.sync();
  yildiz.offline = false;
  await exchange();
  expect(await refused(yildiz)).toEqual([]);
  for (const desk of [brandt, yildiz]) {
    const { schritte, ersterBruch } = await gangOf(desk, dokument);
    expect(schritte[0]).toMatchObject({ status: '002', zeichnung: null, ueberholt: [{ fassung: 1, bruch: null }] });
    expect(ersterBruch).toBeNull();
  }
});

test('G42: a refusal halts the Geschaeftsgang until the Federfuehrung overrules it with a reason', async () => {
  const dokument = await draft();
  await brandt.commands.addSchritte({
    dokument,
    schritte: [order('zurMitzeichnung', 1), order('zurSchlusszeichnung', 2)],
    shifts: false,
  });
  await exchange();
  await complete(yildiz, dokument, 'abgelehnt', 'Die Rechtsgrundlage fehlt.');
  await exchange();
  expect(await stati(brandt, dokument)).toEqual(['003', '001']);
  expect(await forMe(yildiz, dokument)).toEqual([]);
  const [one] = (await gangOf(brandt, dokument)).schritte;
  await brandt.commands.recallSchritt({ schritt: one!.id, grund: 'Sie steht auf Seite 2.' });
  await exchange();
  expect(await stati(yildiz, dokument)).toEqual(['004', '002']);
});

/** Lines of this kind in the history of a Dokument. */
async function told(desk: Desk, dokument: string, was: string) {
  const verlauf = (await desk.queries.dokument({ id: dokument }))?.verlauf ?? [];
  return verlauf.flatMap((one) => (one.was === was ? [{ von: one.von, text: one.text, unsent: one.unsent }] : []));
}

test('G43, G45: a deputy signs and says for whom; a step can be passed on, and put in between', async () => {
  const dokument = await draft();
  await brandt.commands.addSchritte({
    dokument,
    schritte: [order('zurMitzeichnung', 1), order('zurSchlusszeichnung', 2)],
    shifts: false,
  });
  await brandt.commands.addSchritte({ dokument, schritte: [order('zurKenntnis', 2)], shifts: true });
  expect((await gangOf(brandt, dokument)).schritte.map(({ nummer, verfuegung }) => [nummer, verfuegung])).toEqual([
    [1, 'zurMitzeichnung'],
    [2, 'zurKenntnis'],
    [3, 'zurSchlusszeichnung'],
  ]);
  await exchange();
  expect(await forMe(brandt, dokument)).toMatchObject([{ fuer: 'Mehmet Yıldız' }]);
  await complete(brandt, dokument, 'mitgezeichnet');
  await exchange();
  const [signed, next] = (await gangOf(yildiz, dokument)).schritte;
  expect(signed?.zeichnung).toMatchObject({
    von: 'Sabine Brandt',
    fuer: 'Mehmet Yıldız',
    zusatz: 'i. V.',
    bruch: null,
  });
  await yildiz.commands.delegateSchritt({ schritt: next!.id, an: 'p-brandt' });
  expect(await told(yildiz, dokument, 'delegate-schritt')).toMatchObject([{ unsent: true }]);
  await exchange();
  expect((await gangOf(brandt, dokument)).schritte[1]).toMatchObject({
    an: 'Sabine Brandt',
    delegiertVon: 'Mehmet Yıldız',
    isMine: true,
  });
  expect(await told(brandt, dokument, 'delegate-schritt')).toEqual([
    { von: 'Mehmet Yıldız', text: 'Mehmet Yıldız → Sabine Brandt', unsent: false },
  ]);
});

test('G44: a step recalled while its addressee signed without a connection stays recalled, and she learns why', async () => {
  const dokument = await draft();
  await brandt.commands.addSchritte({ dokument, schritte: [order('zurMitzeichnung', 1)], shifts: false });
  await exchange();
  yildiz.offline = true;
  await complete(yildiz, dokument, 'mitgezeichnet');
  const [one] = (await gangOf(brandt, dokument)).schritte;
  await brandt.commands.recallSchritt({ schritt: one!.id, grund: 'Doch nicht nötig.' });
  await brandt.sync();
  yildiz.offline = false;
  await yildiz.syncUntil(async () => (await refused(yildiz)).length === 1);
  expect(await refused(yildiz)).toMatchObject([
    { was: 'mitgezeichnet', code: 'schritt-not-current', titel: 'Bescheid' },
  ]);
  expect(await stati(yildiz, dokument)).toEqual(['004']);
  expect(await told(yildiz, dokument, 'recall-schritt')).toEqual([
    { von: 'Sabine Brandt', text: 'Doch nicht nötig.', unsent: false },
  ]);
  expect(
    await codeOf(
      yildiz.commands.completeSchritt({
        schritt: one!.id,
        sha: '0'.repeat(64),
        entscheidung: 'mitgezeichnet',
        kommentar: '',
      }),
    ),
  ).toBe('change-unclassified');
});
