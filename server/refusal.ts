import { AppError, type ErrorCode, errorCode } from '../shared/errors.ts';
import { errorsDe } from '../shared/texts/errors-de.ts';
import { errorsEn } from '../shared/texts/errors-en.ts';

/** HTTP status of the codes that the server answers with; what is wrong with a PDF is 422, everything else 500. */
const statusOf: Partial<Record<ErrorCode, number>> = {
  'input-invalid': 400,
  'operation-invalid': 400,
  'too-large': 413,
  'too-many-calls': 429,
  'server-too-old': 426,
  'sign-in-failed': 401,
  'token-invalid': 401,
  'device-revoked': 401,
  'device-returned': 401,
  'clock-skew': 401,
  'no-right': 403,
  'address-not-allowed': 403,
  'not-found': 404,
  'seal-not-configured': 404,
  'seal-unreadable': 422,
  'seal-key-unusable': 409,
  'akte-closed': 409,
  'tsa-missing': 404,
  'device-fork': 409,
  'device-unsent': 409,
  'blob-incomplete': 409,
  'blob-offset': 409,
  'resync-needed': 410,
  'server-unreachable': 502,
  'tsa-unreachable': 502,
  'revocation-unreachable': 502,
  'revocation-answer-invalid': 502,
  // tus 1.0, checksum extension
  'blob-checksum': 460,
};

/** Status and body of a refusal; the cause never leaves the server. */
export function refusal(error: unknown): { status: number; body: { code: ErrorCode; de: string; en: string } } {
  const code = codeOf(error);
  return {
    status: statusOf[code] ?? (code.startsWith('pdf-') ? 422 : 500),
    body: { code, de: errorsDe[code], en: errorsEn[code] },
  };
}

/** Fastify's own errors (body too large, no such media type, too many requests) become ours. */
function codeOf(error: unknown): ErrorCode {
  if (error instanceof AppError) return errorCode(error);
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (status === 413) return 'too-large';
  if (status === 429) return 'too-many-calls';
  if (typeof status === 'number' && status >= 400 && status < 500) return 'input-invalid';
  return 'internal';
}
