import { AppError } from '../../errors.ts';
import type { ByteSource, MakeDigest } from '../file/byte-source.ts';
import { judgeSignatures } from '../validate/judge-signatures.ts';

/**
 * Refuses to build on a broken signature: a new one, or a stamp, would lend it a good name. Costs one reading of the
 * file per signature. Throws AppError 'pdf-signature-broken'.
 */
export function requireIntact(source: ByteSource, makeDigest: MakeDigest, at: Date): void {
  const { verdict } = judgeSignatures({ source, makeDigest, trust: [], at });
  if (verdict === 'invalid') throw new AppError('pdf-signature-broken');
}
