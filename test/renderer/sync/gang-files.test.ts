import { expect, test } from 'vitest';
import { addPrimaerdokument } from '../../../renderer/replica/add-primaerdokument.ts';
import { bytesContent } from '../../../renderer/replica/content.ts';
import type { Desk } from '../../workstation/desk.ts';
import {
  akte,
  brandt,
  bytes,
  change,
  complete,
  draft,
  exchange,
  gangOf,
  openGangDesks,
  order,
  yildiz,
} from './gang-desks.ts';

openGangDesks();

test('G34: files that lie here are compared with what was signed; what does not lie here is said to be unread', async () => {
  const dokument = await draft();
  await brandt.commands.addSchritte({ dokument, schritte: [order('zurMitzeichnung', 1)], shifts: false });
  await exchange();
  await complete(yildiz, dokument, 'mitgezeichnet');
  await exchange();
  const { zeichnung } = (await gangOf(brandt, dokument)).schritte[0]!;
  const { sha } = (await gangOf(brandt, dokument)).fassung!;
  const check = async (desk: Desk) => {
    await desk.commands.checkGangFiles({ dokument });
    const { ungelesen, ersterBruch } = await gangOf(desk, dokument);
    return { ungelesen, bruch: ersterBruch?.bruch ?? null };
  };
  const validations = (desk: Desk) => desk.workplace.zugriffe.records().filter(({ action }) => action === 'validate');

  // Her device never had the bytes: nothing is opened, nothing is claimed.
  expect(await check(yildiz)).toEqual({ ungelesen: [{ nummer: 1, isHere: false }], bruch: null });
  expect(validations(yildiz)).toEqual([]);
  // She opens it: the file has come, and is read.
  await yildiz.commands.readVersion({
    version: (await gangOf(yildiz, dokument)).fassung!.id,
    action: 'open',
    purpose: 'test',
    format: 'best',
  });
  expect((await gangOf(yildiz, dokument)).ungelesen).toEqual([{ nummer: 1, isHere: true }]);
  expect(await check(yildiz)).toEqual({ ungelesen: [], bruch: null });

  expect((await gangOf(brandt, dokument)).ungelesen).toEqual([{ nummer: 1, isHere: true }]);
  expect(await check(brandt)).toEqual({ ungelesen: [], bruch: null });
  expect(validations(brandt)).toMatchObject([{ objects: [{ dokument, sha }], purpose: 'Geschäftsgang geprüft' }]);
  // Once since the unlock.
  await check(brandt);
  expect(validations(brandt)).toHaveLength(1);

  // Other bytes under the same hash, sealed as they should be.
  const forge = async () => {
    const { keys } = await brandt.replica.main.call('keys.release', {
      action: 'view',
      objects: [{ akte, dokument, sha }],
      purpose: 'test',
    });
    const chunks = (async function* () {
      yield bytes('Entwurg') as Uint8Array<ArrayBuffer>;
    })();
    await brandt.replica.blobs.remove([sha]);
    await brandt.replica.blobs.put({ sha, akte, sizeBytes: bytes('Entwurg').length, chunks, key: keys[0]! });
  };
  await brandt.start();
  await forge();
  const found = await check(brandt);
  expect(found).toEqual({ ungelesen: [], bruch: 'file-changed' });
  expect((await gangOf(brandt, dokument)).ersterBruch).toMatchObject({ id: zeichnung!.id });
  // They are gone, and what is fetched instead is read anew.
  const { id: version } = (await gangOf(brandt, dokument)).fassung!;
  await brandt.commands.readVersion({ version, action: 'open', purpose: 'test' });
  expect((await gangOf(brandt, dokument)).ungelesen).toEqual([{ nummer: 1, isHere: true }]);
  expect(await check(brandt)).toEqual({ ungelesen: [], bruch: null });

  // Bytes that the disk changed.
  await brandt.start();
  for (const [name, pack] of brandt.files.packs)
    brandt.files.packs.set(
      name,
      pack.map((byte) => byte ^ 1),
    );
  expect((await check(brandt)).bruch).toBe('file-changed');
});

test('G34: a file that was not sent yet is read where main keeps it', async () => {
  const dokument = await draft();
  brandt.offline = true;
  const sha = await change(dokument, 'nur hier');
  await brandt.commands.addSchritte({ dokument, schritte: [order('zurKenntnis', 1, 'p-brandt')], shifts: false });
  await brandt.commands.completeSchritt({
    schritt: (await gangOf(brandt, dokument)).schritte[0]!.id,
    sha,
    entscheidung: 'zurKenntnisGenommen',
    kommentar: '',
  });
  await brandt.replica.blobs.remove([sha]);
  expect(brandt.replica.unsentBlobs.has(sha)).toBe(true);
  await brandt.commands.checkGangFiles({ dokument });
  expect(await gangOf(brandt, dokument)).toMatchObject({ ungelesen: [], ersterBruch: null });
  expect(brandt.replica.foundHashes.get(sha)).toBe(sha);
  brandt.offline = false;
  await brandt.sync();
});

test('G34: a Version that is looked at in its raised format is read in it, which begins with the signed bytes', async () => {
  const dokument = await draft();
  const sha = await change(dokument, 'Bescheid');
  await brandt.commands.addSchritte({ dokument, schritte: [order('zurMitzeichnung', 1)], shifts: false });
  await exchange();
  await complete(yildiz, dokument, 'mitgezeichnet');
  const { id: version } = (await gangOf(brandt, dokument)).fassung!;
  const content = bytesContent(bytes('Bescheid, angehoben'));
  await addPrimaerdokument(brandt.replica, { version, stufe: 'B-LTA', content, traegtBis: null });
  await exchange();
  await yildiz.syncUntil(() => yildiz.replica.tables.primaerdokument.size > 0);

  expect((await gangOf(yildiz, dokument)).ungelesen).toEqual([{ nummer: 2, isHere: false }]);
  const open = () => yildiz.commands.readVersion({ version, action: 'open', purpose: 'test', format: 'best' });
  expect(Buffer.from((await open()).bytes).toString()).toContain('angehoben');
  expect(yildiz.replica.blobs.has(sha)).toBe(false);
  expect((await gangOf(yildiz, dokument)).ungelesen).toEqual([{ nummer: 2, isHere: true }]);
  await yildiz.commands.checkGangFiles({ dokument });
  expect(await gangOf(yildiz, dokument)).toMatchObject({ ungelesen: [], ersterBruch: null });

  // What begins otherwise breaks the chain, and is fetched anew.
  await yildiz.start();
  const raised = yildiz.replica.tables.primaerdokument.text('sha', 0);
  const { keys } = await yildiz.replica.main.call('keys.release', {
    action: 'view',
    objects: [{ akte, dokument, sha: raised }],
    purpose: 'test',
  });
  const chunks = (async function* () {
    yield bytes('Beschied, angehoben') as Uint8Array<ArrayBuffer>;
  })();
  await yildiz.replica.blobs.remove([raised]);
  const sizeBytes = bytes('Beschied, angehoben').length;
  await yildiz.replica.blobs.put({ sha: raised, akte, sizeBytes, chunks, key: keys[0]! });
  await yildiz.commands.checkGangFiles({ dokument });
  expect((await gangOf(yildiz, dokument)).ersterBruch?.bruch).toBe('file-changed');
  expect(yildiz.replica.blobs.has(raised)).toBe(false);
  await open();
  await yildiz.commands.checkGangFiles({ dokument });
  expect(await gangOf(yildiz, dokument)).toMatchObject({ ungelesen: [], ersterBruch: null });
});
