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

/**
 * Has the server seal Versionen that it holds; the next exchange brings the result, which is begun at once. Whoever asks again
 * because no answer came asks under the same id: nothing is sealed twice (S51).
 */
export function createSealing(parts: {
  readonly server: ServerClient;
  readonly loop: Pick<SyncLoop, 'syncNow'>;
  readonly newId: () => string;
}): (version: string) => Promise<{ readonly version: string }> {
  const unanswered = new Map<string, string>();
  return async (version) => {
    const id = unanswered.get(version) ?? parts.newId();
    unanswered.set(version, id);
    const sealed = await readJson(await parts.server.request('/v1/seal', jsonBody({ version, id })), sealedSchema);
    unanswered.delete(version);
    // The seal is done; when the exchange fails, the next one brings it.
    await parts.loop.syncNow().catch(() => undefined);
    return sealed;
  };
}
