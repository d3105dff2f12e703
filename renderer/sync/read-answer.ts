import { AppError } from '../../shared/errors.ts';

/** More than any answer that is read as a whole, bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * An answer as a whole; what arrives is counted, because a server that never ends would take all memory (S115). A broken
 * stream throws as it broke. Throws AppError 'server-answer-invalid'.
 */
export async function readAnswer(answer: Response, mostBytes: number = MOST_BYTES): Promise<Uint8Array<ArrayBuffer>> {
  const reader = answer.body?.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done || !value) break;
      size += value.length;
      if (size > mostBytes) throw new AppError('server-answer-invalid');
      parts.push(value);
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The same as text. */
export async function readText(answer: Response): Promise<string> {
  return new TextDecoder().decode(await readAnswer(answer));
}
