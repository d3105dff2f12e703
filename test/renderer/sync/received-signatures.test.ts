import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningServer } from '../../../server/start-server.ts';
import { letters, makeContainer } from '../../fixtures/asic/make-container.ts';
import { makePdf, plainBodies } from '../../fixtures/pdf/make-pdf.ts';
import { Desk } from '../../workstation/desk.ts';
import { demoPassword } from '../../workstation/seeded-folder.ts';
import { startTestServer } from '../../workstation/start-server.ts';

let server: RunningServer;
let one: Desk;
let two: Desk;

beforeAll(async () => {
  server = await startTestServer();
  one = await Desk.open(server.url, 'brandt', demoPassword);
  two = await Desk.open(server.url, 'brandt', demoPassword);
  await one.sync();
  await two.sync();
}, 180_000);
afterAll(async () => {
  await one?.close();
  await two?.close();
  await server?.stop();
});

const eingang = {
  eingangsdatum: '2026-11-20T09:00:00+01:00',
  eingangsquelle: 'stempel',
  eingangskanal: 'portal',
  absender: 'Lindner',
};
const access = { action: 'validate', purpose: 'test' } as const;
const detailOf = async (desk: Desk, id: string) => (await desk.queries.dokument({ id }))!;

test('P154: a document and the signature beside it are kept as they came, here and at the next device', async () => {
  const bytes = makePdf(plainBodies());
  const signature = Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x07);
  const signaturen = [{ name: 'brief.pdf.p7s', bytes: signature.slice() }];
  const file = { name: 'brief.pdf', titel: 'Brief', bytes: new Uint8Array(bytes), signaturen, vorgang: null, eingang };
  one.offline = true;
  const { dokument, version } = await one.commands.importDokument(file);
  const here = (await detailOf(one, dokument)).versionen[0]!;
  expect(here).toMatchObject({
    mimetyp: 'application/pdf',
    format: null,
    signaturen: [{ dateiname: 'brief.pdf.p7s' }],
  });
  expect((await one.commands.readSignatures({ version, ...access })).signatures).toEqual([
    { dateiname: 'brief.pdf.p7s', bytes: signature },
  ]);
  expect((await detailOf(one, dokument)).verlauf.map(({ was, text }) => [was, text])).toContainEqual([
    'signaturdatei',
    'brief.pdf.p7s',
  ]);

  one.offline = false;
  await one.sync();
  await two.syncUntil(async () => (await detailOf(two, dokument))?.versionen[0]?.signaturen.length === 1);
  const there = (await two.commands.readSignatures({ version, ...access })).signatures;
  expect(there).toEqual([{ dateiname: 'brief.pdf.p7s', bytes: signature }]);
  // The signature is no format that anybody would look at instead of the document.
  const best = await two.commands.readVersion({ version, ...access, format: 'best' });
  expect(Buffer.from(best.bytes).equals(bytes)).toBe(true);
});

test('P156: a document taken out of a container has the same receipt, and both histories name the other', async () => {
  const container = makeContainer(letters);
  const { dokument, version } = await one.commands.importDokument({
    name: 'antrag.asice',
    mimetyp: 'application/vnd.etsi.asic-e+zip',
    titel: 'Antrag',
    bytes: new Uint8Array(container),
    vorgang: null,
    eingang,
  });
  const taken = await one.commands.addMember({
    zu: dokument,
    version,
    titel: 'Antrag',
    dateiname: 'Antrag.pdf',
    bytes: new Uint8Array(letters[0]!.bytes),
    vermerk: 'Antrag.pdf herausgenommen',
    herkunft: 'Aus Antrag',
  });
  const before = await detailOf(one, dokument);
  const after = await detailOf(one, taken.dokument);
  const { sha } = before.versionen[0]!;
  expect(before.versionen).toMatchObject([{ nummer: 1, mimetyp: 'application/vnd.etsi.asic-e+zip' }]);
  expect(before.verlauf.map(({ text }) => text)).toContain('Antrag.pdf herausgenommen');
  expect(after.zeile).toMatchObject({ absender: 'Lindner', eingangskanal: 'portal', eingangsquelle: 'stempel' });
  expect(after.versionen).toMatchObject([{ mimetyp: 'application/pdf', entstehung: 'eingang' }]);
  expect(after.verlauf.map(({ text }) => text)).toContain(`Aus Antrag (SHA-256 ${sha})`);
  await one.sync();
  const original = await one.commands.readVersion({ version, ...access });
  expect(Buffer.from(original.bytes).equals(container)).toBe(true);
});
