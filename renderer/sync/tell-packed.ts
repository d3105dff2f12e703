import { packedAnswerSchema, packedLines } from '../../shared/mitnahme.ts';
import type { Hello } from '../../shared/sync-protocol.ts';
import { packedAkten } from '../replica/packed-akten.ts';
import type { Replica } from '../replica/replica.ts';
import { digestOf } from '../replica/shard-digests.ts';
import { jsonBody, readJson, type ServerClient } from './server-client.ts';

/** Tells the server what is taken along when it knows something else; a server from before does not ask (S100). */
export async function tellPacked(
  server: ServerClient,
  replica: Replica,
  { packed: told }: Pick<Hello, 'packed'>,
  signal: AbortSignal,
): Promise<void> {
  if (told === undefined) return;
  const packed = packedAkten(replica);
  const digest = packed.length === 0 && told === '' ? '' : await digestOf(packedLines(packed));
  if (digest === told) return;
  await readJson(await server.request('/v1/packed', { ...jsonBody({ packed }), signal }), packedAnswerSchema);
}
