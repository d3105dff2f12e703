import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { officeTypes } from '../../../shared/office/office-types.ts';
import { makeOdt } from '../../fixtures/office/make-office.ts';
import { writeWords } from '../../fixtures/words-pdf.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

const akte = 'akte-jugendamt-001';
let server: RunningServer;
let brandt: Desk;
let yildiz: Desk;

beforeAll(async () => {
  server = await startTestServer();
  brandt = await Desk.open(server.url, 'brandt', demoPassword);
  yildiz = await Desk.open(server.url, 'yildiz', demoPassword);
  for (const desk of [brandt, yildiz]) await desk.sync();
  const keys = (desk: Desk) => desk.replica.tables.geraeteschluessel.size >= 2;
  for (const desk of [brandt, yildiz]) await desk.syncUntil(() => keys(desk));
}, 180_000);
afterAll(async () => {
  await brandt?.close();
  await yildiz?.close();
  await server?.stop();
});

const odt = (text: string) => makeOdt(`<text:p>${text}</text:p>`);
const datei = { dateiname: 'Bescheid.odt', mimetyp: officeTypes.odt };
const beside = { titel: 'Bescheid (nach der Schlusszeichnung gespeichert)', text: 'spät' };

async function begin() {
  const { id: vorgang } = await brandt.commands.createVorgang({ akte, titel: 'Bescheid', vorgangstyp: 'Antrag' });
  const first = { titel: 'Bescheid', datei, bytes: await odt('leer'), text: 'angelegt' };
  return { vorgang, ...(await brandt.commands.createEntwurf({ vorgang, ...first })) };
}

const versionsOf = async (desk: Desk, dokument: string) =>
  ((await desk.queries.dokument({ id: dokument }))?.versionen ?? []).map(({ nummer, mimetyp, dateiname, leading }) => ({
    nummer,
    mimetyp,
    dateiname,
    leading,
  }));

/** Yildiz signs finally; Brandt knows. */
async function signFinally(dokument: string): Promise<void> {
  const step = { an: 'p-yildiz', verfuegung: 'zurSchlusszeichnung', nummer: 1, text: '' } as const;
  await brandt.commands.addSchritte({ dokument, schritte: [step], shifts: false });
  await brandt.syncUntil(() => !brandt.replica.isUnsent('dokument', dokument));
  const gang = (desk: Desk) => desk.queries.geschaeftsgang({ dokument });
  await yildiz.syncUntil(async () => (await gang(yildiz))?.schritte.some(({ isMine }) => isMine) === true);
  const { schritte, fassung } = (await gang(yildiz))!;
  const act = { sha: fassung!.sha, entscheidung: 'schlussgezeichnet', kommentar: '' } as const;
  await yildiz.commands.completeSchritt({ schritt: schritte[0]!.id, ...act });
  await yildiz.sync();
  await brandt.syncUntil(async () => Boolean((await gang(brandt))?.schluss));
}

test('O17: what was written outside follows as Versionen, once each, the Reinschrift too, and the colleague has them', async () => {
  const { dokument, version } = await begin();
  const second = { dokument, vorgaenger: version, datei, as: 'version', text: 'gespeichert', beside } as const;
  const bytes = await odt('bewilligt');
  const taken = await brandt.commands.takeDraft({ ...second, bytes: bytes.slice() });
  expect(taken).toMatchObject({ dokument, nummer: 2, isBeside: false });
  // A crash came before main heard of it.
  const again = await brandt.commands.takeDraft({ ...second, bytes: bytes.slice() });
  expect(again.version).toBe(taken.version);
  const pdf = { dateiname: 'Bescheid.pdf', mimetyp: 'application/pdf' };
  const reinschrift = {
    dokument,
    vorgaenger: taken.version,
    datei: pdf,
    as: 'version',
    text: 'Reinschrift',
    beside,
  } as const;
  await brandt.commands.takeDraft({ ...reinschrift, bytes: writeWords([{ lines: ['bewilligt'] }]) });
  const expected = [
    { nummer: 1, ...datei, leading: false },
    { nummer: 2, ...datei, leading: false },
    { nummer: 3, ...pdf, leading: true },
  ];
  expect(await versionsOf(brandt, dokument)).toEqual(expected);
  await brandt.syncUntil(() => !brandt.replica.isUnsent('dokument', dokument));
  await yildiz.syncUntil(async () => (await versionsOf(yildiz, dokument)).length === 3);
  expect(await versionsOf(yildiz, dokument)).toEqual(expected);
});

