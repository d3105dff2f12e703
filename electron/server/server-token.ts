import { tokenSchema } from '../../shared/sync-protocol.ts';
import { type JwtContext, tokenAssertion } from './jwt.ts';
import type { NetFetch } from './keep-session.ts';
import { askServer } from './server-client.ts';

/** A token is renewed so long before its end, seconds. */
const MARGIN_S = 60;

/** Keeps one access token, bound to the device key. */
export interface ServerToken {
  /** The present token, or a new one. Throws 'server-unreachable', 'device-revoked', 'clock-skew' … */
  get(): Promise<string>;
  /** The server did not accept this one: the next `get` fetches another. */
  reject(token: string): void;
}

/** Tokens of `device` at the server `origin`. */
export function makeServerToken(input: {
  readonly netFetch: NetFetch;
  readonly origin: string;
  readonly device: string;
  readonly jwt: JwtContext;
}): ServerToken {
  let held: { token: string; renewAtMs: number } | null = null;
  let fetching: Promise<string> | null = null;

  async function fetchToken(): Promise<string> {
    const assertion = tokenAssertion(input.jwt, input.device, input.origin);
    const answer = await askServer(input.netFetch, `${input.origin}/v1/token`, {
      schema: tokenSchema,
      body: { assertion },
    });
    held = { token: answer.token, renewAtMs: input.jwt.now().getTime() + (answer.expiresInS - MARGIN_S) * 1000 };
    return answer.token;
  }

  return {
    async get() {
      if (held && input.jwt.now().getTime() < held.renewAtMs) return held.token;
      fetching ??= fetchToken().finally(() => {
        fetching = null;
      });
      return fetching;
    },
    reject(token) {
      if (held?.token === token) held = null;
    },
  };
}
