import { errorCode } from '../../shared/errors.ts';
import type { Hello } from '../../shared/sync-protocol.ts';
import type { Replica } from '../replica/replica.ts';
import { readText } from './read-answer.ts';
import type { ServerClient } from './server-client.ts';

/**
 * Fetches the trusted list when the server has another one than this device. One that main refuses does not hold up the
 * exchange: the present one stays in force and the screens say why.
 */
export async function fetchTrust(
  server: ServerClient,
  replica: Replica,
  { trust }: Pick<Hello, 'trust'>,
  signal: AbortSignal,
): Promise<void> {
  if (!trust || !(await replica.trust.wants(trust))) return;
  try {
    const answer = await server.request('/v1/trust', { signal });
    await replica.trust.accept(trust, await readText(answer));
  } catch (error) {
    if (errorCode(error) !== 'not-found') throw error;
  }
  replica.tell('trust');
}
