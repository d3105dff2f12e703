import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../server/start-server.ts';
import type { Felder } from '../../shared/akte.ts';
import type { ZeichnungInhalt } from '../../shared/geschaeftsgang/gang-types.ts';
import { toSchritt } from '../../shared/geschaeftsgang/to-schritt.ts';
import { auftragHash, zeichnungBytes, zeichnungId } from '../../shared/geschaeftsgang/zeichnung-bytes.ts';
import { TestDevice } from '../workstation/device.ts';
import { demoPassword } from '../workstation/seeded-folder.ts';
import { startTestServer } from '../workstation/start-server.ts';

const akte = 'akte-jugendamt-001';
const zeit = '2026-11-20T10:00:00.000Z';
let server: RunningServer;
/** Brandt has the Vorgang in hand; Nowak of the Bauamt works on another Vorgang of the Akte and is in charge of nothing. */
let brandt: TestDevice;
let yildiz: TestDevice;
let nowak: TestDevice;
const shas: string[] = [];
let count = 0;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await TestDevice.enrol(server.url, 'brandt', demoPassword);
  yildiz = await TestDevice.enrol(server.url, 'yildiz', demoPassword);
  nowak = await TestDevice.enrol(server.url, 'nowak', demoPassword);
  for (const one of ['erster', 'zweiter', 'dritter'])
    shas.push(await brandt.upload(Buffer.from(`%PDF-1.7 ${one} Entwurf`)));
  await brandt.do({
    intent: 'create-vorgang',
    ent: { art: 'vorgang', id: 'vg-nowak' },
    akte,
    set: { titel: 'Mitwirkung', status: 'offen', bearbeitung: 'p-nowak' },
  });
}, 180_000);
afterAll(() => server?.stop());

const rejected = (code: string) => ({ status: 'rejected', code });

/** A Vorgang of the Jugendamt with one Dokument and the first draft. */
async function prepare() {
  const [vorgang, dokument] = [`vg-${++count}`, `dok-${count}`];
  await brandt.do({
    intent: 'create-vorgang',
    ent: { art: 'vorgang', id: vorgang },
    akte,
    set: { titel: 'X', status: 'offen', federfuehrung: 'jugendamt', bearbeitung: 'p-brandt' },
  });
  await brandt.do({
    intent: 'create-dokument',
    ent: { art: 'dokument', id: dokument },
    akte,
    set: { titel: 'Bescheid', vorgang, fuehrendeVersion: null },
  });
  const at = { vorgang, dokument };
  expect(await draft(at, 1)).toMatchObject({ status: 'ok' });
  return at;
}
type Place = Awaited<ReturnType<typeof prepare>>;

const draft = ({ dokument }: Place, nummer: number) =>
  brandt.do({
    intent: 'add-version',
    ent: { art: 'version', id: `${dokument}-v${nummer}` },
    akte,
    need: [shas[nummer - 1]!],
    set: {
      dokument,
      nummer,
      vorgaenger: nummer === 1 ? null : `${dokument}-v${nummer - 1}`,
      sha: shas[nummer - 1]!,
      groesse: 24,
      dateiname: 'bescheid.pdf',
      mimetyp: 'application/pdf',
      entstehung: 'bearbeitung',
      erstelltVon: brandt.person,
      erstellt: zeit,
    },
  });

function order(
  { dokument }: Place,
  nummer: number,
  an: string,
  verfuegung: string,
  set: Felder = {},
): Felder & { id: string } {
  return {
    id: `${dokument}-s${++count}`,
    dokument,
    nummer,
    verfuegung,
    text: 'Bitte prüfen.',
    an,
    delegiertVon: null,
    entfallen: false,
    grund: '',
    versionSha: shas[0]!,
    von: 'p-brandt',
    angelegt: new Date(Date.parse(zeit) + count * 1_000).toISOString(),
    ...set,
  };
}

const addSchritt = (device: TestDevice, { id, ...set }: Felder & { id: string }) =>
  device.do({ intent: 'add-schritt', akte, ent: { art: 'beteiligungsschritt', id }, set });

const people: Readonly<Record<string, Pick<ZeichnungInhalt, 'funktion' | 'zusatz'>>> = {
  'p-brandt': { funktion: 'Sachbearbeiterin Unterhaltsvorschuss', zusatz: 'i. A.' },
  'p-yildiz': { funktion: 'Sachgebietsleiter Unterhaltsvorschuss', zusatz: 'i. V.' },
  'p-nowak': { funktion: 'Sachbearbeiter Baugenehmigung', zusatz: 'i. A.' },
};

