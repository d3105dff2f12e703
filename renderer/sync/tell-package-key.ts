import type { Hello } from '../../shared/sync-protocol.ts';
import { packageKeySchema } from '../../shared/uebergabe.ts';
import type { Replica } from '../replica/replica.ts';
import { jsonBody, readJson, type ServerClient } from './server-client.ts';

/** Tells the server which key packages for this device are sealed with; a server from before does not ask (S103). */
export async function tellPackageKey(
  server: ServerClient,
  replica: Replica,
  { packageKey: told }: Pick<Hello, 'packageKey'>,
  signal: AbortSignal,
): Promise<void> {
  if (told === undefined) return;
  const { publicKey: schluessel } = await replica.main.call('package.key', {});
  if (schluessel === told) return;
  await readJson(await server.request('/v1/device/key', { ...jsonBody({ schluessel }), signal }), packageKeySchema);
}
