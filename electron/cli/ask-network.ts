import { AppError } from '../../shared/errors.ts';
import { type AskNetwork, contentTypes, type NetworkQuestion } from '../../shared/pdf/level/network.ts';

/** What one answer may cost; CRLs of large authorities have several megabytes. */
const mostBytes = { timestamp: 1 << 20, ocsp: 1 << 20, certificate: 1 << 20, crl: 32 << 20 } as const;

/** Asks over HTTP with a limit of time per question and of size per answer. Throws AppError 'server-unreachable'. */
export function makeAskNetwork(timeoutMs: number): AskNetwork {
  return async (question) => {
    try {
      return await ask(question, AbortSignal.timeout(timeoutMs));
    } catch (error) {
      throw new AppError('server-unreachable', { cause: error });
    }
  };
}

async function ask({ kind, url, body }: NetworkQuestion, signal: AbortSignal): Promise<Uint8Array> {
  const { question, answer } = contentTypes[kind];
  const response = await fetch(url, {
    method: body === null ? 'GET' : 'POST',
    headers: { accept: answer, ...(question === null ? {} : { 'content-type': question }) },
    body: body === null ? null : new Uint8Array(body),
    signal,
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new AppError('server-answer-invalid');
  }
  return readCapped(response.body, mostBytes[kind]);
}

/** The declared length is a stranger's word: what arrives is counted. Leaving the loop cancels the rest. */
async function readCapped(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > most) throw new AppError('too-large');
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}
