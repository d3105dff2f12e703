import { expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors.ts';
import { finishSignature, prepareSignature, requireGoodSignature } from '../../../../shared/pdf/api.ts';
import { bytesSource } from '../../../../shared/pdf/file/byte-source.ts';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { testDigest, testKey, testTime } from '../../../fixtures/pdf/sign-with.ts';

test.each(['rsa', 'ec'] as const)(
  'P66: a %s key that signs something else is found before anything is saved',
  async (name) => {
    const key = testKey(name);
    const source = bytesSource(makePdf(plainBodies()));
    const slot = prepareSignature({ source, makeDigest: testDigest, chain: key.chain, at: testTime });
    const good = finishSignature(slot, await key.signDigest(slot.toBeSigned));
    expect(() => requireGoodSignature(slot, good)).not.toThrow();
    const other = slot.toBeSigned.map((byte) => byte ^ 1);
    const wrong = finishSignature(slot, await key.signDigest(other));
    expect(() => requireGoodSignature(slot, wrong)).toThrow(new AppError('pdf-signature-broken'));
  },
);
