import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { refusalSchema } from './csc-answers.ts';
import type { CscReply } from './csc-fetch.ts';

/** The refusal of a service as our code (CSC API v2 §10.1 and the tables of each method). */
export function cscRefusal({ status, body }: CscReply): AppError {
  return new AppError(codeOf(status, body), { cause: `HTTP ${status}` });
}

function codeOf(status: number, body: string): ErrorCode {
  const { error, error_description: words = '' } = said(body);
  if (status === 401) return 'csc-unauthorized';
  if (status === 429 || status >= 500) return 'csc-unreachable';
  if (['invalid_otp', 'invalid_pin', 'authentication_error'].includes(error)) return 'csc-otp-wrong';
  // Version 1 says "invalid_request" and puts the rest into the description.
  if (/\b(otp|pin|authdata)\b/i.test(words) && /invalid|wrong|fail/i.test(words)) return 'csc-otp-wrong';
  if (error === 'invalid_token' || error === 'expired_token' || error === 'invalid_grant') return 'csc-expired';
  if (/expired|\bSAD\b/i.test(words)) return 'csc-expired';
  if (/credential/i.test(words)) return 'csc-credential-unusable';
  return 'csc-refused';
}

function said(body: string): { readonly error: string; readonly error_description?: string | undefined } {
  try {
    return refusalSchema.parse(JSON.parse(body));
  } catch {
    return { error: '' };
  }
}
