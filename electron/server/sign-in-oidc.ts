import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import { type Enrolment, enrolmentSchema } from '../../shared/sync-protocol.ts';
import type { NetFetch } from './keep-session.ts';
import { fetchServer, jsonPost, readJson, serverCode } from './server-client.ts';

const POLL_MS = 1_500;
const PATIENCE_MS = 5 * 60_000;
const PENDING = 202;

/** Asks until the agency's identity provider is done, at most 5 minutes. Throws AppError 'sign-in-failed'. */
export async function waitForOidc(
  netFetch: NetFetch,
  origin: string,
  ticket: string,
  pollMs: number = POLL_MS,
): Promise<Enrolment> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += pollMs) {
    const answer = await fetchServer(netFetch, `${origin}/v1/sign-in/oidc/finish`, jsonPost({ ticket }));
    if (answer.status !== PENDING) {
      if (!answer.ok) throw new AppError(await serverCode(answer));
      const parsed = enrolmentSchema.safeParse(await readJson(answer));
      if (!parsed.success) throw new AppError('server-answer-invalid', { cause: parsed.error });
      return parsed.data;
    }
    await sleep(pollMs);
  }
  throw new AppError('sign-in-failed');
}