/** Content of an act of a device's person on an order. */
function act(device: TestDevice, at: Place, order: (Felder & { id: string }) | null, more: Partial<ZeichnungInhalt>) {
  const schritt = order && toSchritt(order.id, order);
  return {
    schritt: schritt?.id ?? null,
    dokument: at.dokument,
    vorgang: at.vorgang,
    versionSha: shas[0]!,
    bezug: null,
    auftrag: schritt && auftragHash(schritt),
    verfuegung: schritt?.verfuegung ?? null,
    text: schritt?.text ?? '',
    entscheidung: 'mitgezeichnet' as const,
    kommentar: schritt ? '' : 'Tippfehler',
    von: device.person,
    fuer: null,
    ...people[device.person]!,
    zeit,
    vorherige: [],
    geraet: device.id,
    ...more,
  } satisfies ZeichnungInhalt;
}

async function sign(device: TestDevice, inhalt: ZeichnungInhalt, more: { id?: string; signatur?: string } = {}) {
  const id = more.id ?? zeichnungId(inhalt);
  const signatur = more.signatur ?? (await device.signBytes(zeichnungBytes(inhalt)));
  const set = { ...inhalt, signatur, vorherige: [...inhalt.vorherige] };
  const result = await device.do({ intent: 'add-zeichnung', akte, ent: { art: 'zeichnung', id }, set });
  return { ...result, id };
}

test('G20: only the Federfuehrung orders, recalls and renumbers steps, for people who may write in the Akte', async () => {
  const at = await prepare();
  const first = order(at, 1, 'p-nowak', 'zurMitzeichnung');
  expect(await addSchritt(nowak, { ...first, von: 'p-nowak' })).toMatchObject(rejected('no-right'));
  expect(await addSchritt(brandt, { ...first, an: 'p-hoffmann' })).toMatchObject(rejected('recipient-no-right'));
  expect(await addSchritt(brandt, { ...first, versionSha: shas[2]! })).toMatchObject(rejected('version-unknown'));
  expect(await addSchritt(brandt, { ...first, entfallen: true })).toMatchObject(rejected('operation-invalid'));
  expect(await addSchritt(yildiz, first)).toMatchObject(rejected('operation-invalid'));
  expect(await addSchritt(brandt, first)).toMatchObject({ status: 'ok' });
  const second = order(at, 2, 'p-yildiz', 'zurSchlusszeichnung');
  const added = await addSchritt(brandt, second);
  if (added.status !== 'ok') throw new Error(added.status);

  const change = (device: TestDevice, intent: 'renumber-schritt' | 'recall-schritt', set: Felder, base = added.rev) =>
    device.do({
      intent,
      akte,
      ent: { art: 'beteiligungsschritt', id: second.id },
      set,
      base: Object.fromEntries(Object.keys(set).map((feld) => [feld, base])),
    });
  expect(await change(nowak, 'renumber-schritt', { nummer: 3 })).toMatchObject(rejected('no-right'));
  expect(await change(brandt, 'renumber-schritt', { nummer: 1 })).toMatchObject(rejected('schritt-not-current'));
  expect(await change(yildiz, 'renumber-schritt', { nummer: 3 })).toMatchObject({ status: 'ok' });
  // G24: two orders for one step are never merged, and make no Konflikt.
  expect(await change(brandt, 'renumber-schritt', { nummer: 4 })).toMatchObject(rejected('schritt-not-current'));
  expect(await change(brandt, 'recall-schritt', { entfallen: true, grund: ' ' })).toMatchObject(
    rejected('operation-invalid'),
  );
  expect(await change(nowak, 'recall-schritt', { entfallen: true, grund: 'x' })).toMatchObject(rejected('no-right'));
  expect(await change(brandt, 'recall-schritt', { entfallen: true, grund: 'doppelt' })).toMatchObject({ status: 'ok' });
  expect(await change(brandt, 'recall-schritt', { entfallen: true, grund: 'noch' })).toMatchObject(
    rejected('schritt-not-current'),
  );
});

