import { AppError } from '../../errors.ts';
import type { Online } from './network.ts';
import { readTimestampAnswer } from './read-timestamp-answer.ts';
import { timestampRequest } from './timestamp-request.ts';

/**
 * A checked time-stamp token (DER ContentInfo) over a SHA-256 digest. Throws AppError 'tsa-missing', 'tsa-unreachable' and
 * those of `readTimestampAnswer`.
 */
export async function fetchTimestamp(online: Online, imprint: Uint8Array, at: Date): Promise<Uint8Array> {
  if (online.tsaUrl === null) throw new AppError('tsa-missing');
  const nonce = online.makeNonce();
  let answer: Uint8Array;
  try {
    const body = timestampRequest(imprint, nonce);
    answer = await online.ask({ kind: 'timestamp', url: online.tsaUrl, body, certificate: null });
  } catch (error) {
    throw new AppError('tsa-unreachable', { cause: error });
  }
  return readTimestampAnswer(answer, { imprint, nonce, at });
}