test('O17: two people who go on from the same Version keep both: a person decides', async () => {
  const { dokument, version } = await begin();
  await brandt.syncUntil(() => !brandt.replica.isUnsent('dokument', dokument));
  await yildiz.syncUntil(async () => (await versionsOf(yildiz, dokument)).length === 1);
  const next = { dokument, vorgaenger: version, datei, as: 'version', text: 'gespeichert', beside } as const;
  await brandt.commands.takeDraft({ ...next, bytes: await odt('von Brandt') });
  await yildiz.commands.takeDraft({ ...next, bytes: await odt('von Yildiz') });
  await brandt.sync();
  await yildiz.syncUntil(async () => (await versionsOf(yildiz, dokument)).length === 3);
  expect((await yildiz.queries.dokument({ id: dokument }))!.zeile.konkurrierend).toBe(2);
});

test('O18: saved after the Schlusszeichnung it is a Dokument of its own beside the signed one, which stays as it was', async () => {
  const { vorgang, dokument, version } = await begin();
  await signFinally(dokument);
  const late = { dokument, vorgaenger: version, datei, as: 'version', text: 'gespeichert', beside } as const;
  const taken = await brandt.commands.takeDraft({ ...late, bytes: await odt('zu spät') });
  expect(taken).toMatchObject({ nummer: 1, isBeside: true });
  expect(await versionsOf(brandt, dokument)).toHaveLength(1);
  const { dokumente } = (await brandt.queries.vorgang({ id: vorgang }))!;
  expect(dokumente.map(({ titel }) => titel).toSorted()).toEqual(['Bescheid', beside.titel]);
  // So is a file of another kind, in any case.
  const other = { ...late, as: 'beside', beside: { titel: 'notiz.doc', text: 'x' }, bytes: await odt('x') } as const;
  expect(await brandt.commands.takeDraft(other)).toMatchObject({ nummer: 1, isBeside: true });
  // The next state follows the first, there.
  const next = { ...late, vorgaenger: taken.version, bytes: await odt('noch später') };
  expect(await brandt.commands.takeDraft(next)).toMatchObject({ dokument: taken.dokument, nummer: 2 });
});

test('O18: where the server refused a Version, the next state follows the one that leads', async () => {
  const { dokument } = await begin();
  const lost = {
    dokument,
    vorgaenger: 'version-die-es-nicht-gibt',
    datei,
    as: 'version',
    text: 'gespeichert',
    beside,
  } as const;
  const taken = await brandt.commands.takeDraft({ ...lost, bytes: await odt('weiter') });
  expect(taken).toMatchObject({ dokument, nummer: 2, isBeside: false });
});

test('O17: a file of another kind that is taken twice, because a crash came between, is one Dokument', async () => {
  const { dokument, version, vorgang } = await begin();
  const file = { datei: { dateiname: 'notiz.doc', mimetyp: 'application/octet-stream' }, text: 'x', beside };
  const take = async (words: string) =>
    brandt.commands.takeDraft({ dokument, vorgaenger: version, as: 'beside', bytes: Buffer.from(words), ...file });
  const first = await take('eins');
  expect(await take('eins')).toEqual(first);
  expect(first).toMatchObject({ nummer: 1, isBeside: true });
  expect((await take('zwei')).dokument).not.toBe(first.dokument);
  expect((await brandt.queries.vorgang({ id: vorgang }))?.dokumente).toHaveLength(3);
});
