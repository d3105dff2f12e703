import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { PROTOCOL_VERSION, serverErrorSchema } from '../../shared/sync-protocol.ts';
import type { NetFetch } from './keep-session.ts';
import { patientFetch } from './patient-fetch.ts';
import { readCapped } from './read-capped.ts';

const QUESTION_TIMEOUT_MS = 30_000;
/** A shard's digests and a seal by a slow module take their time; the live line says something every 15 s. */
const patience = { answerMs: 120_000, silenceMs: 60_000 };

/**
 * One request to the server, which is not waited for without an end (R150). Redirects are errors: the server's strings never
 * become addresses. Throws AppError 'server-certificate' or 'server-unreachable'.
 */
export async function fetchServer(netFetch: NetFetch, url: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('AT-Protocol', String(PROTOCOL_VERSION));
  try {
    return await patientFetch(netFetch, patience)(url, { ...init, headers, redirect: 'error', credentials: 'omit' });
  } catch (error) {
    throw new AppError(networkCode(error), { cause: error });
  }
}

/** Chromium names its network errors in the message. */
export function networkCode(error: unknown): 'server-certificate' | 'server-unreachable' {
  const text = error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : '';
  return /ERR_CERT|ERR_SSL|CERTIFICATE/.test(text) ? 'server-certificate' : 'server-unreachable';
}

/**
 * Asks with JSON and reads JSON of a known shape. Throws the server's own code, 'server-answer-invalid',
 * 'server-unreachable' or 'server-certificate'.
 */
export async function askServer<S extends z.ZodType>(
  netFetch: NetFetch,
  url: string,
  question: { readonly schema: S; readonly body?: unknown },
): Promise<z.output<S>> {
  const init = question.body === undefined ? { method: 'GET' } : jsonPost(question.body);
  const answer = await fetchServer(netFetch, url, { ...init, signal: AbortSignal.timeout(QUESTION_TIMEOUT_MS) });
  if (!answer.ok) throw new AppError(await serverCode(answer));
  const parsed = question.schema.safeParse(await readJson(answer));
  if (!parsed.success) throw new AppError('server-answer-invalid', { cause: parsed.error });
  return parsed.data;
}

/** The code of a refusal. */
export async function serverCode(answer: Response) {
  const parsed = serverErrorSchema.safeParse(await readJson(answer));
  return parsed.success ? parsed.data.code : 'server-answer-invalid';
}

/** Null for what is none, is cut or never ends. */
export async function readJson(answer: Response): Promise<unknown> {
  try {
    return JSON.parse(await readCapped(answer.body, 'server-answer-invalid'));
  } catch {
    return null;
  }
}

/** Method, header and body of a JSON POST. */
export const jsonPost = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
