import { beforeAll, expect, test } from 'vitest';
import { errorCode } from '../../../shared/errors.ts';
import type { Desk } from '../../workstation/desk.ts';
import { openDesks } from '../../workstation/open-desks.ts';

const akte = 'akte-jugendamt-001';
const eingang = { eingangsdatum: '2026-11-20T08:00:00Z', eingangsquelle: 'x', eingangskanal: 'post', absender: 'y' };
let brandt: Desk;
let yildiz: Desk;

beforeAll(async () => {
  const authority = await openDesks('brandt', 'yildiz');
  [brandt, yildiz] = authority.desks;
  return authority.close;
}, 180_000);

/** A Bescheid in a Vorgang of Brandt's. */
async function bescheid(titel: string, desk = brandt) {
  const { id: vorgang } = await desk.commands.createVorgang({ akte, titel, vorgangstyp: 'Antrag' });
  const bytes = new TextEncoder().encode(`%PDF-1.7 ${titel}`);
  const file = { name: 'bescheid.pdf', titel, bytes, vorgang, eingang };
  const { dokument, version } = await desk.commands.importDokument(file);
  const { sha } = (await desk.queries.dokument({ id: dokument }))!.versionen.at(0)!;
  return { vorgang, dokument, version, sha };
}
const note = ({ dokument, sha }: { readonly dokument: string; readonly sha: string }) => ({
  ...({ dokument, versionSha: sha, weg: 'post', abVermerk: '2026-03-02', zugang: null, nachweis: '' } as const),
  empfaenger: [' Jörg Müller ', ''],
});

test('O1: what left without a connection is there at once, in the history and the Ausgang, and with the colleague later', async () => {
  const letter = await bescheid('Gebührenbescheid');
  const { vorgang, dokument } = letter;
  brandt.offline = true;
  const { id } = await brandt.commands.dispatch(note(letter));
  const [row] = await brandt.queries.postausgaenge({ dokument });
  expect(row).toMatchObject({ id, fassung: 1, empfaenger: ['Jörg Müller'], abVermerk: '2026-03-02', unsent: true });
  expect((await brandt.queries.ausgang({})).find(({ was }) => was === 'dispatch')).toMatchObject({
    titel: 'Gebührenbescheid',
    text: 'Jörg Müller',
  });
  const { verlauf } = (await brandt.queries.dokument({ id: dokument }))!;
  expect(verlauf.find(({ was }) => was === 'dispatch')).toMatchObject({ text: 'Jörg Müller', ende: '2026-03-02' });
  brandt.offline = false;
  await brandt.syncUntil(() => !brandt.replica.isUnsent('postausgang', id));
  await yildiz.syncUntil(() => yildiz.replica.tables.postausgang.row(id) >= 0);
  const [seen] = await yildiz.queries.postausgaenge({ vorgang });
  expect(seen).toMatchObject({ id, dokumentTitel: 'Gebührenbescheid', unsent: false });

  // Receipt is noted by whoever has the proof; a second, different note is told.
  await yildiz.commands.noteDelivery({ id, rev: seen!.rev, zugang: '2026-03-06', zurueck: null, nachweis: 'Anruf' });
  await yildiz.sync();
  const [before] = await brandt.queries.postausgaenge({ dokument });
  await brandt.commands.noteDelivery({ id, rev: before!.rev, zugang: '2026-03-09', zurueck: null, nachweis: '' });
  await brandt.syncUntil(async () => (await brandt.queries.ausgang({})).some(({ state }) => state === 'rejected'));
  const refused = (await brandt.queries.ausgang({})).find(({ state }) => state === 'rejected');
  expect(refused).toMatchObject({ was: 'edit-postausgang', code: 'postausgang-changed', titel: 'Gebührenbescheid' });
  expect((await brandt.queries.postausgaenge({ dokument }))[0]).toMatchObject({
    zugang: '2026-03-06',
    nachweis: 'Anruf',
  });
});

