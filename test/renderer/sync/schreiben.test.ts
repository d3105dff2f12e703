import { beforeAll, expect, test } from 'vitest';
import { errorCode } from '../../../shared/errors.ts';
import { reopenSchreiben } from '../../../shared/pdf/compose/reopen-schreiben.ts';
import { makeSchreiben } from '../../../shared/pdf/compose/schreiben-sheet.ts';
import { bytesSource } from '../../../shared/pdf/file/byte-source.ts';
import { sampleBrief, schreibenFonts } from '../../fixtures/schreiben/sample-schreiben.ts';
import type { Desk } from '../../workstation/desk.ts';
import { openDesks } from '../../workstation/open-desks.ts';

const akte = 'akte-jugendamt-001';
const reading = { action: 'open', purpose: 'Test' } as const;
let brandt: Desk;
let yildiz: Desk;

beforeAll(async () => {
  const authority = await openDesks('brandt', 'yildiz');
  [brandt, yildiz] = authority.desks;
  return authority.close;
}, 180_000);

const bytesOf = (betreff: string) => makeSchreiben({ ...sampleBrief, betreff }, schreibenFonts);
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'none', errorCode);
const versionsOf = async (desk: Desk, dokument: string) => (await desk.queries.dokument({ id: dokument }))!.versionen;

async function written(betreff: string): Promise<{ vorgang: string; dokument: string; version: string }> {
  const { id: vorgang } = await brandt.commands.createVorgang({ akte, titel: betreff, vorgangstyp: 'Antrag' });
  const about = { vorgang, titel: betreff, dokumenttyp: 'Anhörung', dateiname: 'Anhörung.pdf' };
  const { dokument } = await brandt.commands.addSchreiben({ ...about, bytes: bytesOf(betreff) });
  return { vorgang, dokument, version: (await versionsOf(brandt, dokument))[0]!.id };
}
const next = (dokument: string, vorgaenger: string, betreff: string) => ({
  ...({ dokument, vorgaenger, entstehung: 'schreiben', text: 'Weitergeschrieben aus Fassung 1' } as const),
  bytes: bytesOf(betreff),
});

test('T40: what is written without a connection is a Dokument at once; a colleague reads it and writes on', async () => {
  brandt.offline = true;
  const { dokument, version, vorgang } = await written('Erste Fassung');
  expect((await brandt.queries.vorgang({ id: vorgang }))!.dokumente).toMatchObject([
    { id: dokument, titel: 'Erste Fassung', dokumenttyp: 'Anhörung', eingangsdatum: null, fassung: 1, unsent: true },
  ]);
  expect(await versionsOf(brandt, dokument)).toMatchObject([{ entstehung: 'schreiben', mimetyp: 'application/pdf' }]);
  brandt.offline = false;
  await brandt.syncUntil(() => !brandt.replica.isUnsent('version', version));
  await yildiz.syncUntil(() => yildiz.replica.tables.version.row(version) >= 0);
  const { bytes } = await yildiz.commands.readVersion({ version, ...reading });
  const found = reopenSchreiben(bytesSource(new Uint8Array(bytes)), schreibenFonts);
  expect(found).toMatchObject({ isProven: true, schreiben: { betreff: 'Erste Fassung' } });

  const second = await yildiz.commands.addVersion(next(dokument, version, 'Zweite Fassung'));
  await yildiz.syncUntil(() => !yildiz.replica.isUnsent('version', second.version));
  await brandt.syncUntil(() => brandt.replica.tables.version.row(second.version) >= 0);
  expect(await versionsOf(brandt, dokument)).toMatchObject([
    { id: version, leading: false },
    { id: second.version, nummer: 2, vorgaenger: version, leading: true },
  ]);
  const { verlauf } = (await brandt.queries.dokument({ id: dokument }))!;
  expect(verlauf.map(({ text }) => text)).toContain('Weitergeschrieben aus Fassung 1');
});

test('T41: two who write on the same Version stand side by side, and a person chooses', async () => {
  const { dokument, version } = await written('Gemeinsam');
  await brandt.syncUntil(() => !brandt.replica.isUnsent('version', version));
  await yildiz.syncUntil(() => yildiz.replica.tables.version.row(version) >= 0);
  await brandt.commands.addVersion(next(dokument, version, 'Von Brandt'));
  const other = await yildiz.commands.addVersion(next(dokument, version, 'Von Yildiz'));
  await yildiz.sync();
  await brandt.syncUntil(() => brandt.replica.tables.version.row(other.version) >= 0);
  expect((await brandt.queries.dokument({ id: dokument }))!.zeile.konkurrierend).toBe(2);
});

test('T42: a signed Version is not written on (schreiben-signed), also below a stamp; a new Schreiben is', async () => {
  const { dokument, version } = await written('Unterschrieben');
  const signed = await brandt.commands.addVersion({
    ...next(dokument, version, 'Unterschrieben'),
    entstehung: 'unterschrift',
  });
  expect(await codeOf(brandt.commands.addVersion(next(dokument, signed.version, 'Neu')))).toBe('schreiben-signed');
  const stamped = await brandt.commands.addVersion({ ...next(dokument, signed.version, 'S'), entstehung: 'stempel' });
  expect(await codeOf(brandt.commands.addVersion(next(dokument, stamped.version, 'Neu')))).toBe('schreiben-signed');
  expect((await versionsOf(brandt, dokument)).length).toBe(3);
});
