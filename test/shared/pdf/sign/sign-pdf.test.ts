import { expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { finishSignature, inspectPdf, prepareSignature } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import {
  judge,
  signBytes,
  stampBytes,
  testDigest,
  testFont,
  testKey,
  testTime,
} from '../../../fixtures/pdf/sign-with.ts';

const forms = ['table', 'stream', 'hybrid'] as const;
const visible = { pageIndex: 0, rect: { x: 50, y: 50, width: 200, height: 60 }, font: testFont };

test.each(forms)('P7, P15: two signatures and a stamp on a %s file, all valid, the original a prefix', async (form) => {
  const original = makePdf(plainBodies(), form);
  const first = await signBytes(stampBytes(original), testKey('rsa'), { reason: 'sachlich richtig' });
  const both = await signBytes(first, testKey('ec'), { visible });
  expect(both.subarray(0, first.length).equals(first)).toBe(true);
  const { verdict, signatures } = judge(both);
  expect(verdict).toBe('valid');
  expect(signatures.map(({ signer, level }) => [signer, level])).toEqual([
    ['Erika Müller', 'B-B'],
    ['Max Mustermann', 'B-B'],
  ]);
  expect(signatures[0]).toMatchObject({ changesAfter: 'permitted', coversWholeFile: false });
  expect(signatures[1]).toMatchObject({ changesAfter: 'none', coversWholeFile: true, provenTime: null });
  expect(signatures[1]!.claimedTime).toBe(testTime.toISOString());
});

test('P16: a slot is plain data that survives a structured clone and can be finished twice', async () => {
  const file = makePdf(plainBodies());
  const key = testKey('rsa');
  const request = { source: bytesSource(file), makeDigest: testDigest, chain: key.chain, at: testTime };
  const slot = structuredClone(prepareSignature(request));
  expect(slot.toBeSigned).toHaveLength(32);
  const once = finishSignature(slot, await key.signDigest(slot.toBeSigned));
  const again = finishSignature(slot, await key.signDigest(slot.toBeSigned));
  expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true);
  expect(judge(Buffer.concat([file, once])).verdict).toBe('valid');
});

test('P18: a signature that does not fit is refused', async () => {
  await expect(signBytes(makePdf(plainBodies()), testKey('ec'), { reserveBytes: 300 })).rejects.toThrow(
    new AppError('signature-too-large'),
  );
});

test('P19: an empty field is used, a signed one and a text field are not', async () => {
  const bodies = plainBodies(1, '/Annots[9 0 R]');
  bodies[1] = '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[9 0 R 10 0 R]>>>>';
  bodies[9] = '<</Type/Annot/Subtype/Widget/FT/Sig/T(Leitung)/Rect[50 50 250 110]/P 3 0 R/F 4>>';
  bodies[10] = '<</FT/Tx/T(Name)>>';
  const file = makePdf(bodies);
  const signed = await signBytes(file, testKey('ec'), { field: 'Leitung', visible });
  expect(inspectPdf(bytesSource(signed)).signatureFields).toMatchObject([
    { name: 'Leitung', signed: true, pageIndex: 0, isVisible: true, reasons: null },
  ]);
  expect(judge(signed).verdict).toBe('valid');
  const taken = new AppError('pdf-field-exists');
  await expect(signBytes(signed, testKey('ec'), { field: 'Leitung' })).rejects.toThrow(taken);
  await expect(signBytes(file, testKey('ec'), { field: 'Name' })).rejects.toThrow(taken);
  await expect(signBytes(file, testKey('ec'), { field: 'a.b' })).rejects.toThrow(new AppError('input-invalid'));
});

test('P20: a file with a broken signature is not signed again', async () => {
  const signed = await signBytes(makePdf(plainBodies()));
  signed[signed.indexOf('/MediaBox[0 0 595') + 14] = 0x36;
  await expect(signBytes(signed)).rejects.toThrow(new AppError('pdf-signature-broken'));
});

test('P10: after a certification that forbids changes nothing is signed', async () => {
  const bodies = plainBodies();
  bodies[1] =
    '<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP<</Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]>>>>>>';
  await expect(signBytes(makePdf(bodies))).rejects.toThrow(new AppError('pdf-changes-forbidden'));
});
