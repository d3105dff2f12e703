import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
// @ts-expect-error the package carries no types
import Provider from 'oidc-provider';

/** A stranger's identity provider on this computer; everybody who types a name is that subject. */
export interface IdentityProvider {
  /** What the agency server is started with. */
  readonly serverArgs: readonly string[];
  readonly serverEnv: Readonly<Record<string, string>>;
  readonly serverPort: number;
  close(): void;
}

const client = { id: 'aktentasche', secret: 'geheim-nur-im-test' };

/** Starts the provider for an agency server that will listen on the port named in the answer. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const http = createServer();
  const issuer = `http://127.0.0.1:${await listen(http)}`;
  const probe = createServer();
  const serverPort = await listen(probe);
  await new Promise((done) => probe.close(done));
  const publicUrl = `http://127.0.0.1:${serverPort}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${publicUrl}/v1/sign-in/oidc/callback`],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['nur-im-test'] },
  });
  http.on('request', provider.callback());
  return {
    serverArgs: ['--oidc-issuer', issuer, '--oidc-client-id', client.id, '--public-url', publicUrl],
    serverEnv: { OIDC_CLIENT_SECRET: client.secret },
    serverPort,
    close: () => http.close(),
  };
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