test('O3: nothing is noted without a receiver or with days that cannot be', async () => {
  const letter = await bescheid('Ablehnung');
  const { dokument } = letter;
  const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', errorCode);
  const entry = note(letter);
  expect(await codeOf(brandt.commands.dispatch({ ...entry, empfaenger: ['  '] }))).toBe('input-invalid');
  expect(await codeOf(brandt.commands.dispatch({ ...entry, abVermerk: '2999-01-01' }))).toBe('frist-day-in-future');
  expect(await codeOf(brandt.commands.dispatch({ ...entry, zugang: '2026-03-01' }))).toBe('frist-day-invalid');
  expect(await brandt.queries.postausgaenge({ dokument })).toEqual([]);
});

test('O6: a Dokument takes its Postausgang along into another Akte', async () => {
  const letter = await bescheid('Umzug');
  const { dokument } = letter;
  const { id } = await brandt.commands.dispatch(note(letter));
  await brandt.sync();
  const rev = (await brandt.queries.postausgaenge({ dokument })).at(0)!.rev;
  await brandt.commands.noteDelivery({ id, rev, zugang: '2026-03-06', zurueck: null, nachweis: '' });
  await brandt.syncUntil(async () => (await changesOf(brandt, dokument)).length === 1);
  const target = brandt.replica.tables.vorgang.row('vorgang-bauamt-900-1');
  expect(target).toBeGreaterThanOrEqual(0);
  await brandt.commands.fileDokument({ dokument, vorgang: 'vorgang-bauamt-900-1' });
  await brandt.syncUntil(() => {
    const { postausgang } = brandt.replica.tables;
    return postausgang.akte(postausgang.row(id)) === 'akte-bauamt-900';
  });
  // Rights follow the Akte: what was written about it may not stay behind.
  const { ereignis } = brandt.replica.tables;
  const rows = ereignis.ids.flatMap((_, row) => (ereignis.code('bezug', row) === id ? [row] : []));
  expect(rows.map((row) => ereignis.akte(row))).toEqual(['akte-bauamt-900']);
});

test('O4: who changed the proof of a receipt, and what stood there before, is in the history', async () => {
  const letter = await bescheid('Widerruf');
  const { dokument } = letter;
  const { id } = await brandt.commands.dispatch(note(letter));
  const noteReceipt = async (zugang: string) => {
    const rev = (await brandt.queries.postausgaenge({ dokument })).at(0)!.rev;
    await brandt.commands.noteDelivery({ id, rev, zugang, zurueck: null, nachweis: 'PZU' });
  };
  brandt.offline = true;
  await noteReceipt('2026-03-06');
  const { verlauf } = (await brandt.queries.dokument({ id: dokument }))!;
  const pending = { text: 'Jörg Müller', felder: ['zugang', 'zurueck', 'nachweis'], unsent: true };
  expect(verlauf.filter(({ was }) => was === 'edit-postausgang')).toMatchObject([pending]);
  expect(verlauf.filter(({ was }) => was === 'dispatch')).toHaveLength(1);
  brandt.offline = false;
  await brandt.syncUntil(async () => (await changesOf(brandt, dokument)).length === 1);
  await noteReceipt('2026-03-09');
  await brandt.syncUntil(async () => (await changesOf(brandt, dokument)).length === 2);
  expect(await changesOf(brandt, dokument)).toMatchObject([
    {
      von: 'Sabine Brandt',
      text: 'Jörg Müller',
      aenderungen: [{ feld: 'zugang', alt: '2026-03-06', neu: '2026-03-09' }],
    },
    {
      aenderungen: [
        { feld: 'zugang', alt: null },
        { feld: 'nachweis', alt: '', neu: 'PZU' },
      ],
    },
  ]);
});

