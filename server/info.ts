import { type Info, infoSchema, PROTOCOL_VERSION } from '../shared/sync-protocol.ts';
import type { ServerContext } from './context.ts';
import type { Route } from './route.ts';

/** `GET /v1/info`: who we are, before anybody signs in. */
export function infoRoute(context: ServerContext): Route {
  return {
    method: 'GET',
    url: '/v1/info',
    rule: {
      access: 'public',
      summary: 'Name of the authority, protocol version, ways to sign in.',
      answer: infoSchema,
    },
    async handle(): Promise<Info> {
      return {
        name: context.authority,
        protocol: PROTOCOL_VERSION,
        signIn: context.oidc ? ['local', 'oidc'] : ['local'],
        time: context.now().toISOString(),
      };
    },
  };
}
