import { z } from 'zod';
import { AppError, errorCodes } from '../../shared/errors.ts';
import { readText } from './read-answer.ts';

/** Requests to the agency's server through main's gateway; paths begin with `/v1/`. */
export interface ServerClient {
  /** Answers only with success; throws AppError with the server's code, or 'server-unreachable'. */
  request(path: string, init?: RequestInit): Promise<Response>;
}

/** Main gives up before (R150); this ends what main itself does not answer. */
const LAST_RESORT_MS = 5 * 60_000;
/** A body may leave as slowly as this, bytes per millisecond: half of what main expects of the line. */
const SLOWEST_BYTES_PER_MS = 8;

const refusalSchema = z.object({ code: z.enum(errorCodes) });

/** `fetch` and `base` (`app://aktentasche/server`) are passed in so that tests talk to a server directly. */
export function createServerClient(fetchFrom: typeof fetch, base: string): ServerClient {
  return {
    async request(path, init) {
      let answer: Response;
      const end = new AbortController();
      const timer = setTimeout(() => end.abort(), LAST_RESORT_MS + sizeOf(init?.body) / SLOWEST_BYTES_PER_MS);
      const signal = init?.signal ? AbortSignal.any([end.signal, init.signal]) : end.signal;
      try {
        answer = await fetchFrom(`${base}${path}`, { cache: 'no-store', ...init, signal });
      } catch (cause) {
        throw new AppError('server-unreachable', { cause });
      } finally {
        clearTimeout(timer);
      }
      if (answer.ok) return answer;
      const refusal = refusalSchema.safeParse(await parseAnswer(answer));
      throw new AppError(refusal.success ? refusal.data.code : codeOfStatus(answer.status));
    },
  };
}

/** Something between here and the server answered in its place. */
function codeOfStatus(status: number): 'not-found' | 'server-unreachable' | 'server-answer-invalid' {
  if (status === 404) return 'not-found';
  return status >= 500 ? 'server-unreachable' : 'server-answer-invalid';
}

/** Reads a JSON answer. Throws AppError 'server-answer-invalid' when it has another shape. */
export async function readJson<T>(answer: Response, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await parseAnswer(answer));
  if (!parsed.success) throw new AppError('server-answer-invalid', { cause: parsed.error });
  return parsed.data;
}

/** Null for what is none, is cut or never ends. */
async function parseAnswer(answer: Response): Promise<unknown> {
  try {
    return JSON.parse(await readText(answer));
  } catch {
    return null;
  }
}

/** Bytes, or characters, of a body that is sent. */
function sizeOf(body: RequestInit['body']): number {
  if (typeof body === 'string') return body.length;
  return ArrayBuffer.isView(body) ? body.byteLength : 0;
}

/** A JSON request body. */
export function jsonBody(value: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