test('O1: the Version that the person saw is noted, also when another one came to lead meanwhile', async () => {
  const letter = await bescheid('Auflage');
  const { dokument, version } = letter;
  const bytes = new TextEncoder().encode('%PDF-1.7 Auflage, geändert');
  await brandt.commands.addVersion({ dokument, vorgaenger: version, bytes, entstehung: 'bearbeitung', text: '' });
  const { id } = await brandt.commands.dispatch(note(letter));
  expect(await brandt.queries.postausgaenge({ dokument })).toMatchObject([{ id, fassung: 1 }]);
  const other = await bescheid('Anderes');
  await expect(brandt.commands.dispatch({ ...note(letter), versionSha: other.sha })).rejects.toThrow('version-unknown');
});

test('O8: what is too long for the server is said while it is typed', async () => {
  const letter = await bescheid('Lang');
  const entry = note(letter);
  for (const wrong of [
    { empfaenger: ['x'.repeat(301)] },
    { empfaenger: Array.from({ length: 201 }, (_, i) => `Empfänger ${i}`) },
    { nachweis: 'x'.repeat(501) },
  ])
    await expect(brandt.commands.dispatch({ ...entry, ...wrong })).rejects.toThrow('input-invalid');
  const { id } = await brandt.commands.dispatch(entry);
  const noted = { id, rev: 0, zugang: null, zurueck: null, nachweis: 'x'.repeat(501) };
  await expect(brandt.commands.noteDelivery(noted)).rejects.toThrow('input-invalid');
});

test('O9: who stands in notes in both names what left of a Vorgang of the colleague', async () => {
  const letter = await bescheid('Vertreten', yildiz);
  const { dokument } = letter;
  await yildiz.sync();
  await brandt.syncUntil(() => brandt.replica.tables.version.row(letter.version) >= 0);
  await brandt.commands.standIn({ person: 'p-yildiz' });
  const { id } = await brandt.commands.dispatch(note(letter));
  await brandt.commands.noteDelivery({ id, rev: 0, zugang: '2026-03-06', zurueck: null, nachweis: '' });
  await brandt.commands.standIn({ person: null });
  await brandt.syncUntil(() => !brandt.replica.isUnsent('postausgang', id));
  const told = async () => {
    const { verlauf } = (await yildiz.queries.dokument({ id: dokument }))!;
    return verlauf.filter(({ was }) => was === 'vertretung');
  };
  await yildiz.syncUntil(async () => (await told()).length === 2);
  const both = { von: 'Sabine Brandt', fuer: 'Mehmet Yıldız' };
  expect((await told()).map(({ felder }) => felder)).toContainEqual(['postausgang']);
  expect(await told()).toMatchObject([both, both]);
});

test('O5: a refused note that is given up leaves its reason with the Dokument', async () => {
  const letter = await bescheid('Verzicht');
  const { dokument } = letter;
  const { id } = await brandt.commands.dispatch(note(letter));
  await brandt.sync();
  await yildiz.syncUntil(() => yildiz.replica.tables.postausgang.row(id) >= 0);
  const noted = { id, zurueck: null, nachweis: '' };
  const rev = (await yildiz.queries.postausgaenge({ dokument })).at(0)!.rev;
  await yildiz.commands.noteDelivery({ ...noted, rev, zugang: '2026-03-06' });
  await yildiz.sync();
  await brandt.commands.noteDelivery({ ...noted, rev, zugang: '2026-03-09' });
  await brandt.syncUntil(async () => (await refused(brandt)).some(({ titel }) => titel === 'Verzicht'));
  const n = (await refused(brandt)).filter(({ titel }) => titel === 'Verzicht').at(0)!.n;
  await brandt.commands.discardRejected({ n, grund: 'Der frühere Tag stimmt.' });
  await brandt.sync();
  const { verlauf } = (await brandt.queries.dokument({ id: dokument }))!;
  expect(verlauf.find(({ was }) => was === 'verworfen')?.text).toContain('Der frühere Tag stimmt.');
});

const refused = async (desk: Desk) => (await desk.queries.ausgang({})).filter(({ state }) => state === 'rejected');
const changesOf = async (desk: Desk, id: string) =>
  (await desk.queries.dokument({ id }))!.verlauf.filter(
    ({ was, aenderungen }) => was === 'aenderung' && aenderungen?.some(({ feld }) => feld === 'zugang'),
  );
