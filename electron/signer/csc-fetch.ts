import { AppError } from '../../shared/errors.ts';
import type { NetFetch } from '../server/keep-session.ts';
import { readCapped } from '../server/read-capped.ts';
import { networkCode } from '../server/server-client.ts';

/** One question to a remote signature service: always a POST. */
export interface CscPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What it answered; the body is not read as anything yet. */
export interface CscReply {
  readonly status: number;
  readonly body: string;
}

/** Posts within limits of time and size. Throws AppError 'csc-unreachable', 'csc-answer-invalid', 'server-certificate'. */
export type CscFetch = (post: CscPost) => Promise<CscReply>;

const TIMEOUT_MS = 30_000;

/** The network as the client of a signature service sees it. Redirects are errors: a service's strings never become addresses. */
export function makeCscFetch(netFetch: NetFetch, timeoutMs: number = TIMEOUT_MS): CscFetch {
  return async ({ url, headers, body }) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await netFetch(url, {
        method: 'POST',
        headers,
        body,
        signal,
        redirect: 'error',
        credentials: 'omit',
      });
      return { status: answer.status, body: await readCapped(answer.body, 'csc-answer-invalid') };
    } catch (error) {
      if (error instanceof AppError) throw error;
      const isCertificate = networkCode(error) === 'server-certificate';
      throw new AppError(isCertificate ? 'server-certificate' : 'csc-unreachable', { cause: error });
    }
  };
}
