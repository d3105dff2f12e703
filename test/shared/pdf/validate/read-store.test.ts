import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { makePdf, plainBodies } from '../../../fixtures/pdf/make-pdf.ts';
import { judge, signBytes, testKey } from '../../../fixtures/pdf/sign-with.ts';
import { bodyOf, updated } from '../../../fixtures/pdf/update-file.ts';

let signed: Buffer;
beforeAll(async () => {
  signed = await signBytes(makePdf(plainBodies()), testKey('ec'));
});

/** Appends a security store with one item of each kind, as somebody else's bytes. */
function withStore(item: Uint8Array): Buffer {
  const stream = `<</Length ${item.length}>>\nstream\n${Buffer.from(item).toString('latin1')}\nendstream`;
  return updated(signed, {
    1: bodyOf(signed, 1).replace('<<', '<</DSS<</Certs[50 0 R]/OCSPs[51 0 R]/CRLs[52 0 R 9 /x null]>>'),
    50: stream,
    51: stream,
    52: stream,
  });
}

test('L8: junk in the security store says nothing and spoils nothing', () => {
  const certificate = testKey('ec').chain[0]!;
  const broken = fc.tuple(fc.nat(certificate.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, mask]) => {
    const bytes = Uint8Array.from(certificate);
    bytes[at]! ^= mask;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 64 }), broken), (item) => {
      const [signature] = judge(withStore(item)).signatures;
      expect(signature).toMatchObject({ verdict: 'valid', level: 'B-B', revocation: 'unknown', provenTime: null });
    }),
    { numRuns: 60 },
  );
});