test('G21, G22: only the addressee or who stands in for her completes a step, with her own key and what she signed', async () => {
  const at = await prepare();
  const first = order(at, 1, 'p-yildiz', 'zurMitzeichnung');
  const second = order(at, 2, 'p-yildiz', 'zurSchlusszeichnung');
  for (const one of [first, second]) expect(await addSchritt(brandt, one)).toMatchObject({ status: 'ok' });

  expect(await sign(nowak, act(nowak, at, first, {}))).toMatchObject(rejected('no-right'));
  // Brandt stands in for Yıldız: she has to say so.
  expect(await sign(brandt, act(brandt, at, first, {}))).toMatchObject(rejected('zeichnung-invalid'));
  expect(await sign(brandt, act(brandt, at, first, { fuer: 'p-yildiz' }))).toMatchObject(rejected('zeichnung-invalid'));
  const own = act(yildiz, at, first, {});
  expect(await sign(yildiz, own, { id: '0'.repeat(64) })).toMatchObject(rejected('zeichnung-invalid'));
  const foreign = await brandt.signBytes(zeichnungBytes(own));
  expect(await sign(yildiz, own, { signatur: foreign })).toMatchObject(rejected('zeichnung-invalid'));
  expect(await sign(yildiz, { ...own, geraet: brandt.id })).toMatchObject(rejected('zeichnung-invalid'));
  expect(await sign(yildiz, { ...own, zusatz: '' })).toMatchObject(rejected('zeichnung-invalid'));
  expect(await sign(yildiz, { ...own, funktion: 'Amtsleiter' })).toMatchObject(rejected('zeichnung-invalid'));
  expect(await sign(yildiz, { ...own, text: 'Alles.' })).toMatchObject(rejected('zeichnung-invalid'));
  expect(await sign(yildiz, { ...own, vorherige: ['0'.repeat(64)] })).toMatchObject(rejected('zeichnung-invalid'));
  expect(await sign(yildiz, { ...own, versionSha: shas[2]! })).toMatchObject(rejected('version-unknown'));
  expect(await sign(yildiz, { ...own, auftrag: '0'.repeat(64) })).toMatchObject(rejected('schritt-not-current'));
  expect(await sign(yildiz, { ...own, von: 'p-brandt' })).toMatchObject(rejected('operation-invalid'));
  expect(await sign(yildiz, { ...own, entscheidung: 'abgelehnt' })).toMatchObject(rejected('operation-invalid'));
  const early = act(yildiz, at, second, { entscheidung: 'schlussgezeichnet' });
  expect(await sign(yildiz, early)).toMatchObject(rejected('schritt-not-current'));

  const deputy = act(brandt, at, first, { fuer: 'p-yildiz', zusatz: 'i. V.' });
  const done = await sign(brandt, deputy);
  expect(done).toMatchObject({ status: 'ok' });
  expect(await sign(brandt, deputy)).toMatchObject(rejected('operation-invalid'));
  expect(await sign(yildiz, own)).toMatchObject(rejected('schritt-not-current'));
  // G23: the next one follows it, whether she says so or not.
  expect(await sign(yildiz, early)).toMatchObject(rejected('zeichnung-invalid'));
  expect(await sign(yildiz, { ...early, vorherige: [done.id] })).toMatchObject({ status: 'ok' });
});

