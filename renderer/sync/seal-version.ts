import { errorCode } from '../../shared/errors.ts';
import { type SealFacts, sealedSchema, sealFactsSchema } from '../../shared/sync-protocol.ts';
import { jsonBody, readJson, type ServerClient } from './server-client.ts';
import type { SyncLoop } from './sync-loop.ts';

/** The seal that this person may use; null without one, without the right, and without a connection. */
export async function readSeal(server: ServerClient): Promise<SealFacts['seal']> {
  try {
    return (await readJson(await server.request('/v1/seal'), sealFactsSchema)).seal;
  } catch (error) {
    if (errorCode(error) === 'server-unreachable' || errorCode(error) === 'not-found') return null;
    throw error;
  }
}

/** Has the server seal a Version that it holds; the next exchange brings the result, which is begun at once. */
export async function sealVersion(
  {
    server,
    loop,
    id,
  }: { readonly server: ServerClient; readonly loop: Pick<SyncLoop, 'syncNow'>; readonly id: string },
  version: string,
): Promise<{ readonly version: string }> {
  const sealed = await readJson(await server.request('/v1/seal', jsonBody({ version, id })), sealedSchema);
  // The seal is done; when the exchange fails, the next one brings it.
  await loop.syncNow().catch(() => undefined);
  return sealed;
}
