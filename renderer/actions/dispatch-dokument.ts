import type { NeuerPostausgang } from '../replica-api/postausgang-rows.ts';
import { command } from '../replica-client.ts';

/** Notes that the leading Version of a Dokument left the agency; answers the id of the Postausgang. */
export async function dispatchDokument(postausgang: NeuerPostausgang): Promise<string> {
  return (await command('dispatch', postausgang)).id;
}