test('G25, G26: a change is classed by the Federfuehrung; the Schlusszeichnung closes the Dokument until it is opened again', async () => {
  const at = await prepare();
  const first = order(at, 1, 'p-nowak', 'zurMitzeichnung');
  const second = order(at, 2, 'p-yildiz', 'zurSchlusszeichnung');
  for (const one of [first, second]) await addSchritt(brandt, one);
  expect(await draft(at, 2)).toMatchObject({ status: 'ok' });
  expect(await sign(nowak, act(nowak, at, first, { versionSha: shas[1]! }))).toMatchObject(
    rejected('change-unclassified'),
  );
  const late = await sign(nowak, act(nowak, at, first, {}));
  expect(late).toMatchObject({ status: 'ok' });
  const classed = { versionSha: shas[1]!, bezug: shas[0]!, vorherige: [late.id] };
  const by = (device: TestDevice, more: Partial<ZeichnungInhalt>) =>
    sign(device, act(device, at, null, { ...classed, ...more }));
  expect(await by(nowak, { entscheidung: 'redaktionell' })).toMatchObject(rejected('no-right'));
  expect(await by(brandt, { entscheidung: 'redaktionell', kommentar: ' ' })).toMatchObject(
    rejected('operation-invalid'),
  );
  expect(await by(brandt, { entscheidung: 'wesentlich', bezug: shas[1]! })).toMatchObject(
    rejected('version-superseded'),
  );
  const change = await by(brandt, { entscheidung: 'wesentlich' });
  expect(change).toMatchObject({ status: 'ok' });
  expect(await by(yildiz, { entscheidung: 'redaktionell' })).toMatchObject(rejected('version-superseded'));

  const final = act(yildiz, at, second, {
    entscheidung: 'schlussgezeichnet',
    versionSha: shas[1]!,
    vorherige: [change.id],
  });
  expect(await sign(yildiz, final)).toMatchObject(rejected('schritt-not-current'));
  const again = await sign(nowak, act(nowak, at, first, { versionSha: shas[1]!, vorherige: [change.id] }));
  expect(again).toMatchObject({ status: 'ok' });
  const stale = await sign(yildiz, { ...final, versionSha: shas[0]!, vorherige: [again.id] });
  expect(stale).toMatchObject(rejected('version-superseded'));
  const closed = await sign(yildiz, { ...final, vorherige: [again.id] });
  expect(closed).toMatchObject({ status: 'ok' });

  expect(await draft(at, 3)).toMatchObject(rejected('dokument-frozen'));
  const choose = { fuehrendeVersion: `${at.dokument}-v1` };
  const chosen = await brandt.do({
    intent: 'choose-version',
    akte,
    ent: { art: 'dokument', id: at.dokument },
    set: choose,
    base: { fuehrendeVersion: 1 },
  });
  expect(chosen).toMatchObject(rejected('dokument-frozen'));
  const third = order(at, 3, 'p-yildiz', 'zurMitzeichnung');
  expect(await addSchritt(brandt, third)).toMatchObject(rejected('dokument-frozen'));
  const reopen = { entscheidung: 'wiedereroeffnet' as const, bezug: closed.id, vorherige: [closed.id] };
  expect(await by(nowak, reopen)).toMatchObject(rejected('no-right'));
  expect(await by(brandt, { ...reopen, bezug: again.id })).toMatchObject(rejected('schritt-not-current'));
  expect(await by(brandt, reopen)).toMatchObject({ status: 'ok' });
  expect(await draft(at, 3)).toMatchObject({ status: 'ok' });
});

test('G27: a step is passed on by its addressee or the Federfuehrung, to somebody who may write there', async () => {
  const at = await prepare();
  const first = order(at, 1, 'p-yildiz', 'zurMitzeichnung');
  const added = await addSchritt(brandt, first);
  if (added.status !== 'ok') throw new Error(added.status);
  const pass = (device: TestDevice, set: Felder) =>
    device.do({
      intent: 'delegate-schritt',
      akte,
      ent: { art: 'beteiligungsschritt', id: first.id },
      set,
      base: { an: added.rev, delegiertVon: added.rev },
    });
  expect(await pass(nowak, { an: 'p-nowak', delegiertVon: 'p-yildiz' })).toMatchObject(rejected('no-right'));
  expect(await pass(yildiz, { an: 'p-hoffmann', delegiertVon: 'p-yildiz' })).toMatchObject(
    rejected('recipient-no-right'),
  );
  expect(await pass(yildiz, { an: 'p-nowak', delegiertVon: 'p-brandt' })).toMatchObject(
    rejected('schritt-not-current'),
  );
  expect(await pass(yildiz, { an: 'p-nowak', delegiertVon: 'p-yildiz' })).toMatchObject({ status: 'ok' });
  expect(await sign(yildiz, act(yildiz, at, first, {}))).toMatchObject(rejected('no-right'));
  const passed = { ...first, an: 'p-nowak', delegiertVon: 'p-yildiz' };
  expect(await sign(nowak, act(nowak, at, passed, {}))).toMatchObject({ status: 'ok' });
});

test('G28: with its Dokument a Geschaeftsgang moves to another Akte', async () => {
  const at = await prepare();
  const first = order(at, 1, 'p-yildiz', 'zurMitzeichnung');
  await addSchritt(brandt, first);
  const { id } = await sign(yildiz, act(yildiz, at, first, {}));
  const target = { art: 'vorgang' as const, id: `vg-${++count}` };
  const other = 'akte-jugendamt-002';
  await brandt.do({ intent: 'create-vorgang', ent: target, akte: other, set: { titel: 'Y', status: 'offen' } });
  const filed = await brandt.do({
    intent: 'file-dokument',
    akte: other,
    ent: { art: 'dokument', id: at.dokument },
    set: { vorgang: target.id },
    base: { vorgang: 99_999_999 },
  });
  expect(filed).toMatchObject({ status: 'ok' });
  const { rows } = await server.pool.query<{ akte: string }>('select akte from datensatz where id = any($1)', [
    [id, first.id],
  ]);
  expect(rows.map((row) => row.akte)).toEqual([other, other]);
});
