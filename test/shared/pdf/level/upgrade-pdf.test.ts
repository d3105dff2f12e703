import { expect, test } from 'vitest';
import { finishWithTimestamp, prepareSignature, upgradePdf, validatePdf } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { PdfFile } from '../../../../shared/pdf/file/pdf-file.ts';
import { prepareDocumentTimestamp } from '../../../../shared/pdf/level/document-timestamp.ts';
import type { Online } from '../../../../shared/pdf/level/network.ts';
import { fillGap } from '../../../../shared/pdf/sign/byte-range-gap.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { judge, signBytes, testAnchor, testDigest, testKey, testTime } from '../../../fixtures/pdf/sign-with.ts';

const offline: Online = {
  ask: () => Promise.reject(new Error('no network')),
  tsaUrl: 'http://tsa.example',
  makeNonce: () => new Uint8Array(16).fill(0xab),
};

const raise = (bytes: Uint8Array, level: 'B-T' | 'B-LT', online = offline): Promise<unknown> =>
  upgradePdf({ source: bytesSource(bytes), makeDigest: testDigest, level, at: testTime, online, trust: [] });

test('L2: without network the code says which authority was not reached', async () => {
  const signed = await signBytes(makePdf(plainBodies()));
  await expect(raise(signed, 'B-T')).rejects.toMatchObject({ code: 'tsa-unreachable' });
  await expect(raise(signed, 'B-T', { ...offline, tsaUrl: null })).rejects.toMatchObject({ code: 'tsa-missing' });
});

test('L3: whatever comes back instead of a time-stamp is a code, never a raw exception', async () => {
  const key = testKey('ec');
  const request = { makeDigest: testDigest, chain: key.chain, at: testTime };
  const slot = prepareSignature({ source: bytesSource(makePdf(plainBodies())), ...request });
  const value = await key.signDigest(slot.toBeSigned);
  for (const answer of [
    '',
    '00',
    '3000',
    '3003020100',
    '30053003020100',
    '300530030201003000',
    '3080',
    'ff'.repeat(99),
  ]) {
    const online = { ...offline, ask: async () => Buffer.from(answer, 'hex') };
    await expect(finishWithTimestamp(slot, value, online, testTime)).rejects.toMatchObject({
      code: expect.stringMatching(/^tsa-(answer-invalid|refused)$/),
    });
  }
});

test('L5: a time-stamp that does not fit its reserve is refused', () => {
  const slot = prepareDocumentTimestamp(new PdfFile(bytesSource(makePdf(plainBodies()))), testDigest, testTime);
  expect(() => fillGap(slot, new Uint8Array(16_385))).toThrow(expect.objectContaining({ code: 'signature-too-large' }));
});

test('L5: a document time-stamp leaves the signatures before it as they were, whatever it is worth itself', async () => {
  for (const form of ['table', 'stream', 'hybrid'] as const) {
    const signed = await signBytes(makePdf(plainBodies(2), form));
    const slot = prepareDocumentTimestamp(new PdfFile(bytesSource(signed)), testDigest, testTime);
    const [first, stamp] = judge(Buffer.concat([signed, fillGap(slot, Uint8Array.of(0x30, 0))])).signatures;
    expect(first).toMatchObject({ verdict: 'valid', level: 'B-B', provenTime: null, changesAfter: 'permitted' });
    expect(first!.changes).toEqual([{ code: 'timestamp-added', name: 'Timestamp1', isPermitted: true }]);
    expect(stamp!.verdict).toBe('invalid');
  }
});

test('L6: anchors for time-stamps are a set of their own', async () => {
  const signed = await signBytes(makePdf(plainBodies()));
  const request = { source: bytesSource(signed), makeDigest: testDigest, at: testTime };
  expect(validatePdf({ ...request, trust: [testAnchor], timestampTrust: [] }).verdict).toBe('valid');
  expect(validatePdf({ ...request, trust: [], timestampTrust: [testAnchor] }).verdict).toBe('indeterminate');
});
