import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { credentialListSchema, infoSchema } from './csc-answers.ts';
import type { CscFetch } from './csc-fetch.ts';
import { cscRefusal } from './csc-refusal.ts';

/** A service that was asked who it is. `version`: 1 for CSC API 1.0.x, 2 for 2.x. */
export interface CscService {
  readonly name: string;
  readonly version: 1 | 2;
  /** Where its authorization server is, as it says itself; only to be compared. */
  readonly oauth2: string | null;
  /** The ways to sign in that it names, such as `oauth2code`, `external`. */
  readonly authTypes: readonly string[];
  /** Asks one method, such as `credentials/list`. Throws AppError 'csc-…'. */
  ask<S extends z.ZodType>(method: string, body: object, schema: S, token?: string): Promise<z.output<S>>;
}

/**
 * Speaks to the service at `url` (the address with `csc/v1` or `csc/v2` at its end). `token` gives the access token of
 * scope `service`, null where the service asks for none.
 */
export async function openCscService(options: {
  readonly fetch: CscFetch;
  readonly url: string;
  readonly token: () => string | null;
}): Promise<CscService> {
  const base = options.url.replace(/\/+$/, '');
  const ask: CscService['ask'] = async (method, body, schema, token) => {
    const bearer = token ?? options.token();
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
    };
    const reply = await options.fetch({ url: `${base}/${method}`, headers, body: JSON.stringify(body) });
    if (reply.status < 200 || reply.status > 299) throw cscRefusal(reply);
    return parseAnswer(reply.body, schema);
  };
  const { specs, name, authType, oauth2 } = await ask('info', {}, infoSchema);
  const version = /^[12]\./.exec(specs)?.[0] === '1.' ? 1 : 2;
  return { name, version, oauth2: oauth2 ?? null, authTypes: authType, ask };
}

/** The ids of the person's credentials. */
export async function listCredentials({ ask }: CscService): Promise<readonly string[]> {
  return (await ask('credentials/list', { maxResults: 100 }, credentialListSchema)).credentialIDs;
}

/** JSON of a known shape. Throws AppError 'csc-answer-invalid'. */
export function parseAnswer<S extends z.ZodType>(body: string, schema: S): z.output<S> {
  try {
    // `signatures/extendTransaction` and its kin may answer with nothing.
    return schema.parse(body === '' ? {} : JSON.parse(body));
  } catch (error) {
    const cause = error instanceof z.ZodError ? error.issues.map(({ path }) => path.join('.')) : 'not JSON';
    throw new AppError('csc-answer-invalid', { cause });
  }
}
