import { AppError, errorCode } from '../../errors.ts';
import { readExtensions } from '../sign/certificate.ts';
import { child, children, derUnsigned, equalBytes, readDer, tags } from '../sign/der.ts';
import { type ReadTimestamp, readTimestamp } from '../validate/verify-timestamp.ts';

const extendedKeyUsage = '2.5.29.37';
const timeStamping = '1.3.6.1.5.5.7.3.8';
const mostSkewMs = 86_400_000;

/** What was asked, and when by this device's clock. */
export type Asked = { readonly imprint: Uint8Array; readonly nonce: Uint8Array; readonly at: Date };

/**
 * The token of a `TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken OPTIONAL }` (RFC 3161 §2.4.2) once it
 * keeps every promise: our imprint, our nonce, a plausible time, a signature that verifies, a certificate that may do
 * nothing but time-stamping. Throws AppError 'tsa-refused', 'tsa-answer-invalid', 'tsa-certificate-unfit', 'clock-skew'.
 */
export function readTimestampAnswer(answer: Uint8Array, asked: Asked): Uint8Array {
  try {
    return checkedToken(answer, asked);
  } catch (error) {
    const isForeign = !(error instanceof AppError) || errorCode(error) === 'certificate-damaged';
    throw isForeign ? new AppError('tsa-answer-invalid', { cause: error }) : error;
  }
}

function checkedToken(answer: Uint8Array, asked: Asked): Uint8Array {
  const [statusInfo, token] = children(readDer(answer));
  if (statusInfo === undefined) throw new AppError('tsa-answer-invalid');
  const status = child(statusInfo, 0, tags.integer).body;
  // PKIStatus 0 granted, 1 grantedWithMods.
  if (status.length !== 1 || status[0]! > 1) throw new AppError('tsa-refused');
  if (token === undefined) throw new AppError('tsa-answer-invalid');
  const read = readTimestamp(token.raw, (hash) => (hash === 'sha256' ? asked.imprint : new Uint8Array(0)));
  requireFit(read);
  if (read.reason !== null) throw new AppError('tsa-answer-invalid', { cause: read.reason });
  if (read.nonce === null || !equalBytes(read.nonce, readDer(derUnsigned(asked.nonce)).body)) {
    throw new AppError('tsa-answer-invalid', { cause: 'nonce' });
  }
  if (Math.abs(read.time.getTime() - asked.at.getTime()) > mostSkewMs) throw new AppError('clock-skew');
  return token.raw;
}

/** RFC 3161 §2.3: the extended key usage is critical and holds time-stamping alone. */
function requireFit({ cms, time }: ReadTimestamp): void {
  const { signer } = cms;
  if (signer === undefined) throw new AppError('tsa-answer-invalid', { cause: 'certificate missing' });
  const purposes = signer.extendedKeyUsage ?? [];
  const isCritical = readExtensions(signer).get(extendedKeyUsage)?.isCritical === true;
  const isValid = signer.notBefore <= time && time <= signer.notAfter;
  if (purposes.length !== 1 || purposes[0] !== timeStamping || !isCritical || !isValid) {
    throw new AppError('tsa-certificate-unfit');
  }
}
