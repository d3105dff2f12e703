import { expect, test } from 'vitest';
import { finishSignature, prepareSignature, validatePdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { signatureAlgorithms } from '../../../../shared/pdf/pdf-types.ts';
import { algorithmKeys, cardAnchor } from '../../../fixtures/card/algorithm-keys.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { testDigest, testTime } from '../../../fixtures/pdf/sign-with.ts';

const keys = algorithmKeys();
const original = makePdf(plainBodies());

test('P17: there is a key for each algorithm', () => {
  expect(keys.map(({ algorithm }) => algorithm).toSorted()).toEqual([...signatureAlgorithms].toSorted());
});

test.each(keys)('P15, P17: a signature by $algorithm is valid, and no bit of it may differ', async (key) => {
  const { algorithm, chain, signDigest } = key;
  const request = { source: bytesSource(original), makeDigest: testDigest, chain, algorithm, at: testTime };
  const slot = prepareSignature(request);
  const value = await signDigest(slot.toBeSigned);
  const judge = (signature: Uint8Array) => {
    const file = Buffer.concat([original, finishSignature(slot, signature)]);
    const input = { source: bytesSource(file), makeDigest: testDigest, trust: [cardAnchor], at: testTime };
    return validatePdf(input).signatures[0];
  };
  expect(judge(value)).toMatchObject({ verdict: 'valid', reason: null, coversWholeFile: true });
  for (const at of [value.length - 1, value.length >> 1]) {
    const wrong = Uint8Array.from(value, (byte, i) => (i === at ? byte ^ 1 : byte));
    expect(judge(wrong)).toMatchObject({ verdict: 'invalid', reason: 'signature-value-wrong' });
  }
});

test('P75: the suite that is meant to runs on Electron and its crypto library', () => {
  const isElectron = process.env.AKTENTASCHE_RUNTIME === 'electron';
  expect('electron' in process.versions).toBe(isElectron);
  // BoringSSL calls itself 0.0.0.
  expect(process.versions.openssl === '0.0.0').toBe(isElectron);
});
