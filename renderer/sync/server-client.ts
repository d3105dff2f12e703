import { z } from 'zod';
import { AppError, errorCodes } from '../../shared/errors.ts';

/** Requests to the agency's server through main's gateway; paths begin with `/v1/`. */
export interface ServerClient {
  /** Answers only with success; throws AppError with the server's code, or 'server-unreachable'. */
  request(path: string, init?: RequestInit): Promise<Response>;
}

const refusalSchema = z.object({ code: z.enum(errorCodes) });

/** `fetch` and `base` (`app://aktentasche/server`) are passed in so that tests talk to a server directly. */
export function createServerClient(fetchFrom: typeof fetch, base: string): ServerClient {
  return {
    async request(path, init) {
      let answer: Response;
      try {
        answer = await fetchFrom(`${base}${path}`, { cache: 'no-store', ...init });
      } catch (cause) {
        throw new AppError('server-unreachable', { cause });
      }
      if (answer.ok) return answer;
      const refusal = refusalSchema.safeParse(await answer.json().catch(() => null));
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
  const parsed = schema.safeParse(await answer.json().catch(() => null));
  if (!parsed.success) throw new AppError('server-answer-invalid', { cause: parsed.error });
  return parsed.data;
}

/** A JSON request body. */
export function jsonBody(value: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
